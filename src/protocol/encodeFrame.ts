/** Writing frames: the server's end of the binary form that `frame.ts` reads. */
import { ByteWriter } from './bytes.ts';
import {
  DELTA,
  type FrameHeader,
  type FrameTable,
  HAS_FROM,
  HAS_TO,
  IN_ORDER,
  LIVE,
  MOST_SHARED,
  NUMBERED,
  SNAPSHOT,
  TRUNCATED,
  withAdded,
} from './frame.ts';
import type { Column } from './query.ts';
import { writeColumns } from './valueColumns.ts';

/** A table that frames are made of. Arrays of values may be longer than `rowCount`. */
export type TableState = Readonly<Omit<FrameTable, 'labels' | 'rows'>>;

/** How a table came to be what it is now. */
export interface TableChange {
  /** Row numbers before the removals, ascending. From the highest to the lowest, the table's last row took the place of each. */
  readonly removed: Int32Array;
  /** Row numbers after the removals, ascending, whose values are others than before. */
  readonly changed: Int32Array;
  /** By metric column, one bit a changed row (least significant first): 1 where this column's value is another than before. */
  readonly differs: readonly Uint8Array[];
  /** Rows from this number on are new. */
  readonly firstAdded: number;
  /** Their ids by dimension, where they are numbered already. */
  readonly added?: readonly NumberedIds[];
}

/** Ids of rows in one dimension: each text once, and by row the number of its text from 1, 0 for null. */
export interface NumberedIds {
  readonly ids: readonly string[];
  readonly numbers: Int32Array;
}

/** Readable name of an id, where it has one that is not the id itself. */
export type NameOf = (dimension: string, id: string) => string | null;

/** The frame of a whole table. */
export function encodeSnapshot(table: TableState, nameOf: NameOf): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.byte(SNAPSHOT);
  writeHeader(writer, table.header);
  writeColumnNames(writer, table);
  const nothing = new Int32Array(0);
  writeRows(
    writer,
    table,
    { removed: nothing, changed: nothing, differs: table.values.map(() => new Uint8Array(0)), firstAdded: 0 },
    nameOf,
  );
  return writer.finish();
}

/** The frame that leads from the table before the change to the table as it is now. */
export function encodeDelta(table: TableState, change: TableChange, nameOf: NameOf): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.byte(DELTA);
  writeHeader(writer, table.header);
  writeAscending(writer, change.removed);
  writeAscending(writer, change.changed);
  writeRows(writer, table, change, nameOf);
  return writer.finish();
}

function writeHeader(writer: ByteWriter, { fromMs, toMs, ...header }: FrameHeader): void {
  writer.byte(
    (header.live ? LIVE : 0) | (header.truncated ? TRUNCATED : 0) | (fromMs === null ? 0 : HAS_FROM) | (toMs === null ? 0 : HAS_TO),
  );
  if (fromMs !== null) writer.double(fromMs);
  if (toMs !== null) writer.double(toMs);
  writer.varint(header.suppressed);
  writer.varint(header.unconverted);
}

function writeColumnNames(writer: ByteWriter, { columns, keys }: TableState): void {
  writer.varint(keys.length);
  for (const { name } of columns.slice(0, keys.length)) writer.text(name);
  writer.varint(columns.length - keys.length);
  for (const { name, unit } of columns.slice(keys.length)) {
    writer.text(name);
    writer.text(unit ?? '');
  }
}

/** Ascending row numbers: how many, then each as its distance from the one before. */
function writeAscending(writer: ByteWriter, rows: Int32Array): void {
  writer.varint(rows.length);
  let next = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    writer.varint(row - next);
    next = row + 1;
  }
}

function writeRows(writer: ByteWriter, table: TableState, { changed, differs, firstAdded, added }: TableChange, nameOf: NameOf): void {
  const { columns, keys, values, rowCount } = table;
  writer.varint(rowCount - firstAdded);
  for (const [dimension, ids] of keys.entries()) {
    const { name } = columns[dimension] as Column;
    // With one dimension no two rows have the same id.
    const numbered = added?.[dimension] ?? numberIds(ids.slice(firstAdded, rowCount), keys.length === 1);
    writeIds(writer, numbered, (id) => nameOf(name, id));
  }
  const cells = { values, rows: withAdded(changed, firstAdded, rowCount), changed: changed.length };
  writeColumns(writer, columns.slice(keys.length), cells, differs);
}

/** Numbers the ids of rows in the order they come; `areDistinct`: none comes twice. */
export function numberIds(idByRow: readonly (string | null)[], areDistinct = false): NumberedIds {
  const ids: string[] = [];
  const known = new Map<string, number>();
  const numbers = new Int32Array(idByRow.length);
  for (let row = 0; row < idByRow.length; row++) {
    const id = idByRow[row] as string | null;
    if (id === null) continue;
    const number = known.get(id) ?? ids.push(id);
    // A map of many ids costs more than all the rest of a snapshot.
    if (!areDistinct) known.set(id, number);
    numbers[row] = number;
  }
  return { ids, numbers };
}

/** Ids with their names, then, unless there are no rows, which has which: `IN_ORDER`, or `NUMBERED` and one number a row, where 0 is null and n the n-th id. */
function writeIds(writer: ByteWriter, { ids, numbers }: NumberedIds, nameOf: (id: string) => string | null): void {
  writer.varint(ids.length);
  let before = '';
  for (const id of ids) {
    writeId(writer, id, before);
    before = id;
  }
  writeNames(writer, ids.map(nameOf));
  if (numbers.length === 0) return;
  const areInOrder = isInOrder(ids, numbers);
  writer.byte(areInOrder ? IN_ORDER : NUMBERED);
  if (areInOrder) return;
  for (let row = 0; row < numbers.length; row++) writer.varint(numbers[row] as number);
}

function isInOrder(ids: readonly string[], numbers: Int32Array): boolean {
  if (numbers.length !== ids.length) return false;
  for (let row = 0; row < numbers.length; row++) if (numbers[row] !== row + 1) return false;
  return true;
}

/** What an id shares with the one before at its start and its end, plain letters alone, then what is between. */
function writeId(writer: ByteWriter, id: string, before: string): void {
  const most = Math.min(id.length, before.length);
  let front = 0;
  while (front < most && front < MOST_SHARED && isSamePlain(id.charCodeAt(front), before.charCodeAt(front))) front++;
  let back = 0;
  while (
    front + back < most &&
    back < MOST_SHARED &&
    isSamePlain(id.charCodeAt(id.length - 1 - back), before.charCodeAt(before.length - 1 - back))
  )
    back++;
  writer.byte(front * (MOST_SHARED + 1) + back);
  writer.text(id.slice(front, id.length - back));
}

/** Of other letters one might share half a letter's bytes. */
function isSamePlain(code: number, other: number): boolean {
  return code === other && code < 128;
}

/** How many ids have a name, then each with its number from 1. */
function writeNames(writer: ByteWriter, names: readonly (string | null)[]): void {
  writer.varint(names.reduce((count, name) => count + (name === null ? 0 : 1), 0));
  for (const [at, name] of names.entries()) {
    if (name === null) continue;
    writer.varint(at + 1);
    writer.text(name);
  }
}
