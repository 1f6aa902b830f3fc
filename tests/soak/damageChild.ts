/**
 * Opens data folders that something happened to, as the server does, and tells what it then says and answers: a folder's path a line in,
 * a line of JSON out. In a process of its own, because a damaged file may end the process that opens it.
 */
import { createInterface } from 'node:readline';
import { MessageChannel } from 'node:worker_threads';
import { openCore } from '../../server/engine/core.ts';
import { decodeBatch } from '../../server/log/feed.ts';
import { createFeedWriter, type FeedWriter } from '../../server/log/feedWriter.ts';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { openSqliteLog } from '../../server/log/sqliteLog.ts';
import { loadSettings } from '../../server/settings.ts';
import { askedRows, expectedRows, resolvedEvent, sentEvent } from './world.ts';

export interface Reopened {
  /** From nothing to the first answer, ms. */
  readonly openedMs: number;
  readonly seq: number;
  readonly notices: readonly string[];
  readonly rejected: number;
  /** Events in the log that were never sent, or not so. */
  readonly foreign: number;
  /** Whether every answer is the oracle's over the events that the log holds. */
  readonly isRight: boolean;
}

export type ChildReply = Reopened | { readonly error: string };

const known = new Map<string, string>();

async function reopen(dir: string): Promise<Reopened> {
  const startMs = performance.now();
  const settings = loadSettings(dir);
  let writer: FeedWriter | null = null;
  const log = openSqliteLog({ dir, settings, gazetteer: NOWHERE, onCommitted: (batch) => writer?.committed(batch) });
  const { port1, port2 } = new MessageChannel();
  const failed = new Promise<never>((_, reject) => {
    writer = createFeedWriter(port1, log, reject);
  });
  failed.catch(() => {});
  const options = { dir, epoch: log.epoch, settings, logPort: port2, labelOf: () => null, onRelease: () => {}, onEnd: () => {} };
  try {
    const core = await Promise.race([openCore(options), failed]);
    try {
      const rows = await Promise.race([askedRows((query) => core.query(query, log.seq())), failed]);
      const openedMs = performance.now() - startMs;
      const events = eventsOf(log);
      const { seq, notices, rejected } = log.state();
      return {
        openedMs,
        seq,
        notices,
        rejected,
        foreign: events.filter(isForeign).length,
        isRight: JSON.stringify(rows) === oracle(events),
      };
    } finally {
      await core.close();
    }
  } finally {
    (writer as FeedWriter | null)?.close();
    log.close();
  }
}

const NOWHERE = { resolve: () => ({ country: null, region: null, city: null, cell: null }) };

function eventsOf(log: ReturnType<typeof openSqliteLog>): ResolvedEvent[] {
  const events: ResolvedEvent[] = [];
  for (let batch = log.readAfter(0); batch; batch = log.readAfter(batch.firstSeq + batch.count - 1))
    events.push(...decodeBatch(batch.payload));
  return events;
}

function isForeign(event: ResolvedEvent): boolean {
  const at = Number(event.id.slice(event.source.length + 1));
  return wordsOf(event) !== wordsOf(resolvedEvent(sentEvent(event.source, at), event.seq));
}

function wordsOf({ seq, source, id, type, subject, timeMs, data, country, amount }: ResolvedEvent): string {
  return JSON.stringify([seq, source, id, type, subject, timeMs, data, country, amount]);
}

function oracle(events: readonly ResolvedEvent[]): string {
  const key = events.map(({ id }) => id).join(' ');
  const rows = known.get(key) ?? JSON.stringify(expectedRows(events));
  known.set(key, rows);
  return rows;
}

for await (const dir of createInterface({ input: process.stdin })) {
  const reply = await reopen(dir).catch(
    (error: unknown): ChildReply => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
