/** The log's end of the feed: never more than a few batches outstanding; what the engine could not take yet is read back from disk. */
import type { MessagePort } from 'node:worker_threads';
import type { EventTable } from './eventTable.ts';
import type { FeedMessage, FeedReply } from './feed.ts';
import type { ImportChange, ImportRun } from './imports.ts';
import { createSlabs } from './slabs.ts';

const MAX_OUTSTANDING_BATCHES = 32;
const MAX_OUTSTANDING_EVENTS = 40_000;

/** Of the memory that is shared with the engine, kept between batches: all that may be outstanding. */
const KEPT_BYTES = 64 * 1024 * 1024;

interface Outstanding {
  readonly lastSeq: number;
  readonly count: number;
  readonly slab: SharedArrayBuffer;
}

export interface StoredBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly payload: Uint8Array;
  /** Of a batch that was just written; it and the payload stand in memory that is used again. */
  readonly table?: EventTable;
  /** Which of the events came with an import. */
  readonly runs?: readonly ImportRun[];
  /** The batch is no event but the record of this. */
  readonly change?: ImportChange;
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
  const outstanding: Outstanding[] = [];
  const slabs = createSlabs(KEPT_BYTES);
  const hasRoom = (): boolean =>
    outstanding.length < MAX_OUTSTANDING_BATCHES && outstanding.reduce((sum, batch) => sum + batch.count, 0) < MAX_OUTSTANDING_EVENTS;

  const send = (batch: StoredBatch): void => {
    const { firstSeq, count } = batch;
    sentSeq = firstSeq + count - 1;
    const slab = slabs.take(sharedBytes(batch));
    outstanding.push({ lastSeq: sentSeq, count, slab });
    const shared = toShared(batch, slab);
    port.postMessage({ type: 'batch', ...shared } satisfies FeedMessage, shared.table ? keptBuffers(shared.table) : []);
  };
  const released = (seq: number): void => {
    while (outstanding[0] && outstanding[0].lastSeq <= seq) slabs.give((outstanding.shift() as Outstanding).slab);
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
    // An earlier run of the engine may still read what was sent to it: that memory is not used again.
    outstanding.length = 0;
    schedule();
  };
  const listen = (reply: FeedReply): void => {
    if (reply.type === 'ready') start(reply.appliedSeq);
    else {
      released(reply.seq);
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

/** Room for what only needs to be read until it is applied: the bytes and where in them everything stands. */
function sharedBytes({ payload, table }: StoredBatch): number {
  return table ? table.ranges.byteLength + table.events.byteLength + table.unread.byteLength + payload.length : payload.length;
}

/** The batch in shared memory, words first; the columns of a table that the receiver keeps are copied anew. */
function toShared({ payload, table, ...batch }: StoredBatch, slab: SharedArrayBuffer): StoredBatch {
  if (!table) return { ...batch, payload: bytesIn(slab, 0, payload) };
  const ranges = wordsIn(slab, 0, table.ranges);
  const events = wordsIn(slab, ranges.byteLength, table.events);
  const unread = bytesIn(slab, ranges.byteLength + events.byteLength, table.unread);
  const bytes = bytesIn(slab, unread.byteOffset + unread.length, payload);
  const { timeMs, amount, unconverted } = table;
  const kept = { timeMs: timeMs.slice(), amount: amount.slice(), unconverted: unconverted.slice() };
  return { ...batch, payload: bytes, table: { ...table, ...kept, ranges, events, unread, bytes } };
}

/** What is handed over for good. */
function keptBuffers({ timeMs, amount, unconverted }: EventTable): ArrayBuffer[] {
  return [timeMs, amount, unconverted].map(({ buffer }) => buffer as ArrayBuffer);
}

function wordsIn(slab: SharedArrayBuffer, at: number, from: Int32Array): Int32Array {
  const words = new Int32Array(slab, at, from.length);
  words.set(from);
  return words;
}

function bytesIn(slab: SharedArrayBuffer, at: number, from: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(slab, at, from.length);
  bytes.set(from);
  return bytes;
}
