/**
 * The moving ends of a sliding window [now - D, now). Events of the future wait until their time has come. Those that will leave soon
 * are read from the archive a slice ahead, so that a window of any length holds only the events at its end.
 */
import type { Read } from '../readers.ts';
import type { Extent } from '../sql.ts';
import { createTimeHeap } from './timeHeap.ts';

/** Runs reads of the archive once everything up to now is in it. */
export type ReadExtent = <Result>(work: (read: Read) => Promise<Result>) => Promise<Result>;

export interface SlidingEnds {
  /** The instant that the window ends at. */
  nowMs(): number;
  /** Reads what the archive has after the window's end, and the first slice at its beginning. */
  seed(seq: number): Promise<void>;
  /** Takes a new event; the row is copied where it is kept. */
  take(timeMs: number, row: Float64Array): void;
  /** Moves the end of the window; a promise when a slice must be read first. */
  advance(nowMs: number): Promise<void> | null;
}

interface Options {
  readonly lastMs: number;
  readonly nowMs: number;
  readonly width: number;
  /** Events that may wait at each end. */
  readonly mostRows: number;
  apply(row: Float64Array, sign: 1 | -1): void;
  readonly foldedSeq: () => number;
  readEvents(extent: Extent, onRow: (timeMs: number, row: Float64Array) => void): Promise<void>;
}

const SHORTEST_SLICE_MS = 10_000;
const LONGEST_SLICE_MS = 3_600_000;
const MOST_SET_BACK_MS = 10_000;

export function createSlidingEnds({ lastMs, nowMs, width, mostRows, apply, foldedSeq, readEvents }: Options): SlidingEnds {
  const sliceMs = Math.min(LONGEST_SLICE_MS, Math.max(SHORTEST_SLICE_MS, lastMs / 20));
  const entering = createTimeHeap(width, mostRows);
  const leaving = createTimeHeap(width, mostRows);
  const row = new Float64Array(width);
  let endMs = nowMs;
  /** Every event of the window before this time is in `leaving`, or being read into it. */
  let heldToMs = nowMs - lastMs;
  let reading: Promise<void> | null = null;
  let failure: unknown = null;
  let readToMs = heldToMs;

  function enter(timeMs: number, entered: Float64Array): void {
    if (timeMs < endMs - lastMs) return;
    apply(entered, 1);
    if (timeMs < heldToMs) leaving.push(timeMs, entered);
  }

  /** Reads the slice up to `toMs`. Events that come meanwhile are pushed as they come. */
  async function readSlice(toMs: number, seq: number): Promise<void> {
    const fromMs = heldToMs;
    heldToMs = toMs;
    if (fromMs < endMs) await readEvents({ seq, fromMs, toMs: Math.min(toMs, endMs) }, (timeMs, read) => leaving.push(timeMs, read));
    readToMs = toMs;
  }

  function startReading(toMs: number): Promise<void> {
    reading ??= readSlice(toMs, foldedSeq())
      .catch((error) => {
        failure = error;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  function move(): void {
    while (entering.earliest() < endMs) {
      const timeMs = entering.pop(row);
      enter(timeMs, row);
    }
    while (leaving.earliest() < endMs - lastMs) {
      leaving.pop(row);
      apply(row, -1);
    }
  }

  return {
    nowMs: () => endMs,
    async seed(seq) {
      await readEvents({ seq, fromMs: nowMs, toMs: null }, (timeMs, read) => entering.push(timeMs, read));
      await readSlice(heldToMs + sliceMs, seq);
    },
    take(timeMs, taken) {
      if (timeMs >= endMs) entering.push(timeMs, taken);
      else enter(timeMs, taken);
    },
    advance(nextMs) {
      if (failure) throw failure;
      // What has left is not kept: the window waits for a clock that was set back a little, and cannot follow one that was set back far.
      if (nextMs < endMs - MOST_SET_BACK_MS) throw new Error(`the clock was set back by ${Math.round((endMs - nextMs) / 1000)} s`);
      const toMs = Math.max(endMs, nextMs);
      const startMs = toMs - lastMs;
      if (startMs > readToMs) return startReading(Math.max(startMs, heldToMs) + sliceMs);
      if (!reading && startMs > readToMs - sliceMs / 2) void startReading(readToMs + sliceMs);
      endMs = toMs;
      move();
      return null;
    },
  };
}
