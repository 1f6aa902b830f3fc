/**
 * The binary form of a live view's rows: a whole state (snapshot) or what changed since the last one (delta).
 * Encoded once a view by the server, applied in place by every subscriber. `docs/protocol.md` shows it byte by byte.
 */
import { ByteReader, ByteWriter } from './bytes.ts';
import type { Column } from './query.ts';
import { type ColumnChange, readColumns, writeColumns } from './valueColumns.ts';

/** What an answer says besides its rows. Times are ms since 1970 UTC, null where the window is open. */
export interface FrameHeader {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly suppressed: number;
  readonly unconverted: number;
  readonly truncated: boolean;
  readonly live: boolean;
}

type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Frame {
  readonly header: FrameHeader;
  /** All columns of the answer, dimensions first. A snapshot tells them; a delta is read with those of the snapshot. */
  readonly columns: readonly Column[];
  readonly kind: 'snapshot' | 'delta';
  /** Row numbers, ascending. From the highest to the lowest, the table's last row takes the place of each. */
  readonly removed: readonly number[];
  /** Row numbers (after the removals), ascending, whose values change. */
  readonly changed: readonly number[];
  /** One array a dimension: the ids of the rows that are appended. */
  readonly added: readonly (readonly (string | null)[])[];
  /** Rows appended; needed where there are no dimensions. */
  readonly addedCount: number;
  /** One entry a metric column. */
  readonly values: readonly ColumnChange[];
  /** Readable names by dimension and id; those of appended ids are sent. */
  readonly labels: Labels;
}

/** A table that frames are applied to. Arrays of values may be longer than `rowCount`. */
export interface FrameTable {
  header: FrameHeader;
  columns: readonly Column[];
  rowCount: number;
  keys: (string | null)[][];
  values: Float64Array[];
  labels: Record<string, Record<string, string>>;
}

const SNAPSHOT = 1;
const DELTA = 2;
const MOST_COLUMNS = 256;
const NO_HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };

export function createFrameTable(): FrameTable {
  return { header: NO_HEADER, columns: [], rowCount: 0, keys: [], values: [], labels: {} };
}

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.byte(frame.kind === 'snapshot' ? SNAPSHOT : DELTA);
  writeHeader(writer, frame.header);
  if (frame.kind === 'snapshot') writeColumnNames(writer, frame.columns);
  else {
    writeAscending(writer, frame.removed);
    writeAscending(writer, frame.changed);
  }
  writeAdded(writer, frame);
  const metrics = frame.columns.slice(frame.added.length);
  writeColumns(writer, metrics, frame.values);
  return writer.finish();
}

/**
 * Applies a frame in place. The bytes are untrusted: a RangeError (or TypeError on broken UTF-8) says that they are no frame for this
 * table, whose content is void then. A snapshot replaces everything, with new arrays.
 */
export function applyFrame(table: FrameTable, bytes: Uint8Array): void {
  const reader = new ByteReader(bytes);
  const kind = reader.byte();
  if (kind !== SNAPSHOT && kind !== DELTA) throw new RangeError(`invalid frame: kind ${kind}`);
  if (kind === DELTA && table.columns.length === 0) throw new RangeError('invalid frame: a delta before its snapshot');
  table.header = readHeader(reader);
  let changed: number[] = [];
  if (kind === SNAPSHOT) readColumnNames(reader, table);
  else {
    removeRows(table, readAscending(reader, table.rowCount));
    changed = readAscending(reader, table.rowCount);
  }
  const before = table.rowCount;
  const added = readAdded(reader, table);
  const rows = { changed: changed.length, added };
  readColumns(reader, table.values.length, rows, (column, position, value) => {
    const row = position < changed.length ? (changed[position] as number) : before + position - changed.length;
    (table.values[column] as Float64Array)[row] = value;
  });
  if (reader.remaining > 0) throw new RangeError(`invalid frame: ${reader.remaining} bytes too many`);
}

/** Takes rows out: from the highest number to the lowest, the last row takes the place of each. */
export function removeRows(table: Pick<FrameTable, 'keys' | 'values' | 'rowCount'>, removed: readonly number[]): void {
  for (let at = removed.length - 1; at >= 0; at--) {
    const row = removed[at] as number;
    const last = --table.rowCount;
    for (const ids of table.keys) {
      ids[row] = ids[last] as string | null;
      ids.length = last;
    }
    for (const column of table.values) column[row] = column[last] as number;
  }
}

const LIVE = 1;
const TRUNCATED = 2;
const HAS_FROM = 4;
const HAS_TO = 8;

function writeHeader(writer: ByteWriter, header: FrameHeader): void {
  const { fromMs, toMs } = header;
  writer.byte(
    (header.live ? LIVE : 0) | (header.truncated ? TRUNCATED : 0) | (fromMs === null ? 0 : HAS_FROM) | (toMs === null ? 0 : HAS_TO),
  );
  if (fromMs !== null) writer.double(fromMs);
  if (toMs !== null) writer.double(toMs);
  writer.varint(header.suppressed);
  writer.varint(header.unconverted);
}

function readHeader(reader: ByteReader): FrameHeader {
  const flags = reader.byte();
  if (flags > 15) throw new RangeError(`invalid frame: flags ${flags}`);
  return {
    fromMs: flags & HAS_FROM ? readInstant(reader) : null,
    toMs: flags & HAS_TO ? readInstant(reader) : null,
    suppressed: reader.varint(),
    unconverted: reader.varint(),
    truncated: (flags & TRUNCATED) !== 0,
    live: (flags & LIVE) !== 0,
  };
}

