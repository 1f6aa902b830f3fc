/** How the numbers of a frame are packed: whole or decimal numbers as varints, rates as their counts, doubles where nothing shorter is exact. */
import type { ByteReader, ByteWriter } from './bytes.ts';
import { type Interval, netInterval, shareInterval } from './interval.ts';
import type { Column } from './query.ts';

/** New values of one column: those of the changed rows, then those of the added ones; NaN is null. */
export interface ColumnChange {
  readonly values: Float64Array;
  /** One entry a changed row: 1 where this column's value is another than before. */
  readonly differs: Uint8Array;
}

/** Receives a decoded value: column, then position among changed and added rows. */
export type PutValue = (column: number, position: number, value: number) => void;

/** Which changed rows a column has values for: the two top bits of its first byte. */
const NO_ROWS = 0;
const ALL_ROWS = 1;
const SOME_ROWS = 2;

/** What follows: the low six bits. 0 to 4 are whole numbers divided by that power of ten. */
const MOST_DECIMALS = 4;
const DOUBLES = 8;
const SHARE = 16;
const NET = 17;

const POWERS = [1, 10, 100, 1000, 10_000] as const;
const LARGEST_PACKED = 2 ** 51;

/** Writes every column; a rate and its `.n`, `.low`, `.high` go as one. */
export function writeColumns(writer: ByteWriter, columns: readonly Column[], changes: readonly ColumnChange[]): void {
  for (let at = 0; at < changes.length; ) at += writeRate(writer, columns, changes, at) || writeColumn(writer, changes[at] as ColumnChange);
}

/** Reads what {@link writeColumns} wrote. Throws a RangeError on anything else. */
export function readColumns(reader: ByteReader, columnCount: number, rows: { changed: number; added: number }, put: PutValue): void {
  for (let column = 0; column < columnCount; ) {
    const head = reader.byte();
    const positions = readPositions(reader, head >> 6, rows);
    column += readValues(reader, { form: head & 63, positions, column, columnCount }, put);
  }
}

function writeColumn(writer: ByteWriter, change: ColumnChange): number {
  const positions = positionsOf(change.differs, change.values.length);
  const decimals = decimalsOf(change.values, positions);
  writeHead(writer, change.differs, decimals ?? DOUBLES);
  for (const position of positions) {
    const value = change.values[position] as number;
    if (decimals === null) writer.double(value);
    else writer.varint(Number.isNaN(value) ? 0 : zigzag(Math.round(value * (POWERS[decimals] as number))) + 1);
  }
  return 1;
}

/** Writes the rate that begins at column `at` as counts and answers 4, or writes nothing and answers 0. */
function writeRate(writer: ByteWriter, columns: readonly Column[], changes: readonly ColumnChange[], at: number): 0 | 4 {
  const name = columns[at]?.name;
  if (columns[at + 1]?.name !== `${name}.n` || columns[at + 2]?.name !== `${name}.low` || columns[at + 3]?.name !== `${name}.high`)
    return 0;
  const four = changes.slice(at, at + 4);
  const differs = anyDiffers(four);
  const positions = positionsOf(differs, changes[at]?.values.length ?? 0);
  const form = columns[at]?.unit === 'points' ? NET : SHARE;
  const counts: number[] = [];
  for (const position of positions) {
    const found = countsOf(form, four.map(({ values }) => values[position] as number) as Rate);
    if (!found) return 0;
    counts.push(...found);
  }
  writeHead(writer, differs, form);
  for (const count of counts) writer.varint(count);
  return 4;
}

function anyDiffers(changes: readonly ColumnChange[]): Uint8Array {
  const any = new Uint8Array(changes[0]?.differs.length ?? 0);
  for (const { differs } of changes) for (let row = 0; row < any.length; row++) any[row] = (any[row] as number) | (differs[row] as number);
  return any;
}

type Rate = [value: number, n: number, low: number, high: number];

/** The counts that give exactly this rate, or null when none do (then it is sent as numbers). */
function countsOf(form: number, [value, n, low, high]: Rate): number[] | null {
  if (!(Number.isSafeInteger(n) && n >= 0)) return null;
  if (n === 0) return [value, low, high].every(Number.isNaN) ? [0] : null;
  const difference = Math.round((value * n) / 100);
  const counts = form === SHARE ? [n, difference] : [n, ...votesOf({ difference, n, low, high })];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return null;
  const again = rateOf(form, counts);
  return Object.is(again.value, value) && Object.is(again.low, low) && Object.is(again.high, high) ? counts : null;
}

