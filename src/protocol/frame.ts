/**
 * The binary form of a live view's rows, read: a whole state (snapshot) or what changed since the last one (delta).
 * Encoded once a view by the server (`encodeFrame.ts`), applied in place by every subscriber. `docs/protocol.md` shows it byte by byte.
 */
import { ByteReader } from './bytes.ts';
import { createGuess, type Guess } from './likelyIds.ts';
import type { Column } from './query.ts';
import { readColumns } from './valueColumns.ts';

/** What an answer says besides its rows. Times are ms since 1970 UTC, null where the window is open. */
export interface FrameHeader {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly suppressed: number;
  readonly unconverted: number;
  readonly truncated: boolean;
  readonly live: boolean;
}

/** A table that frames are applied to. Arrays of values may be longer than `rowCount`. */
export interface FrameTable {
  header: FrameHeader;
  columns: readonly Column[];
  rowCount: number;
  keys: (string | null)[][];
  values: Float64Array[];
  labels: Record<string, Record<string, string>>;
  /** Another object whenever rows have come, gone or changed places. */
  rows: object;
}

/** What a frame has done to its table. */
export interface FrameChange {
  /** Everything is new, the arrays too. */
  readonly isWhole: boolean;
  /** Rows that went, by their numbers before; see {@link removeRows}. */
  readonly removed: Int32Array;
  /** Rows with other values, by their numbers since, ascending. */
  readonly changed: Int32Array;
  /** Rows from this number on are new. */
  readonly firstAdded: number;
}

/** First byte of a frame. */
export const SNAPSHOT = 1;
export const DELTA = 2;
/** Second byte: flags. */
export const LIVE = 1;
export const TRUNCATED = 2;
export const HAS_FROM = 4;
export const HAS_TO = 8;
/** Byte after the ids of appended rows: the rows have them in their order, or each row says which. */
export const NUMBERED = 0;
export const IN_ORDER = 1;
/** Letters that an id shares with the one before, at most so many at its start and so many at its end. */
export const MOST_SHARED = 15;

const MOST_COLUMNS = 256;
const NO_ROWS = new Int32Array(0);
const NO_HEADER: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };

export function createFrameTable(): FrameTable {
  return { header: NO_HEADER, columns: [], rowCount: 0, keys: [], values: [], labels: textRecord(), rows: {} };
}

/**
 * Applies a frame in place. The bytes are untrusted: a RangeError (or TypeError on broken UTF-8) says that they are no frame for this
 * table, whose content is void then. A snapshot replaces everything, with new arrays. Where it has the rows of `akin`, a table of the same
 * dimension, it takes over their texts, and their mark when they are the same in the same order. Answers what has changed.
 */
export function applyFrame(table: FrameTable, bytes: Uint8Array, akin: FrameTable | null = null): FrameChange {
  const reader = new ByteReader(bytes);
  const kind = reader.byte();
  if (kind !== SNAPSHOT && kind !== DELTA) throw new RangeError(`invalid frame: kind ${kind}`);
  if (kind === DELTA && table.columns.length === 0) throw new RangeError('invalid frame: a delta before its snapshot');
  table.header = readHeader(reader);
  let removed = NO_ROWS;
  let changed = NO_ROWS;
  if (kind === SNAPSHOT) readColumnNames(reader, table);
  else {
    removed = readAscending(reader, table.rowCount);
    removeRows(table, removed);
    changed = readAscending(reader, table.rowCount);
  }
  const firstAdded = table.rowCount;
  const guess = createGuess(kind === SNAPSHOT && table.keys.length === 1 ? (akin?.keys[0] ?? []) : []);
  readAdded(reader, table, guess);
  if (akin !== null && guess.isWhole(table.keys[0])) table.rows = akin.rows;
  else if (kind === SNAPSHOT || removed.length > 0 || table.rowCount > firstAdded) table.rows = {};
  readColumns(reader, { values: table.values, rows: withAdded(changed, firstAdded, table.rowCount), changed: changed.length });
  if (reader.remaining > 0) throw new RangeError(`invalid frame: ${reader.remaining} bytes too many`);
  return { isWhole: kind === SNAPSHOT, removed, changed, firstAdded };
}

/** Takes rows out, whose numbers ascend: from the highest to the lowest, the last row takes the place of each. */
export function removeRows(table: Pick<FrameTable, 'keys' | 'values' | 'rowCount'>, removed: Int32Array): void {
  for (const ids of table.keys) {
    fillHoles(ids, removed, table.rowCount);
    ids.length = table.rowCount - removed.length;
  }
  for (const column of table.values) fillHoles(column, removed, table.rowCount);
  table.rowCount -= removed.length;
}

