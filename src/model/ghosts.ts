/** Where the ghosts of another time stand: one a place that had a value then. */
import type { AnswerTable } from '../protocol/table.ts';
import { BEFORE } from './change.ts';
import type { ColumnPicture } from './columns.ts';
import { metricValues } from './reading.ts';
import { heightShare } from './scale.ts';

/** Three numbers a point, as the graphics card takes them: longitude, latitude, share of the tallest column. */
interface Points {
  readonly value: Float64Array;
  readonly size: number;
}

export interface Ghosts {
  readonly count: number;
  /** The height before. */
  readonly tops: Points;
  /** Where the stem begins: the cap of a column that has fallen below its height before, else the top itself. */
  readonly caps: Points;
}

/** The ghosts of an answer that stands beside another time; null for one that does not. */
export function ghostsOf({ laid, layout, shares, reference }: ColumnPicture, table: AnswerTable): Ghosts | null {
  const before = metricValues(table, BEFORE);
  if (before === undefined) return null;
  const slots = Array.from(laid.rows.keys()).filter((slot) => (before[laid.rows[slot] as number] ?? 0) > 0);
  const [tops, caps] = [new Float64Array(slots.length * 3), new Float64Array(slots.length * 3)];
  slots.forEach((slot, at) => {
    const top = heightShare(before[laid.rows[slot] as number] as number, reference);
    const anchor = [layout.positions[slot * 3] as number, layout.positions[slot * 3 + 1] as number];
    tops.set([...anchor, top], at * 3);
    caps.set([...anchor, Math.min(top, shares[slot] as number)], at * 3);
  });
  return { count: slots.length, tops: { value: tops, size: 3 }, caps: { value: caps, size: 3 } };
}