/** Promoters and detractors from their difference and the half width of the interval; the most there can be where both ends are cut off. */
function votesOf({ difference, n, low, high }: { difference: number; n: number; low: number; high: number }): [number, number] {
  const half = Math.max(high - (100 * difference) / n, (100 * difference) / n - low);
  const variance = (half / 196) ** 2 * n;
  const isCut = low === -100 && high === 100;
  const sum = isCut ? n - Math.abs((n - difference) % 2) : Math.round(n * (variance + (difference / n) ** 2));
  return [(sum + difference) / 2, (sum - difference) / 2];
}

function rateOf(form: number, [n = 0, first = 0, second = 0]: readonly number[]): Interval {
  return form === SHARE ? shareInterval(first, n) : netInterval(first, second, n);
}

function writeHead(writer: ByteWriter, differs: Uint8Array, form: number): void {
  const count = differs.reduce((sum, one) => sum + one, 0);
  const mode = count === 0 ? NO_ROWS : count === differs.length ? ALL_ROWS : SOME_ROWS;
  writer.byte((mode << 6) | form);
  if (mode === SOME_ROWS) writer.bytes(toBits(differs));
}

function readPositions(reader: ByteReader, mode: number, { changed, added }: { changed: number; added: number }): number[] {
  if (mode > SOME_ROWS) throw new RangeError('invalid frame: unknown choice of rows');
  const bits = mode === SOME_ROWS ? reader.bytes(Math.ceil(changed / 8)) : null;
  const positions: number[] = [];
  for (let row = 0; row < changed; row++) {
    if (bits ? ((bits[row >> 3] as number) >> (row & 7)) & 1 : mode === ALL_ROWS) positions.push(row);
  }
  for (let row = 0; row < added; row++) positions.push(changed + row);
  return positions;
}

interface Values {
  readonly form: number;
  readonly positions: readonly number[];
  readonly column: number;
  readonly columnCount: number;
}

function readValues(reader: ByteReader, { form, positions, column, columnCount }: Values, put: PutValue): 1 | 4 {
  if (form <= MOST_DECIMALS) {
    for (const position of positions) put(column, position, readDecimal(reader, POWERS[form] as number));
    return 1;
  }
  if (form === DOUBLES) {
    for (const position of positions) put(column, position, reader.double());
    return 1;
  }
  if ((form !== SHARE && form !== NET) || column + 4 > columnCount) throw new RangeError(`invalid frame: form ${form} of column ${column}`);
  for (const position of positions) {
    for (const [offset, value] of readRate(reader, form).entries()) put(column + offset, position, value ?? Number.NaN);
  }
  return 4;
}

function readDecimal(reader: ByteReader, divisor: number): number {
  const packed = reader.varint();
  return packed === 0 ? Number.NaN : unzigzag(packed - 1) / divisor;
}

function readRate(reader: ByteReader, form: number): (number | null)[] {
  const n = reader.varint();
  if (n === 0) return [null, 0, null, null];
  const { value, low, high } = rateOf(form, form === SHARE ? [n, reader.varint()] : [n, reader.varint(), reader.varint()]);
  return [value, n, low, high];
}

/** Positions that a column has values for: the changed rows where it differs, and every added row. */
function positionsOf(differs: Uint8Array, length: number): number[] {
  const positions: number[] = [];
  for (let at = 0; at < length; at++) if (at >= differs.length || differs[at] === 1) positions.push(at);
  return positions;
}

/** Fewest decimals that hold all the values exactly, or null when some need a double. */
function decimalsOf(values: Float64Array, positions: readonly number[]): number | null {
  let decimals = 0;
  let largest = 0;
  for (const position of positions) {
    const value = values[position] as number;
    if (Number.isNaN(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    while (!holds(value, POWERS[decimals] as number)) if (++decimals > MOST_DECIMALS) return null;
  }
  return largest * (POWERS[decimals] as number) < LARGEST_PACKED ? decimals : null;
}

function holds(value: number, power: number): boolean {
  return Math.round(value * power) / power === value;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function toBits(flags: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(flags.length / 8));
  flags.forEach((flag, at) => {
    if (flag) bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
  });
  return bits;
}
