/** How high the land is while it rises from what it was to what it is to be. */
import { GROUND } from '../protocol/landscape.ts';

/** Milliseconds from one land to another. */
const MORPH_MS = 900;
const CELLS = GROUND.width * GROUND.height;

export interface Rise {
  /** Heights of the cells, world units: where the land comes from, goes to, and what it shows. */
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly shown: Float32Array;
  /** Sends the land on its way to these values times `perCell`; at once when it is the first or `isCalm`. */
  begin(values: Float32Array, perCell: number, nowMs: number, isCalm: boolean): void;
  /** The share of the way at this instant, 0 to 1; writes what is shown when it has moved or `isDue`. */
  step(nowMs: number, isDue: boolean): number;
  /** The highest it goes to. */
  highest(): number;
}

export function createRise(): Rise {
  const [from, to, shown] = [new Float32Array(CELLS), new Float32Array(CELLS), new Float32Array(CELLS)];
  let startMs = Number.NEGATIVE_INFINITY;
  let share = 0;
  return {
    from,
    to,
    shown,
    begin(values, perCell, nowMs, isCalm) {
      const isFirst = startMs === Number.NEGATIVE_INFINITY;
      from.set(shown);
      for (let cell = 0; cell < CELLS; cell++) to[cell] = (values[cell] as number) * perCell;
      if (isFirst || isCalm) from.set(to);
      startMs = isCalm ? nowMs - MORPH_MS : nowMs;
    },
    step(nowMs, isDue) {
      const next = ease((nowMs - startMs) / MORPH_MS);
      if (next !== share || isDue) {
        for (let cell = 0; cell < CELLS; cell++)
          shown[cell] = (from[cell] as number) + ((to[cell] as number) - (from[cell] as number)) * next;
      }
      share = next;
      return share;
    },
    highest: () => to.reduce((most, height) => Math.max(most, height), 0),
  };
}

/** From 0 to 1, fast at first. */
export function ease(time: number): number {
  if (!(time > 0)) return 0;
  return time >= 1 ? 1 : 1 - (1 - time) ** 3;
}
