/**
 * The moving ends of a sliding window [end - D, end), which ends now or some time ago. Events of the future wait until their time has come.
 * Those that will leave soon, and those that will enter one that ended some time ago, are read from the archive a slice ahead, so that a
 * window of any length holds only the events at its ends.
 */
import { grown } from '../grown.ts';
import type { TimeWindow } from '../plan.ts';
import type { Read } from '../readers.ts';
import type { RowBatch } from '../rows.ts';
import type { Extent } from '../sql.ts';
import { type CodedRows, createRowBlock, type RowShape } from './codedRows.ts';
import { createReadAhead } from './readAhead.ts';
import { createTimeHeap } from './timeHeap.ts';

/** Runs reads of the archive once everything up to now is in it. */
export type ReadExtent = <Result>(work: (read: Read) => Promise<Result>) => Promise<Result>;

export interface SlidingEnds {
  /** The instant that the window is of: it ends then, or as long ago as it says. */
  nowMs(): number;
  /** Reads what the archive has after the window's end, and the first slice at its beginning. */
  seed(seq: number): Promise<void>;
  /** In place of `seed`, where all rows are taken one after the other. */
  begin(): void;
  /** Takes rows of a new batch; they are copied where they are kept. */
  take(batch: RowBatch, rows: CodedRows): void;
  /** Moves the end of the window; a promise when a slice must be read first. */
  advance(nowMs: number): Promise<void> | null;
  bytes(): number;
}

interface Options {
  readonly window: Extract<TimeWindow, { kind: 'sliding' }>;
  readonly nowMs: number;
  readonly shape: RowShape;
  /** Events that may wait at each end. */
  readonly mostRows: number;
  fold(rows: CodedRows, sign: 1 | -1): void;
  readonly foldedSeq: () => number;
  readEvents(extent: Extent, onRow: (timeMs: number, row: Float64Array) => void): Promise<void>;
}

const SHORTEST_SLICE_MS = 10_000;
const LONGEST_SLICE_MS = 3_600_000;
const MOST_SET_BACK_MS = 10_000;

/** Rows of the batch that is being taken that are in the window: no batch is taken longer than its call. */
let inside = new Int32Array(0);

export function createSlidingEnds({ window, nowMs, shape, mostRows, fold, foldedSeq, readEvents }: Options): SlidingEnds {
  const { lastMs, agoMs } = window;
  const sliceMs = Math.min(LONGEST_SLICE_MS, Math.max(SHORTEST_SLICE_MS, lastMs / 20));
  const row = new Float64Array(shape.kinds.length + 1);
  const entering = createTimeHeap(row.length, mostRows);
  const leaving = createTimeHeap(row.length, mostRows);
  const come = createRowBlock(shape, (rows) => fold(rows, 1));
  const go = createRowBlock(shape, (rows) => fold(rows, -1));
  let endMs = nowMs - agoMs;
  const leavingAhead = createReadAhead({
    fromMs: endMs - lastMs,
    sliceMs,
    foldedSeq,
    // What lies after the window's end is taken on when it enters.
    readSlice: async ({ seq, fromMs, toMs }) => {
      if (fromMs < endMs) await readEvents({ seq, fromMs, toMs: Math.min(toMs, endMs) }, (timeMs, read) => leaving.push(timeMs, read));
    },
  });
  /** Null where the window ends now: all that is after it waits. */
  const enteringAhead =
    agoMs === 0
      ? null
      : createReadAhead({
          fromMs: endMs,
          sliceMs,
          foldedSeq,
          readSlice: (extent) => readEvents(extent, (timeMs, read) => entering.push(timeMs, read)),
        });

  function readRow(batch: RowBatch, columns: CodedRows['columns'], from: number): Float64Array {
    for (let at = 0; at < columns.length; at++) row[at] = columns[at]?.[from] as number;
    row[columns.length] = batch.unconverted[from] as number;
    return row;
  }

  function move(): void {
    const startMs = endMs - lastMs;
    while (entering.earliest() < endMs) {
      const timeMs = entering.pop(row);
      if (timeMs < startMs) continue;
      come.add(row);
      if (timeMs < leavingAhead.heldToMs()) leaving.push(timeMs, row);
    }
    come.end();
    while (leaving.earliest() < startMs) {
      leaving.pop(row);
      go.add(row);
    }
    go.end();
  }

  return {
    nowMs: () => endMs + agoMs,
    bytes: () => entering.bytes + leaving.bytes,
    async seed(seq) {
      if (enteringAhead) await enteringAhead.read(seq);
      else await readEvents({ seq, fromMs: endMs, toMs: null }, (timeMs, read) => entering.push(timeMs, read));
      await leavingAhead.read(seq);
    },
    begin() {
      enteringAhead?.hold();
      leavingAhead.hold();
    },
    take(batch, coded) {
      const { columns, rows, count, unconverted } = coded;
      inside = grown(inside, count);
      const startMs = endMs - lastMs;
      const leavesBefore = leavingAhead.heldToMs();
      const entersBefore = enteringAhead?.heldToMs() ?? Number.POSITIVE_INFINITY;
      let taken = 0;
      let without = 0;
      for (let at = 0; at < count; at++) {
        const from = rows[at] as number;
        const timeMs = batch.timeMs[from] as number;
        if (timeMs >= startMs && timeMs < endMs) inside[taken++] = from;
        else without += batch.unconverted[from] as number;
        if (timeMs >= endMs) {
          if (timeMs < entersBefore) entering.push(timeMs, readRow(batch, columns, from));
        } else if (timeMs >= startMs && timeMs < leavesBefore) leaving.push(timeMs, readRow(batch, columns, from));
      }
      if (taken > 0) fold({ ...coded, rows: inside, count: taken, unconverted: unconverted - without }, 1);
    },
    advance(nextMs) {
      const nextEndMs = nextMs - agoMs;
      // What has left is not kept: the window waits for a clock that was set back a little, and cannot follow one that was set back far.
      if (nextEndMs < endMs - MOST_SET_BACK_MS) throw new Error(`the clock was set back by ${Math.round((endMs - nextEndMs) / 1000)} s`);
      const toMs = Math.max(endMs, nextEndMs);
      const wait = enteringAhead?.reach(toMs) ?? leavingAhead.reach(toMs - lastMs);
      if (wait) return wait;
      endMs = toMs;
      move();
      return null;
    },
  };
}
