/** Rates on the wire: the counts that give a rate, its n and its bounds exactly, in place of the four doubles. */
import { type ByteReader, MAX_VARINT } from './bytes.ts';
import { net, type Rate, share } from './interval.ts';

/** The columns `m`, `m.n`, `m.low`, `m.high` by row number; NaN is null. */
export type RateColumns = readonly [value: Float64Array, n: Float64Array, low: Float64Array, high: Float64Array];

/** Most counts a rate takes. */
export const COUNTS_PER_RATE = 3;

/** Puts the counts of these shares into `packed`; how many, or -1 when one of them is of no counts (then it is sent as numbers). */
export function packShares([values, ns, lows, highs]: RateColumns, rows: Int32Array, packed: Float64Array): number {
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const [value, n, low, high] = [values[row] as number, ns[row] as number, lows[row] as number, highs[row] as number];
    if (isNothing(value, n, low, high)) packed[count++] = 0;
    else {
      const cases = Math.round((value * n) / 100);
      if (!isCount(n) || n === 0 || !isCount(cases) || !isSame(share(cases, n), value, low, high)) return -1;
      packed[count++] = n;
      packed[count++] = cases;
    }
  }
  return count;
}

/** As {@link packShares}, for net scores. */
export function packNets([values, ns, lows, highs]: RateColumns, rows: Int32Array, packed: Float64Array): number {
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const [value, n, low, high] = [values[row] as number, ns[row] as number, lows[row] as number, highs[row] as number];
    if (isNothing(value, n, low, high)) packed[count++] = 0;
    else {
      const difference = Math.round((value * n) / 100);
      const votes = votesOf(difference, n, low, high);
      const promoters = (votes + difference) / 2;
      const detractors = (votes - difference) / 2;
      if (!isCount(n) || n === 0 || !isCount(promoters) || !isCount(detractors)) return -1;
      if (!isSame(net(promoters, detractors, n), value, low, high)) return -1;
      packed[count++] = n;
      packed[count++] = promoters;
      packed[count++] = detractors;
    }
  }
  return count;
}

/** Reads what {@link packShares} packed for these rows into the columns. Throws a RangeError when the bytes end. */
export function readShares(reader: ByteReader, columns: RateColumns, rows: Int32Array): void {
  for (let at = 0; at < rows.length; at++) {
    const n = reader.varint();
    if (n === 0) putNothing(columns, rows[at] as number);
    else put(columns, rows[at] as number, share(reader.varint(), n));
  }
}

/** As {@link readShares}, for net scores. */
export function readNets(reader: ByteReader, columns: RateColumns, rows: Int32Array): void {
  for (let at = 0; at < rows.length; at++) {
    const n = reader.varint();
    if (n === 0) putNothing(columns, rows[at] as number);
    else put(columns, rows[at] as number, net(reader.varint(), reader.varint(), n));
  }
}

function isNothing(value: number, n: number, low: number, high: number): boolean {
  return n === 0 && Number.isNaN(value) && Number.isNaN(low) && Number.isNaN(high);
}

function isCount(value: number): boolean {
  return value >= 0 && value <= MAX_VARINT && Math.floor(value) === value;
}

function isSame(rate: Rate, value: number, low: number, high: number): boolean {
  return Object.is(rate.value, value) && Object.is(rate.low, low) && Object.is(rate.high, high);
}

/** Promoters and detractors together, from the half width of the interval; the most there can be where both ends are cut off. */
function votesOf(difference: number, n: number, low: number, high: number): number {
  if (low === -100 && high === 100) return n - Math.abs((n - difference) % 2);
  const part = difference / n;
  const half = Math.max(high - 100 * part, 100 * part - low) / 196;
  return Math.round(n * (half * half * n + part * part));
}

function put([values, ns, lows, highs]: RateColumns, row: number, { value, n, low, high }: Rate): void {
  values[row] = value;
  ns[row] = n;
  lows[row] = low;
  highs[row] = high;
}

function putNothing([values, ns, lows, highs]: RateColumns, row: number): void {
  values[row] = Number.NaN;
  ns[row] = 0;
  lows[row] = Number.NaN;
  highs[row] = Number.NaN;
}
