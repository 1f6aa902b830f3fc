/** How the engine gets the log's events: in order, a few batches at a time, each acknowledged once applied. */
import type { MessagePort } from 'node:worker_threads';
import type { EventTable } from './eventTable.ts';
import type { StoredBatch } from './feedWriter.ts';
import type { ImportChange, ImportRun } from './imports.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';

/** From the log to the engine: the `count` events from `firstSeq` on, with their table where the log has just made it (`table.bytes` is `payload`). */
export type FeedMessage = BatchMessage | { readonly type: 'ahead'; readonly seq: number };

interface BatchMessage extends StoredBatch {
  readonly type: 'batch';
  readonly table?: EventTable;
}

/** From the engine to the log: where it stands at the start, then every batch it has taken in. */
export type FeedReply = { readonly type: 'ready'; readonly appliedSeq: number } | { readonly type: 'applied'; readonly seq: number };

/** A batch as the engine takes it: runs of consecutive events, one after the other. Events that were lost to damage leave gaps between. */
export interface FedBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly tables: readonly EventTable[];
  /** Which of the events came with an import. */
  readonly runs: readonly ImportRun[];
  /** The batch is the record of this, and has no events. */
  readonly change: ImportChange | null;
}

/** The events of a batch payload: a JSON array in UTF-8. */
export function decodeBatch(payload: Uint8Array): ResolvedEvent[] {
  return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'));
}

/** What the engine's end of the feed needs. */
export interface Fed {
  /** Everything after this is asked for. */
  readonly appliedSeq: number;
  /** Makes the table of a batch that comes without one ({@link ./readEventTable.ts}). */
  readonly readTable: (batch: StoredBatch) => EventTable;
  /** Called with batch after batch, one at a time. */
  readonly apply: (batch: FedBatch) => void | Promise<void>;
  /** Called when the engine knows more than the log holds; without it that throws (uncaught, in the engine's thread). */
  readonly onAhead?: (logSeq: number) => void;
}

/** The engine's end of the feed. Returns its stop: nothing is taken in or acknowledged after it, not even what had come before. */
export function attachFeed(port: MessagePort, { appliedSeq, readTable, apply, onAhead }: Fed): () => void {
  let turn: Promise<void> | null = null;
  let nextSeq = appliedSeq + 1;
  let isStopped = false;
  /** The next attachment of this port hears for itself of what this one had not finished: the log must not take that for done. */
  const acknowledge = (seq: number): void => {
    if (!isStopped) port.postMessage({ type: 'applied', seq } satisfies FeedReply);
  };
  const take = (message: FeedMessage): void | Promise<void> => {
    if (isStopped) return;
    if (message.type === 'ahead') {
      if (onAhead) return onAhead(message.seq);
      throw new Error(`the archive has events up to ${appliedSeq}, the log only up to ${message.seq}; rebuild it`);
    }
    const { firstSeq, count, runs = [], change = null } = message;
    // Sent to an earlier attachment of this port; it will come again in its turn.
    if (firstSeq > nextSeq) return;
    const lastSeq = firstSeq + count - 1;
    if (lastSeq < nextSeq) return acknowledge(lastSeq);
    const from = nextSeq;
    nextSeq = lastSeq + 1;
    const pending = apply({
      firstSeq: from,
      count: lastSeq - from + 1,
      tables: change ? [] : toTables(message, from, readTable),
      runs,
      change,
    });
    if (pending) return pending.then(() => acknowledge(lastSeq));
    acknowledge(lastSeq);
  };
  const listen = (message: FeedMessage): void => {
    const result = turn ? turn.then(() => take(message)) : take(message);
    if (!result) return;
    const mine: Promise<void> = result.then(() => {
      if (turn === mine) turn = null;
    });
    turn = mine;
  };
  port.on('message', listen);
  port.postMessage({ type: 'ready', appliedSeq } satisfies FeedReply);
  return () => {
    isStopped = true;
    port.off('message', listen);
  };
}

/** The tables of a batch's events from `fromSeq` on. */
function toTables(batch: BatchMessage, fromSeq: number, readTable: Fed['readTable']): readonly EventTable[] {
  const whole = fromSeq === batch.firstSeq ? (batch.table ?? tryTable(batch, readTable)) : null;
  if (whole) return [whole];
  const events = decodeBatch(batch.payload).filter(({ seq }) => seq >= fromSeq);
  return runsOf(events).map((run) =>
    readTable({ firstSeq: run[0]?.seq ?? 0, count: run.length, payload: Buffer.from(JSON.stringify(run), 'utf8') }),
  );
}

/** Null where events are missing in the batch. */
function tryTable(batch: BatchMessage, readTable: Fed['readTable']): EventTable | null {
  try {
    return readTable(batch);
  } catch {
    return null;
  }
}

/** Events lost to damage of the log leave gaps; a table counts on without any. */
function runsOf(events: readonly ResolvedEvent[]): (readonly ResolvedEvent[])[] {
  const gaps = events.flatMap((event, at) => (at > 0 && event.seq !== (events[at - 1]?.seq ?? 0) + 1 ? [at] : []));
  if (gaps.length === 0) return events.length > 0 ? [events] : [];
  return [0, ...gaps].map((from, at) => events.slice(from, gaps[at]));
}
