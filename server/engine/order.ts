/** The order of an answer's rows: time ascending, then first metric descending, then ids by code point; null last. */

export interface RowOrder {
  /** Bucket keys of the time dimensions, by row. */
  readonly times: readonly ArrayLike<number>[];
  /** First metric by row; NaN stands for null. */
  readonly first: Float64Array;
  /** Id of the row in each dimension. */
  idOf(dimension: number, row: number): string | null;
  readonly dimensionCount: number;
}

/** The rows that come first, in order: at most `limit` of `rowCount`. */
export function firstRows(rowCount: number, limit: number, order: RowOrder): number[] {
  const compare = (a: number, b: number): number => compareRows(a, b, order);
  if (rowCount <= 2 * limit)
    return Array.from({ length: rowCount }, (_, row) => row)
      .sort(compare)
      .slice(0, limit);
  return keepFirst(rowCount, limit, compare);
}

function compareRows(a: number, b: number, { times, first, idOf, dimensionCount }: RowOrder): number {
  for (const keys of times) {
    const difference = (keys[a] as number) - (keys[b] as number);
    if (difference !== 0) return difference;
  }
  const [one, other] = [first[a] as number, first[b] as number];
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
function keepFirst(rowCount: number, limit: number, compare: (a: number, b: number) => number): number[] {
  const heap = Array.from({ length: limit }, (_, row) => row).sort((a, b) => compare(b, a));
  for (let row = limit; row < rowCount; row++) {
    if (compare(row, heap[0] as number) >= 0) continue;
    heap[0] = row;
    sink(heap, compare);
  }
  return heap.sort(compare);
}

function sink(heap: number[], compare: (a: number, b: number) => number): void {
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
