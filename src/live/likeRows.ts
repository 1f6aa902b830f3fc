/** Where the rows of one table stand in another of the same dimensions, found by their ids. */
import type { FrameTable } from '../protocol/frame.ts';

type Rows = Pick<FrameTable, 'keys' | 'rowCount'>;

/** Fewer rows than this share of a table are not worth looking up. */
const WORTH = 0.5;

/** By row of `table` its row in `akin`, -1 where it has none; null where most have none. */
export function rowsIn(akin: Rows, table: Rows): Int32Array<ArrayBuffer> | null {
  if (akin.keys.length !== table.keys.length || table.keys.length === 0) return null;
  const rows = new Int32Array(table.rowCount).fill(-1);
  let known: ReadonlyMap<string | null, number> | null = null;
  let [next, found] = [0, 0];
  for (let row = 0; row < table.rowCount; row++) {
    // A filter leaves rows in their order: the one after the last that was found is tried first.
    if (!isSameRow(akin, next, table, row)) {
      known ??= rowsByKey(akin);
      next = known.get(keyOf(table, row)) ?? -1;
    }
    if (next < 0) next = 0;
    if (!isSameRow(akin, next, table, row)) continue;
    rows[row] = next++;
    found++;
  }
  return found >= WORTH * table.rowCount && found > 0 ? rows : null;
}

function isSameRow(akin: Rows, at: number, table: Rows, row: number): boolean {
  if (at >= akin.rowCount) return false;
  for (let dimension = 0; dimension < table.keys.length; dimension++)
    if (akin.keys[dimension]?.[at] !== table.keys[dimension]?.[row]) return false;
  return true;
}

function rowsByKey(akin: Rows): ReadonlyMap<string | null, number> {
  const known = new Map<string | null, number>();
  for (let row = 0; row < akin.rowCount; row++) known.set(keyOf(akin, row), row);
  return known;
}

function keyOf({ keys }: Rows, row: number): string | null {
  if (keys.length === 1) return keys[0]?.[row] ?? null;
  let key = '';
  for (const ids of keys) key += `${ids[row] === null ? '-' : `+${ids[row]}`}\u0000`;
  return key;
}
