/** Reads single events back for people to look at: a piece a turn of the event loop, so that appends are not kept waiting. */
import type { SentEvent } from '../parts.ts';
import type { SqliteLog } from './sqliteLog.ts';

/** A batch that is not remembered takes about as long to read. */
const TURN_MS = 5;

interface Reading {
  isClosed(): boolean;
  /** Hears of a log that cannot be read back. */
  fail(error: unknown): void;
  done(events: readonly SentEvent[]): void;
}

/** Batch after batch: by ascending numbers each is unpacked once. */
export function readEvents(seqs: readonly number[], log: Pick<SqliteLog, 'event'>, { isClosed, fail, done }: Reading): void {
  const ordered = [...seqs].sort((one, other) => one - other);
  const found: SentEvent[] = [];
  let at = 0;
  const readOn = (): void => {
    if (isClosed()) return;
    const untilMs = performance.now() + TURN_MS;
    try {
      while (at < ordered.length && performance.now() < untilMs) {
        const event = log.event(ordered[at++] as number);
        if (event) found.push({ seq: event.seq, id: event.id, data: event.data });
      }
    } catch (error) {
      fail(error);
      return;
    }
    if (at < ordered.length) setImmediate(readOn);
    else done(found);
  };
  readOn();
}
