/** What the subscribers of a view have been told: compares it with what is true now and encodes the difference. */
import { encodeFrame, type FrameHeader } from '../../../src/protocol/frame.ts';
import type { Column } from '../../../src/protocol/query.ts';
import type { ColumnChange } from '../../../src/protocol/valueColumns.ts';
import type { LabelOf } from '../answer.ts';
import { grown } from './tupleIndex.ts';

type Ids = readonly (string | null)[];

/** Rows by handle: the publisher's caller names each row by a number of its own. */
export interface Change {
  readonly removed: readonly number[];
  /** Rows that may have other values. */
  readonly touched: readonly number[];
  readonly added: readonly number[];
  readonly header: FrameHeader;
  idsOf(handle: number): Ids;
  /** One number a metric column, NaN for null. */
  valuesOf(handle: number): ArrayLike<number>;
}

export interface Publisher {
  readonly rowCount: number;
  has(handle: number): boolean;
  handles(): Iterable<number>;
  /** Gives every row another handle, when another caller takes over. */
  rename(handleOf: (ids: Ids) => number): void;
  /** Takes the change in; the frame that tells it, or null when there is nothing to tell. */
  publish(change: Change): Uint8Array | null;
  /** The frame of the whole state. */
  snapshot(): Uint8Array;
}

export function createPublisher(columns: readonly Column[], labelOf: LabelOf): Publisher {
  const dimensions = columns.filter(({ unit }) => unit === null).map(({ name }) => name);
  const metricCount = columns.length - dimensions.length;
  const keys: (string | null)[][] = dimensions.map(() => []);
  let values = Array.from({ length: metricCount }, () => new Float64Array(16));
  let handles: number[] = [];
  let rows = new Map<number, number>();
  let header: FrameHeader = { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true };

  function remove(removed: readonly number[]): number[] {
    const numbers = removed.map((handle) => rows.get(handle) as number).sort((a, b) => a - b);
    for (let at = numbers.length - 1; at >= 0; at--) removeRow(numbers[at] as number);
    return numbers;
  }

  function removeRow(row: number): void {
    const last = handles.length - 1;
    const moved = handles[last] as number;
    rows.delete(handles[row] as number);
    if (row !== last) {
      handles[row] = moved;
      rows.set(moved, row);
    }
    handles.pop();
    for (const ids of keys) {
      ids[row] = ids[last] as string | null;
      ids.pop();
    }
    for (const column of values) column[row] = column[last] as number;
  }

  /** Writes new values and keeps only the rows where some column differs. */
  function change({ touched, valuesOf }: Change) {
    const changed: number[] = [];
    const differs: number[][] = [];
    for (const row of touched.map((handle) => rows.get(handle) as number).sort((a, b) => a - b)) {
      const next = valuesOf(handles[row] as number);
      const flags = values.map((column, at) => (Object.is(column[row], next[at]) ? 0 : 1));
      if (!flags.includes(1)) continue;
      for (const [at, column] of values.entries()) column[row] = next[at] as number;
      changed.push(row);
      differs.push(flags);
    }
    return { changed, differs };
  }

  function add({ added, idsOf, valuesOf }: Change): void {
    values = values.map((column) => grown(column, handles.length + added.length));
    for (const handle of added) {
      const row = handles.push(handle) - 1;
      rows.set(handle, row);
      for (const [at, id] of idsOf(handle).entries()) keys[at]?.push(id);
      const next = valuesOf(handle);
      for (const [at, column] of values.entries()) column[row] = next[at] as number;
    }
  }

  function labelsOf(ids: readonly Ids[]): Record<string, Record<string, string>> {
    return Object.fromEntries(
      dimensions.map((name, at) => {
        const labelled = [...new Set(ids[at])].flatMap((id) => {
          const label = id === null || !isPlace(name) ? null : labelOf(name, id);
          return id === null || label === null || label === id ? [] : [[id, label] as const];
        });
        return [name, Object.fromEntries(labelled)];
      }),
    );
  }

  function columnChanges(changed: readonly number[], differs: readonly (readonly number[])[], firstAdded: number): ColumnChange[] {
    const addedCount = handles.length - firstAdded;
    return values.map((column, at) => {
      const sent = new Float64Array(changed.length + addedCount);
      for (const [position, row] of changed.entries()) sent[position] = column[row] as number;
      sent.set(column.subarray(firstAdded, handles.length), changed.length);
      return { values: sent, differs: Uint8Array.from(differs, (flags) => flags[at] as number) };
    });
  }

  return {
    get rowCount() {
      return handles.length;
    },
    has: (handle) => rows.has(handle),
    handles: () => handles,
    rename(handleOf) {
      handles = handles.map((_, row) => handleOf(keys.map((ids) => ids[row] as string | null)));
      rows = new Map(handles.map((handle, row) => [handle, row]));
    },
    publish(next) {
      const removed = remove(next.removed);
      const { changed, differs } = change(next);
      const firstAdded = handles.length;
      add(next);
      const isSame = sameHeader(header, next.header);
      header = next.header;
      if (isSame && removed.length === 0 && changed.length === 0 && next.added.length === 0) return null;
      const added = keys.map((ids) => ids.slice(firstAdded));
      const addedCount = next.added.length;
      const told = { values: columnChanges(changed, differs, firstAdded), labels: labelsOf(added) };
      return encodeFrame({ header, kind: 'delta', columns, removed, changed, added, addedCount, ...told });
    },
    snapshot: () =>
      encodeFrame({
        header,
        kind: 'snapshot',
        columns,
        removed: [],
        changed: [],
        added: keys,
        addedCount: handles.length,
        values: columnChanges([], [], 0),
        labels: labelsOf(keys),
      }),
  };
}

function isPlace(dimension: string): dimension is Parameters<LabelOf>[0] {
  return dimension === 'country' || dimension === 'region' || dimension === 'city';
}

/** Whether a subscriber would read the same; that a sliding window moved on is not worth a message. */
function sameHeader(a: FrameHeader, b: FrameHeader): boolean {
  return a.suppressed === b.suppressed && a.unconverted === b.unconverted && a.truncated === b.truncated && a.live === b.live;
}
