/** What the subscribers of a view have been told: compares it with what is true now and encodes the difference. */
import { encodeDelta, encodeSnapshot, type NameOf, type NumberedIds } from '../../../src/protocol/encodeFrame.ts';
import { createFrameTable, type FrameHeader, type FrameTable, removeRows } from '../../../src/protocol/frame.ts';
import type { Column } from '../../../src/protocol/query.ts';
import { setBit } from '../../../src/protocol/valueColumns.ts';
import type { LabelOf } from '../answer.ts';
import { grown } from '../grown.ts';
import { RowNumbers } from './rowNumbers.ts';

type Ids = readonly (string | null)[];

/** Rows by handle: the publisher's caller names each row by a small whole number of its own, which it may use again after the removal. */
export interface Change {
  readonly removed: ArrayLike<number>;
  /** Rows that may have other values, each once. */
  readonly touched: ArrayLike<number>;
  readonly added: ArrayLike<number>;
  readonly header: FrameHeader;
  /** Ids of the added rows in their order, by dimension. */
  readonly ids: readonly NumberedIds[];
  /** Writes the figures of rows into the metric columns, NaN for null: entry i of each is that of the i-th handle. */
  figuresOf(handles: Int32Array, into: readonly Float64Array[]): void;
}

export interface Publisher {
  readonly rowCount: number;
  has(handle: number): boolean;
  handles(): Iterable<number>;
  /** Gives every row another handle, when another caller takes over. */
  rename(handleOf: (ids: Ids) => number): void;
  /** Takes the change in; the frame that tells it, or null when there is nothing to tell. Its cost is that of the rows in the change. */
  publish(change: Change): Uint8Array | null;
  /** The frame of the whole state. */
  snapshot(): Uint8Array;
}

export function createPublisher(columns: readonly Column[], labelOf: LabelOf): Publisher {
  const table = emptyTable(columns);
  const nameOf = namesOf(labelOf);
  let numbers = new RowNumbers();
  /** Figures that are compared with those of the table. */
  let next = table.values.map(() => new Float64Array(0));

  function remove(removed: ArrayLike<number>): Int32Array {
    const rows = numbers.sortedRows(removed);
    numbers.remove(rows);
    removeRows(table, rows);
    return rows;
  }

  /** Writes new values and keeps only the rows where some column differs. */
  function change({ touched, figuresOf }: Change) {
    const rows = numbers.sortedRows(touched);
    next = next.map((figures) => grown(figures, rows.length));
    figuresOf(numbers.handlesOf(rows), next);
    const differing = new Uint8Array(rows.length);
    for (let column = 0; column < next.length; column++) {
      markDiffering(table.values[column] as Float64Array, rows, next[column] as Float64Array, differing);
    }
    const kept = numbersOfMarked(differing);
    const differs = next.map((figures, column) => takeOver(table.values[column] as Float64Array, rows, figures, kept));
    return { changed: kept.map((at) => rows[at] as number), differs };
  }

  function add({ added, ids, figuresOf }: Change): void {
    const end = table.rowCount + added.length;
    numbers.append(added);
    table.values = table.values.map((figures) => grown(figures, end));
    figuresOf(
      Int32Array.from(added),
      table.values.map((figures) => figures.subarray(table.rowCount, end)),
    );
    for (const [dimension, all] of table.keys.entries()) appendIds(all, ids[dimension] as NumberedIds);
    table.rowCount = end;
  }

  return {
    get rowCount() {
      return table.rowCount;
    },
    has: (handle) => numbers.has(handle),
    handles: () => numbers.shown(),
    rename(handleOf) {
      numbers = new RowNumbers();
      numbers.append(Array.from({ length: table.rowCount }, (_, row) => handleOf(table.keys.map((ids) => ids[row] as string | null))));
    },
    publish(next) {
      const removed = remove(next.removed);
      const { changed, differs } = change(next);
      const firstAdded = table.rowCount;
      add(next);
      const isSame = sameHeader(table.header, next.header);
      table.header = next.header;
      if (isSame && removed.length === 0 && changed.length === 0 && next.added.length === 0) return null;
      return encodeDelta(table, { removed, changed, differs, firstAdded, added: next.ids }, nameOf);
    },
    snapshot: () => encodeSnapshot(table, nameOf),
  };
}

function appendIds(all: (string | null)[], { ids, numbers }: NumberedIds): void {
  for (let at = 0; at < numbers.length; at++) all.push(ids[(numbers[at] as number) - 1] ?? null);
}

/** Marks the rows whose figure is not the next one. */
function markDiffering(figures: Float64Array, rows: Int32Array, next: Float64Array, differing: Uint8Array): void {
  for (let at = 0; at < rows.length; at++) if (!Object.is(figures[rows[at] as number], next[at])) differing[at] = 1;
}

function numbersOfMarked(marks: Uint8Array): Int32Array {
  const numbers = new Int32Array(marks.length);
  let count = 0;
  for (let at = 0; at < marks.length; at++) {
    numbers[count] = at;
    count += marks[at] as number;
  }
  return numbers.subarray(0, count);
}

/** Writes the next figures over those that differ; answers which of `kept` these are, a bit each. */
function takeOver(figures: Float64Array, rows: Int32Array, next: Float64Array, kept: Int32Array): Uint8Array {
  const differs = new Uint8Array(Math.ceil(kept.length / 8));
  for (let count = 0; count < kept.length; count++) {
    const at = kept[count] as number;
    const row = rows[at] as number;
    const figure = next[at] as number;
    if (Object.is(figures[row], figure)) continue;
    figures[row] = figure;
    setBit(differs, count);
  }
  return differs;
}

function emptyTable(columns: readonly Column[]): FrameTable {
  const dimensions = columns.filter(({ unit }) => unit === null);
  const metricCount = columns.length - dimensions.length;
  return {
    ...createFrameTable(),
    columns,
    keys: dimensions.map(() => []),
    values: Array.from({ length: metricCount }, () => new Float64Array(16)),
  };
}

function namesOf(labelOf: LabelOf): NameOf {
  return (dimension, id) => {
    const name = labelOf(dimension, id);
    return name === id ? null : name;
  };
}

/** Whether a subscriber would read the same; that a sliding window moved on is not worth a message. */
function sameHeader(a: FrameHeader, b: FrameHeader): boolean {
  return a.suppressed === b.suppressed && a.unconverted === b.unconverted && a.truncated === b.truncated && a.live === b.live;
}
