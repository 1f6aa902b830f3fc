/** The glass around the columns: as tall as the plan, with how far its column has come. */
import type { AnswerTable } from '../protocol/table.ts';
import type { ColumnPicture } from './columns.ts';
import { PLAN } from './plan.ts';
import { metricValues } from './reading.ts';
import { heightShare } from './scale.ts';
import type { Scale } from './viewState.ts';

/** Numbers of a shell, as the graphics card takes them. The same object means the same content. */
interface Numbers<Values> {
  readonly value: Values;
  readonly size: number;
}

export interface Glass {
  readonly count: number;
  /** Slots of the picture that have a plan. */
  readonly slots: Int32Array;
  /** Longitude, latitude, 0 a shell. */
  readonly positions: Numbers<Float64Array>;
  /** Height of the plan as a share of the tallest column; above 1 where nothing stands as tall. */
  readonly plans: Numbers<Float32Array>;
  /** Height of the column that stands in it, likewise. */
  readonly fills: Numbers<Float32Array>;
}

export const NO_GLASS: Glass = {
  count: 0,
  slots: new Int32Array(0),
  positions: { value: new Float64Array(0), size: 3 },
  plans: { value: new Float32Array(0), size: 1 },
  fills: { value: new Float32Array(0), size: 1 },
};

/** The shells of a picture whose answer has a plan; what is as it was `before` stays the same object. */
export function glassOf(
  { laid, layout, shares, reference }: ColumnPicture,
  table: AnswerTable,
  scale: Scale,
  before: Glass = NO_GLASS,
): Glass {
  const plans = metricValues(table, PLAN);
  if (plans === undefined) return NO_GLASS;
  const planOf = (slot: number) => plans[laid.rows[slot] as number] ?? Number.NaN;
  const slots = Int32Array.from(laid.rows.keys()).filter((slot) => planOf(slot) > 0);
  const of = <Values extends Float32Array | Float64Array>(
    values: Values,
    size: number,
    put: (slot: number, at: number) => void,
  ): Numbers<Values> => {
    slots.forEach(put);
    return { value: values, size };
  };
  const positions = new Float64Array(slots.length * 3);
  const [heights, fills] = [new Float32Array(slots.length), new Float32Array(slots.length)];
  return {
    count: slots.length,
    slots: isSame(before.slots, slots) ? before.slots : slots,
    positions: keep(
      before.positions,
      of(positions, 3, (slot, at) => positions.set(layout.positions.subarray(slot * 3, slot * 3 + 3), at * 3)),
    ),
    plans: keep(
      before.plans,
      of(heights, 1, (slot, at) => {
        heights[at] = heightShare(planOf(slot), reference, scale);
      }),
    ),
    fills: keep(
      before.fills,
      of(fills, 1, (slot, at) => {
        fills[at] = shares[slot] as number;
      }),
    ),
  };
}

function keep<Values extends ArrayLike<number>>(before: Numbers<Values>, now: Numbers<Values>): Numbers<Values> {
  return isSame(before.value, now.value) ? before : now;
}

function isSame(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
