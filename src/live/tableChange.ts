/**
 * What a frame changes, as it goes from where frames are read to the page: numbers in arrays that are handed over, and texts only of rows that
 * the page does not hold yet. The page applies it without reading a byte.
 */
import { createFrameTable, type FrameChange, type FrameHeader, type FrameTable, removeRows } from '../protocol/frame.ts';
import type { Column } from '../protocol/query.ts';
import { tellOrigin } from '../protocol/rowOrigin.ts';
import { rowsIn } from './likeRows.ts';

type Ids = readonly (string | null)[];

/** Names of ids in one dimension, in the same order. */
export interface Names {
  readonly dimension: string;
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

/** Rows that are new, in their order. */
export interface AddedRows {
  readonly count: number;
  /** Whether they are the rows of the table that is alike, in its order. */
  readonly areSame: boolean;
  /** Row of the table that is alike, -1 for the next of `ids`; null where all are of `ids`. */
  readonly picks: Int32Array<ArrayBuffer> | null;
  /** One array a dimension. */
  readonly ids: readonly Ids[];
}

export interface TableChange {
  readonly header: FrameHeader;
  /** Of a table that begins anew; null where one goes on. */
  readonly columns: readonly Column[] | null;
  readonly removed: Int32Array<ArrayBuffer>;
  readonly changed: Int32Array<ArrayBuffer>;
  readonly added: AddedRows;
  readonly names: readonly Names[];
  /** One array a metric column: of all rows when `areAll`, else of the changed rows and then of those added. */
  readonly values: readonly Float64Array<ArrayBuffer>[];
  readonly areAll: boolean;
}

/** Tells what a frame has made of `table`, in copies. `akin`: a table that the page holds too, and that may have the same rows. */
export function toChange(table: FrameTable, { isWhole, removed, changed, firstAdded }: FrameChange, akin: FrameTable | null): TableChange {
  const rows = changed.length + table.rowCount - firstAdded;
  const areAll = isWhole || 2 * rows > table.rowCount;
  return {
    header: table.header,
    columns: isWhole ? table.columns : null,
    removed: removed.slice(),
    changed: changed.slice(),
    added: addedRows(table, firstAdded, isWhole ? akin : null),
    names: namesOf(table, firstAdded),
    values: table.values.map((column) => (areAll ? column.slice(0, table.rowCount) : picked(column, changed, firstAdded, table.rowCount))),
    areAll,
  };
}

/** What of it is handed over instead of copied. */
export function handedOver({ removed, changed, added, values }: TableChange): ArrayBuffer[] {
  return [removed, changed, ...(added.picks ? [added.picks] : []), ...values].map(({ buffer }) => buffer);
}

/** Applies it to the table that it goes on with; `akin` is the table that {@link toChange} was given, null where it is no more: answers whether it could. */
export function applyChange(table: FrameTable, change: TableChange, akin: FrameTable | null): boolean {
  const { header, columns, removed, added } = change;
  const isLike = added.areSame || added.picks !== null;
  if (isLike && akin === null) return false;
  if (columns) begin(table, columns);
  table.header = header;
  removeRows(table, removed);
  const firstAdded = table.rowCount;
  const source = isLike ? akin : null;
  // A copy of an array is much quicker than its entries one by one.
  if (added.areSame && source) table.keys = source.keys.map((ids) => ids.slice());
  else for (const [dimension, ids] of table.keys.entries()) appendIds(ids, added, dimension, source);
  table.rowCount += added.count;
  if (added.areSame && source) table.rows = source.rows;
  else if (columns || removed.length > 0 || added.count > 0) table.rows = {};
  if (source && added.picks) tellOrigin(table.rows, { rows: source.rows, picks: added.picks });
  takeValues(table, change, firstAdded);
  for (const { dimension, ids, names } of change.names) {
    // An id may be any text, `__proto__` and `constructor` too.
    table.labels[dimension] ??= Object.create(null) as Record<string, string>;
    for (const [at, id] of ids.entries()) table.labels[dimension][id] = names[at] as string;
  }
  return true;
}

function begin(table: FrameTable, columns: readonly Column[]): void {
  const dimensions = columns.filter(({ unit }) => unit === null).length;
  Object.assign(table, createFrameTable(), { columns, keys: Array.from({ length: dimensions }, () => []) });
}

function appendIds(ids: (string | null)[], { picks, count, ids: fresh }: AddedRows, dimension: number, source: FrameTable | null): void {
  const own = fresh[dimension] ?? [];
  const like = source?.keys[dimension] ?? [];
  let next = 0;
  for (let row = 0; row < count; row++) {
    const pick = picks?.[row] ?? -1;
    ids.push((pick < 0 ? own[next++] : like[pick]) ?? null);
  }
}

function takeValues(table: FrameTable, { values, areAll, changed }: TableChange, firstAdded: number): void {
  if (areAll) {
    table.values = [...values];
    return;
  }
  table.values = table.values.map((column, at) => {
    const taken = values[at] as Float64Array;
    const room = grown(column, table.rowCount);
    for (let entry = 0; entry < changed.length; entry++) room[changed[entry] as number] = taken[entry] as number;
    room.set(taken.subarray(changed.length), firstAdded);
    return room;
  });
}

function grown(column: Float64Array, length: number): Float64Array {
  if (column.length >= length) return column;
  const wider = new Float64Array(Math.max(length, column.length * 2));
  wider.set(column);
  return wider;
}

/** The values of the changed rows, then of those from `firstAdded` on. */
function picked(column: Float64Array, changed: Int32Array, firstAdded: number, rowCount: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(changed.length + rowCount - firstAdded);
  for (let entry = 0; entry < changed.length; entry++) values[entry] = column[changed[entry] as number] as number;
  values.set(column.subarray(firstAdded, rowCount), changed.length);
  return values;
}

function addedRows(table: FrameTable, firstAdded: number, akin: FrameTable | null): AddedRows {
  const count = table.rowCount - firstAdded;
  if (akin !== null && akin.rows === table.rows) return { count, areSame: true, picks: null, ids: [] };
  const picks = akin === null ? null : rowsIn(akin, table);
  const ids = table.keys.map((all) => (picks === null ? all.slice(firstAdded) : all.filter((_, row) => picks[row] === -1)));
  return { count, areSame: false, picks, ids };
}

/** Names of the ids of the rows from `firstAdded` on. */
function namesOf(table: FrameTable, firstAdded: number): Names[] {
  return table.keys.flatMap((all, at) => {
    const dimension = table.columns[at]?.name ?? '';
    const labels = table.labels[dimension];
    if (labels === undefined) return [];
    const ids = [...new Set(all.slice(firstAdded))].filter((id): id is string => id !== null && labels[id] !== undefined);
    return ids.length === 0 ? [] : [{ dimension, ids, names: ids.map((id) => labels[id] as string) }];
  });
}
