/** Where the ghosts of another time stand: one a place that had a value then. */
import type { AnswerTable } from '../protocol/table.ts';
import { BEFORE } from './change.ts';
import type { ColumnPicture } from './columns.ts';
import type { ColumnLayout } from './layout.ts';
import { metricValues } from './reading.ts';
import { heightShare } from './scale.ts';
import type { Scale } from './viewState.ts';

/** Three numbers a point, as the graphics card takes them: longitude, latitude, share of the tallest column. */
interface Points {
  readonly value: Float64Array;
  readonly size: number;
}

export interface Ghosts {
  readonly count: number;
  /** The slot of each ghost. */
  readonly slots: readonly number[];
  /** The height before. */
  readonly tops: Points;
  /** Where the stem begins: the cap of a column that has fallen below its height before, else the top itself. */
  readonly caps: Points;
}

/** How high each slot stood in another time, as a share of the tallest, 0 where nothing did; null for an answer that stands beside none. */
export function ghostShares({ laid, reference }: ColumnPicture, table: AnswerTable, scale: Scale): Float32Array | null {
  const before = metricValues(table, BEFORE);
  if (before === undefined) return null;
  return Float32Array.from(laid.rows, (row) => heightShare(before[row] ?? 0, reference, scale));
}

/** A ghost for each slot that `stood`, on the ground yet. */
export function ghostsOf({ positions }: ColumnLayout, stood: Float32Array): Ghosts {
  const slots = Array.from(stood.keys()).filter((slot) => (stood[slot] as number) > 0);
  const [tops, caps] = [new Float64Array(slots.length * 3), new Float64Array(slots.length * 3)];
  slots.forEach((slot, at) => {
    const anchor = [positions[slot * 3] as number, positions[slot * 3 + 1] as number];
    for (const points of [tops, caps]) points.set(anchor, at * 3);
  });
  return { count: slots.length, slots, tops: { value: tops, size: 3 }, caps: { value: caps, size: 3 } };
}

/** The ghosts at other heights, shares of the tallest by slot, beside columns as they stand: the same numbers in new objects. */
export function raiseGhosts({ count, slots, tops, caps }: Ghosts, heights: Float32Array, columns: Float32Array): Ghosts {
  for (let at = 0; at < count; at++) {
    const slot = slots[at] as number;
    const top = heights[slot] ?? 0;
    tops.value[at * 3 + 2] = top;
    caps.value[at * 3 + 2] = Math.min(top, columns[slot] ?? 0);
  }
  return { count, slots, tops: { ...tops }, caps: { ...caps } };
}
