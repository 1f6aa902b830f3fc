/** What the subscribers of a view have been told: compares it with what is true now and encodes the difference. */
import { encodeDelta, encodeSnapshot, type NameOf } from '../../../src/protocol/encodeFrame.ts';
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
  idsOf(handle: number): Ids;
  /** One number a metric column, NaN for null; may be the same array each time, filled anew. */
  valuesOf(handle: number): ArrayLike<number>;
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

  function remove(removed: ArrayLike<number>): Int32Array {
    const rows = numbers.sortedRows(removed);
    numbers.remove(rows);
    removeRows(table, rows);
    return rows;
  }

  /** Writes new values and keeps only the rows where some column differs. */
  function change({ touched, valuesOf }: Change) {
    const { values } = table;
    const rows = numbers.sortedRows(touched);
    const differs = values.map(() => new Uint8Array(Math.ceil(rows.length / 8)));
    let count = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      const next = valuesOf(numbers.handleOf(row));
      let differing = 0;
      for (let column = 0; column < values.length; column++) {
        const figures = values[column] as Float64Array;
        const figure = next[column] as number;
        if (Object.is(figures[row], figure)) continue;
        figures[row] = figure;
        setBit(differs[column] as Uint8Array, count);
        differing = 1;
      }
      rows[count] = row;
      count += differing;
    }
    return { changed: rows.subarray(0, count), differs };
  }

  function add({ added, idsOf, valuesOf }: Change): void {
    numbers.append(added);
    table.values = table.values.map((figures) => grown(figures, table.rowCount + added.length));
    for (let at = 0; at < added.length; at++) {
      const handle = added[at] as number;
      const ids = idsOf(handle);
      const next = valuesOf(handle);
      for (let dimension = 0; dimension < table.keys.length; dimension++) table.keys[dimension]?.push(ids[dimension] ?? null);
      for (let column = 0; column < table.values.length; column++) {
        (table.values[column] as Float64Array)[table.rowCount] = next[column] as number;
      }
      table.rowCount++;
    }
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
      return encodeDelta(table, { removed, changed, differs, firstAdded }, nameOf);
    },
    snapshot: () => encodeSnapshot(table, nameOf),
  };
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
    const name = isPlace(dimension) ? labelOf(dimension, id) : null;
    return name === id ? null : name;
  };
}

function isPlace(dimension: string): dimension is Parameters<LabelOf>[0] {
  return dimension === 'country' || dimension === 'region' || dimension === 'city';
}

/** Whether a subscriber would read the same; that a sliding window moved on is not worth a message. */
function sameHeader(a: FrameHeader, b: FrameHeader): boolean {
  return a.suppressed === b.suppressed && a.unconverted === b.unconverted && a.truncated === b.truncated && a.live === b.live;
}
