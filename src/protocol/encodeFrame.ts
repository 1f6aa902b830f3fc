/** Writing frames: the server's end of the binary form that `frame.ts` reads. */
import { ByteWriter } from './bytes.ts';
import { DELTA, type FrameHeader, type FrameTable, HAS_FROM, HAS_TO, LIVE, SNAPSHOT, TRUNCATED, withAdded } from './frame.ts';
import type { Column } from './query.ts';
import { writeColumns } from './valueColumns.ts';

/** A table that frames are made of. Arrays of values may be longer than `rowCount`. */
export type TableState = Readonly<Omit<FrameTable, 'labels'>>;

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

function writeRows(writer: ByteWriter, table: TableState, { changed, differs, firstAdded }: TableChange, nameOf: NameOf): void {
  const { columns, keys, values, rowCount } = table;
  writer.varint(rowCount - firstAdded);
  for (const [dimension, ids] of keys.entries()) {
    const { name } = columns[dimension] as Column;
    writeIds(writer, ids.slice(firstAdded, rowCount), (id) => nameOf(name, id));
  }
  const cells = { values, rows: withAdded(changed, firstAdded, rowCount), changed: changed.length };
  writeColumns(writer, columns.slice(keys.length), cells, differs);
}

/** The distinct ids with their names, then one number a row: 0 is null, n the n-th id. */
function writeIds(writer: ByteWriter, ids: readonly (string | null)[], nameOf: (id: string) => string | null): void {
  const numbers = new Map<string, number>();
  for (const id of ids) if (id !== null && !numbers.has(id)) numbers.set(id, numbers.size + 1);
  writer.varint(numbers.size);
  for (const id of numbers.keys()) writer.text(id);
  writeNames(writer, numbers, nameOf);
  for (const id of ids) writer.varint(id === null ? 0 : (numbers.get(id) as number));
}

function writeNames(writer: ByteWriter, numbers: ReadonlyMap<string, number>, nameOf: (id: string) => string | null): void {
  const named: [number: number, name: string][] = [];
  for (const [id, number] of numbers) {
    const name = nameOf(id);
    if (name !== null) named.push([number, name]);
  }
  writer.varint(named.length);
  for (const [number, name] of named) {
    writer.varint(number);
    writer.text(name);
  }
}
