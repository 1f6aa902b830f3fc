/** The log's end of the feed: never more than a few batches outstanding; what the engine could not take yet is read back from disk. */
import type { MessagePort } from 'node:worker_threads';
import type { EventTable } from './eventTable.ts';
import type { FeedMessage, FeedReply } from './feed.ts';

const MAX_OUTSTANDING_BATCHES = 8;
const MAX_OUTSTANDING_EVENTS = 20_000;

export interface StoredBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly payload: Uint8Array;
  /** Of a batch that was just written; it and the payload stand in memory that is used again. */
  readonly table?: EventTable;
}

/** What the feed needs of the log. */
export interface FeedSource {
  seq(): number;
  /** The events after `seq`, in one batch of bounded size; null when there are none. */
  readAfter(seq: number): StoredBatch | null;
}

export interface FeedWriter {
  /** Tells of a batch that was just committed. */
  committed(batch: StoredBatch): void;
  close(): void;
}

/** `onFailure` hears of a log that cannot be read back. */
export function createFeedWriter(port: MessagePort, source: FeedSource, onFailure: (error: unknown) => void): FeedWriter {
  let sentSeq: number | null = null;
  let reading = false;
  const outstanding: { readonly lastSeq: number; readonly count: number }[] = [];
  const hasRoom = (): boolean =>
    outstanding.length < MAX_OUTSTANDING_BATCHES && outstanding.reduce((sum, batch) => sum + batch.count, 0) < MAX_OUTSTANDING_EVENTS;

  const send = ({ firstSeq, count, payload, table }: StoredBatch): void => {
    sentSeq = firstSeq + count - 1;
    outstanding.push({ lastSeq: sentSeq, count });
    const copy = new Uint8Array(payload);
    const message: FeedMessage = { type: 'batch', firstSeq, count, payload: copy };
    const copied = table && copyOf(table, copy);
    port.postMessage(copied ? { ...message, table: copied } : message, [copy.buffer, ...(copied ? buffersOf(copied) : [])]);
  };

  /** One batch a turn of the event loop, so that appends are not kept waiting. */
  const readOn = (): void => {
    reading = false;
    if (sentSeq === null || sentSeq >= source.seq() || !hasRoom()) return;
    try {
      const batch = source.readAfter(sentSeq);
      if (batch) send(batch);
      schedule();
    } catch (error) {
      onFailure(error);
    }
  };
  const schedule = (): void => {
    if (reading) return;
    reading = true;
    setImmediate(readOn);
  };

  const start = (appliedSeq: number): void => {
    if (appliedSeq > source.seq()) {
      port.postMessage({ type: 'ahead', seq: source.seq() } satisfies FeedMessage);
      return;
    }
    sentSeq = appliedSeq;
    outstanding.length = 0;
    schedule();
  };
  const listen = (reply: FeedReply): void => {
    if (reply.type === 'ready') start(reply.appliedSeq);
    else {
      while (outstanding[0] && outstanding[0].lastSeq <= reply.seq) outstanding.shift();
      schedule();
    }
  };
  port.on('message', listen);
  return {
    committed: (batch) => {
      if (sentSeq === batch.firstSeq - 1 && hasRoom()) send(batch);
      else if (sentSeq !== null) schedule();
    },
    close: () => {
      port.off('message', listen);
      sentSeq = null;
      port.close();
    },
  };
}

/** A table of its own over the copied bytes. */
function copyOf(table: EventTable, bytes: Uint8Array): EventTable {
  const { ranges, events, timeMs, amount, unconverted, unread } = table;
  return {
    ...table,
    bytes,
    ranges: ranges.slice(),
    events: events.slice(),
    timeMs: timeMs.slice(),
    amount: amount.slice(),
    unconverted: unconverted.slice(),
    unread: unread.slice(),
  };
}

/** What is handed over with a table, besides its bytes. */
function buffersOf({ ranges, events, timeMs, amount, unconverted, unread }: EventTable): ArrayBuffer[] {
  return [ranges, events, timeMs, amount, unconverted, unread].map(({ buffer }) => buffer as ArrayBuffer);
}