function fillHoles<T>(column: { [row: number]: T }, removed: Int32Array, rowCount: number): void {
  let last = rowCount;
  for (let at = removed.length - 1; at >= 0; at--) column[removed[at] as number] = column[--last] as T;
}

/** Changed rows, then those that were appended. */
export function withAdded(changed: Int32Array, firstAdded: number, rowCount: number): Int32Array {
  const rows = new Int32Array(changed.length + rowCount - firstAdded);
  rows.set(changed);
  for (let row = firstAdded; row < rowCount; row++) rows[changed.length + row - firstAdded] = row;
  return rows;
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

function readColumnNames(reader: ByteReader, table: FrameTable): void {
  const dimensions = Array.from({ length: countOfColumns(reader) }, () => ({ name: reader.text(), unit: null }));
  const metrics = Array.from({ length: countOfColumns(reader) }, () => ({ name: reader.text(), unit: reader.text() }));
  table.columns = [...dimensions, ...metrics];
  table.rowCount = 0;
  table.keys = dimensions.map(() => []);
  table.values = metrics.map(() => new Float64Array(0));
  table.labels = textRecord();
}

function countOfColumns(reader: ByteReader): number {
  const count = reader.count(1);
  if (count > MOST_COLUMNS) throw new RangeError(`invalid frame: ${count} columns`);
  return count;
}

/** Ascending row numbers: how many, then each as its distance from the one before. */
function readAscending(reader: ByteReader, rowCount: number): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(reader.count(1));
  let next = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = next + reader.varint();
    if (row >= rowCount) throw new RangeError(`invalid frame: row ${row} of ${rowCount}`);
    rows[at] = row;
    next = row + 1;
  }
  return rows;
}

/** Appended rows: per dimension the distinct ids with their labels, then which row has which. */
function readAdded(reader: ByteReader, table: FrameTable, guess: Guess): void {
  const added = table.keys.length === 0 ? readSingleRow(reader) : reader.count(table.keys.length);
  for (const [dimension, ids] of table.keys.entries())
    readIds(reader, { ids, added, table, guess, name: table.columns[dimension]?.name ?? '' });
  // A byte at least for each value, or for four of them: no room is made for what cannot follow.
  if (added * Math.ceil(table.values.length / 4) > reader.remaining) throw new RangeError('invalid frame: values missing');
  table.rowCount += added;
  table.values = table.values.map((column) => grown(column, table.rowCount));
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
  readonly guess: Guess;
  readonly name: string;
}

function readIds(reader: ByteReader, { ids, added, table, guess, name }: IdsTarget): void {
  const texts: (string | null)[] = [null];
  for (let left = reader.count(2), before = ''; left > 0; left--) {
    before = readId(reader, before, guess);
    texts.push(before);
  }
  const at = () => {
    const number = reader.varint();
    if (number >= texts.length) throw new RangeError(`invalid frame: id ${number} of ${texts.length - 1}`);
    return texts[number] as string | null;
  };
  for (let left = reader.count(2); left > 0; left--) setLabel(table, { dimension: name, id: at(), label: reader.text() });
  if (added === 0) return;
  const order = reader.byte();
  if (order > IN_ORDER) throw new RangeError(`invalid frame: order ${order}`);
  if (order === IN_ORDER && texts.length !== added + 1) throw new RangeError(`invalid frame: ${texts.length - 1} ids of ${added} rows`);
  for (let row = 0; row < added; row++) ids.push(order === IN_ORDER ? (texts[row + 1] as string) : at());
}

/** An id: how many of the first and of the last letters of the one before it has, then what is between. */
function readId(reader: ByteReader, before: string, guess: Guess): string {
  const shared = reader.byte();
  const [front, back] = [shared >> 4, shared & MOST_SHARED];
  if (front + back > before.length) throw new RangeError(`invalid frame: an id shares ${front} and ${back} letters of ${before.length}`);
  return guess.read(reader, before, front, back) ?? before.slice(0, front) + reader.text() + before.slice(before.length - back);
}

function setLabel(table: FrameTable, { dimension, id, label }: { dimension: string; id: string | null; label: string }): void {
  if (id === null) throw new RangeError('invalid frame: a label without an id');
  table.labels[dimension] ??= textRecord();
  table.labels[dimension][id] = label;
}

/** An id or a name may be any text, `__proto__` and `constructor` too. */
function textRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function grown(column: Float64Array, length: number): Float64Array {
  if (column.length >= length) return column;
  const wider = new Float64Array(Math.max(length, column.length * 2));
  wider.set(column);
  return wider;
}