function readInstant(reader: ByteReader): number {
  const instant = reader.double();
  if (!(Math.abs(instant) <= 8.64e15)) throw new RangeError(`invalid frame: instant ${instant}`);
  return instant;
}

function writeColumnNames(writer: ByteWriter, columns: readonly Column[]): void {
  const dimensions = columns.filter(({ unit }) => unit === null);
  writer.varint(dimensions.length);
  for (const { name } of dimensions) writer.text(name);
  writer.varint(columns.length - dimensions.length);
  for (const { name, unit } of columns.slice(dimensions.length)) {
    writer.text(name);
    writer.text(unit ?? '');
  }
}

function readColumnNames(reader: ByteReader, table: FrameTable): void {
  const dimensions = Array.from({ length: countOfColumns(reader) }, () => ({ name: reader.text(), unit: null }));
  const metrics = Array.from({ length: countOfColumns(reader) }, () => ({ name: reader.text(), unit: reader.text() }));
  table.columns = [...dimensions, ...metrics];
  table.rowCount = 0;
  table.keys = dimensions.map(() => []);
  table.values = metrics.map(() => new Float64Array(0));
  table.labels = {};
}

function countOfColumns(reader: ByteReader): number {
  const count = reader.count(1);
  if (count > MOST_COLUMNS) throw new RangeError(`invalid frame: ${count} columns`);
  return count;
}

/** Ascending row numbers: how many, then each as its distance from the one before. */
function writeAscending(writer: ByteWriter, rows: readonly number[]): void {
  writer.varint(rows.length);
  let next = 0;
  for (const row of rows) {
    writer.varint(row - next);
    next = row + 1;
  }
}

function readAscending(reader: ByteReader, rowCount: number): number[] {
  const rows: number[] = [];
  let next = 0;
  for (let left = reader.count(1); left > 0; left--) {
    const row = next + reader.varint();
    if (row >= rowCount) throw new RangeError(`invalid frame: row ${row} of ${rowCount}`);
    rows.push(row);
    next = row + 1;
  }
  return rows;
}

/** Appended rows: per dimension the distinct ids with their labels, then one number a row (0 is null, n the n-th id). */
function writeAdded(writer: ByteWriter, { added, addedCount, columns, labels }: Frame): void {
  writer.varint(addedCount);
  for (const [dimension, ids] of added.entries()) writeIds(writer, ids, labels[columns[dimension]?.name ?? '']);
}

function writeIds(writer: ByteWriter, ids: readonly (string | null)[], labels: Readonly<Record<string, string>> | undefined): void {
  const numbers = new Map<string | null, number>([[null, 0]]);
  for (const id of ids) if (!numbers.has(id)) numbers.set(id, numbers.size);
  writer.varint(numbers.size - 1);
  for (const id of numbers.keys()) if (id !== null) writer.text(id);
  const labelled = [...numbers].filter(([id]) => id !== null && labels && Object.hasOwn(labels, id));
  writer.varint(labelled.length);
  for (const [id, number] of labelled) {
    writer.varint(number);
    writer.text(labels?.[id ?? ''] ?? '');
  }
  for (const id of ids) writer.varint(numbers.get(id) ?? 0);
}

function readAdded(reader: ByteReader, table: FrameTable): number {
  const added = table.keys.length === 0 ? readSingleRow(reader) : reader.count(table.keys.length);
  for (const [dimension, ids] of table.keys.entries()) readIds(reader, { ids, added, table, name: table.columns[dimension]?.name ?? '' });
  table.rowCount += added;
  table.values = table.values.map((column) => grown(column, table.rowCount));
  return added;
}

/** Without dimensions there is one row at most, so a count costs nothing to lie about. */
function readSingleRow(reader: ByteReader): number {
  const added = reader.varint();
  if (added > 1) throw new RangeError(`invalid frame: ${added} rows without a dimension`);
  return added;
}

interface IdsTarget {
  readonly ids: (string | null)[];
  readonly added: number;
  readonly table: FrameTable;
  readonly name: string;
}

function readIds(reader: ByteReader, { ids, added, table, name }: IdsTarget): void {
  const texts: (string | null)[] = [null];
  for (let left = reader.count(1); left > 0; left--) texts.push(reader.text());
  const at = () => {
    const number = reader.varint();
    if (number >= texts.length) throw new RangeError(`invalid frame: id ${number} of ${texts.length - 1}`);
    return texts[number] as string | null;
  };
  for (let left = reader.count(2); left > 0; left--) setLabel(table, { dimension: name, id: at(), label: reader.text() });
  for (let row = 0; row < added; row++) ids.push(at());
}

function setLabel(table: FrameTable, { dimension, id, label }: { dimension: string; id: string | null; label: string }): void {
  if (id === null) throw new RangeError('invalid frame: a label without an id');
  if (!Object.hasOwn(table.labels, dimension)) define(table.labels, dimension, {});
  define(table.labels[dimension] as Record<string, string>, id, label);
}

/** An id or a name may be any text, `__proto__` too. */
function define<T>(record: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

function grown(column: Float64Array, length: number): Float64Array {
  if (column.length >= length) return column;
  const wider = new Float64Array(Math.max(length, column.length * 2));
  wider.set(column);
  return wider;
}
