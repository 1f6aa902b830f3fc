/** How the numbers of a frame are packed: whole or decimal numbers as varints, rates as their counts, doubles where nothing shorter is exact. */
import type { ByteReader, ByteWriter } from './bytes.ts';
import type { Column } from './query.ts';
import { COUNTS_PER_RATE, packNets, packShares, type RateColumns, readNets, readShares } from './rateColumns.ts';

/** The numbers that a frame carries: where they stand in the table. */
export interface Cells {
  /** One array a metric column, by row number; NaN is null. */
  readonly values: readonly Float64Array[];
  /** Row numbers: the changed rows, then the appended ones. */
  readonly rows: Int32Array;
  /** How many of them are changed rows. */
  readonly changed: number;
}

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

/** Marks entry `at` in bits as frames have them: least significant first. */
export function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
}

/** Writes every column; a rate and its `.n`, `.low`, `.high` go as one. `differs` has an array of bits a column: which changed rows have another value than before. */
export function writeColumns(writer: ByteWriter, columns: readonly Column[], cells: Cells, differs: readonly Uint8Array[]): void {
  const packed = new Float64Array(COUNTS_PER_RATE * cells.rows.length);
  for (let at = 0; at < columns.length; at++) {
    if (isRate(columns, at) && writeRate(writer, { cells, differs, at, packed, form: columns[at]?.unit === 'points' ? NET : SHARE }))
      at += 3;
    else writeColumn(writer, cells.values[at] as Float64Array, choiceOf(cells, differs[at] as Uint8Array), packed);
  }
}

/** Reads what {@link writeColumns} wrote into the arrays of `cells`. Throws a RangeError on anything else. */
export function readColumns(reader: ByteReader, cells: Cells): void {
  for (let at = 0; at < cells.values.length; ) {
    const head = reader.byte();
    const rows = readChoice(reader, head >> 6, cells);
    at += readValues(reader, head & 63, cells.values.slice(at, at + 4), rows);
  }
}

function isRate(columns: readonly Column[], at: number): boolean {
  const name = columns[at]?.name;
  return columns[at + 1]?.name === `${name}.n` && columns[at + 2]?.name === `${name}.low` && columns[at + 3]?.name === `${name}.high`;
}

/** The rows that one block has values for, and how it says so. */
interface Choice {
  readonly mode: number;
  readonly rows: Int32Array;
  /** One bit a changed row, whether it is among them. */
  readonly bits: Uint8Array;
}

function choiceOf(cells: Cells, bits: Uint8Array): Choice {
  const rows = chosenRows(cells, bits);
  const changed = rows.length - (cells.rows.length - cells.changed);
  const mode = changed === 0 ? NO_ROWS : changed === cells.changed ? ALL_ROWS : SOME_ROWS;
  return { mode, rows, bits: bits.subarray(0, Math.ceil(cells.changed / 8)) };
}

function readChoice(reader: ByteReader, mode: number, cells: Cells): Int32Array {
  if (mode > SOME_ROWS) throw new RangeError('invalid frame: unknown choice of rows');
  if (mode === SOME_ROWS) return chosenRows(cells, reader.bytes(Math.ceil(cells.changed / 8)));
  return mode === ALL_ROWS ? cells.rows : cells.rows.subarray(cells.changed);
}

/** The changed rows whose bit is set, then every appended one. */
function chosenRows({ rows, changed }: Cells, bits: Uint8Array): Int32Array {
  const chosen = rows.slice();
  let count = 0;
  for (let at = 0; at < changed; at++) if (isSet(bits, at)) chosen[count++] = rows[at] as number;
  chosen.copyWithin(count, changed);
  return chosen.subarray(0, count + rows.length - changed);
}

function isSet(bits: Uint8Array, at: number): boolean {
  return (((bits[at >> 3] as number) >> (at & 7)) & 1) === 1;
}

function writeHead(writer: ByteWriter, { mode, bits }: Choice, form: number): void {
  writer.byte((mode << 6) | form);
  if (mode === SOME_ROWS) writer.bytes(bits);
}

function writeColumn(writer: ByteWriter, column: Float64Array, choice: Choice, packed: Float64Array): void {
  const { rows } = choice;
  const form = packDecimals(column, rows, packed);
  writeHead(writer, choice, form);
  if (form === DOUBLES) for (let at = 0; at < rows.length; at++) writer.double(column[rows[at] as number] as number);
  else for (let at = 0; at < rows.length; at++) writer.varint(packed[at] as number);
}

interface RateBlock {
  readonly cells: Cells;
  readonly differs: readonly Uint8Array[];
  /** The first of the four columns. */
  readonly at: number;
  readonly form: typeof SHARE | typeof NET;
  readonly packed: Float64Array;
}

/** Writes a rate as counts, or nothing (false) where some of its figures are of no counts. */
function writeRate(writer: ByteWriter, { cells, differs, at, form, packed }: RateBlock): boolean {
  const columns = cells.values.slice(at, at + 4) as unknown as RateColumns;
  const choice = choiceOf(cells, anyOf(differs.slice(at, at + 4), Math.ceil(cells.changed / 8)));
  const count = form === SHARE ? packShares(columns, choice.rows, packed) : packNets(columns, choice.rows, packed);
  if (count < 0) return false;
  writeHead(writer, choice, form);
  for (let put = 0; put < count; put++) writer.varint(packed[put] as number);
  return true;
}

function anyOf(all: readonly Uint8Array[], length: number): Uint8Array {
  const any = new Uint8Array(length);
  for (const bits of all) for (let at = 0; at < length; at++) any[at] = (any[at] as number) | (bits[at] as number);
  return any;
}

/** Packs the values with the fewest decimals that hold all of them exactly, which it answers, or {@link DOUBLES} where none do. */
function packDecimals(column: Float64Array, rows: Int32Array, packed: Float64Array): number {
  let decimals = 0;
  let power: number = POWERS[0];
  for (let at = 0; at < rows.length; at++) {
    const value = column[rows[at] as number] as number;
    const whole = Math.round(value * power);
    if (whole / power === value) {
      if (Math.abs(whole) >= LARGEST_PACKED || Object.is(value, -0)) return DOUBLES;
      packed[at] = whole < 0 ? -2 * whole : 2 * whole + 1;
    } else if (Number.isNaN(value)) packed[at] = 0;
    else {
      // What was packed with fewer decimals is packed again.
      if (++decimals > MOST_DECIMALS) return DOUBLES;
      power = POWERS[decimals] as number;
      at = -1;
    }
  }
  return decimals;
}

/** Reads one block; how many columns it was for. */
function readValues(reader: ByteReader, form: number, columns: readonly Float64Array[], rows: Int32Array): 1 | 4 {
  const column = columns[0] as Float64Array;
  if (form <= MOST_DECIMALS) {
    const power = POWERS[form] as number;
    for (let at = 0; at < rows.length; at++) column[rows[at] as number] = unpack(reader.varint(), power);
    return 1;
  }
  if (form === DOUBLES) {
    for (let at = 0; at < rows.length; at++) column[rows[at] as number] = reader.double();
    return 1;
  }
  if ((form !== SHARE && form !== NET) || columns.length < 4) throw new RangeError(`invalid frame: form ${form} of column`);
  const rate = columns as unknown as RateColumns;
  if (form === SHARE) readShares(reader, rate, rows);
  else readNets(reader, rate, rows);
  return 4;
}

/** 0 is null; otherwise less 1 and zigzag: 0, -1, 1, -2, ... */
function unpack(packed: number, power: number): number {
  if (packed === 0) return Number.NaN;
  const zigzag = packed - 1;
  return (zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2) / power;
}
