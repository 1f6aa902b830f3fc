/** The order of an answer's rows: time ascending, then first metric descending, then ids by code point; null last. */
import type { Pause } from './pauses.ts';

export interface RowOrder {
  /** Bucket keys of the time dimensions, by row. */
  readonly times: readonly ArrayLike<number>[];
  /** First metric by row; NaN stands for null. */
  readonly first: Float64Array;
  /** Id of the row in each dimension. */
  idOf(dimension: number, row: number): string | null;
  readonly dimensionCount: number;
}

/** Rows sorted, merged or looked at between two pauses. */
const ROWS_AT_ONCE = 4096;

type Compare = (a: number, b: number) => number;

/** The rows that come first, in order: at most `limit` of `rowCount`. */
export async function firstRows(rowCount: number, limit: number, order: RowOrder, pause: Pause): Promise<Uint32Array> {
  const compare: Compare = (a, b) => compareRows(a, b, order);
  if (rowCount > 2 * limit) return sorted(await keepFirst(rowCount, limit, compare, pause), compare, pause);
  return (await sorted(counted(rowCount), compare, pause)).subarray(0, limit);
}

function counted(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Sorts runs, then merges them two by two. */
async function sorted(rows: Uint32Array, compare: Compare, pause: Pause): Promise<Uint32Array> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    rows.subarray(from, from + ROWS_AT_ONCE).sort(compare);
    await pause();
  }
  let other: Uint32Array = new Uint32Array(rows.length);
  for (let run = ROWS_AT_ONCE; run < rows.length; run *= 2) {
    for (let from = 0; from < rows.length; from += 2 * run) await merge(rows, other, { from, run }, compare, pause);
    [rows, other] = [other, rows];
  }
  return rows;
}

/** Merges the run at `from` and the one after it. */
async function merge(
  rows: Uint32Array,
  into: Uint32Array,
  { from, run }: { from: number; run: number },
  compare: Compare,
  pause: Pause,
): Promise<void> {
  const middle = Math.min(from + run, rows.length);
  const end = Math.min(from + 2 * run, rows.length);
  let [left, right] = [from, middle];
  for (let at = from; at < end; at++) {
    const takesLeft = right >= end || (left < middle && compare(rows[left] as number, rows[right] as number) <= 0);
    into[at] = rows[takesLeft ? left++ : right++] as number;
    if (at % ROWS_AT_ONCE === 0) await pause();
  }
}

function compareRows(a: number, b: number, { times, first, idOf, dimensionCount }: RowOrder): number {
  for (let at = 0; at < times.length; at++) {
    const keys = times[at] as ArrayLike<number>;
    const difference = (keys[a] as number) - (keys[b] as number);
    if (difference !== 0) return difference;
  }
  const one = first[a] as number;
  const other = first[b] as number;
  if (one !== other && !(Number.isNaN(one) && Number.isNaN(other))) {
    if (Number.isNaN(one)) return 1;
    if (Number.isNaN(other)) return -1;
    return other - one;
  }
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const difference = compareIds(idOf(dimension, a), idOf(dimension, b));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** By code point, null last. */
export function compareIds(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

/** Halves of characters beyond U+FFFF sort after all other characters, as their code points do. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Keeps the first rows in a heap whose top is the last of them. */
async function keepFirst(rowCount: number, limit: number, compare: Compare, pause: Pause): Promise<Uint32Array> {
  const heap = await sorted(counted(limit), (a, b) => compare(b, a), pause);
  for (let row = limit; row < rowCount; row++) {
    if (row % ROWS_AT_ONCE === 0) await pause();
    if (compare(row, heap[0] as number) >= 0) continue;
    heap[0] = row;
    sink(heap, compare);
  }
  return heap;
}

function sink(heap: Uint32Array, compare: Compare): void {
  let at = 0;
  for (;;) {
    let largest = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && compare(heap[child] as number, heap[largest] as number) > 0) largest = child;
    }
    if (largest === at) return;
    [heap[at], heap[largest]] = [heap[largest] as number, heap[at] as number];
    at = largest;
  }
}
