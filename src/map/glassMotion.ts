/** The glass as it stands now: its heights glide to the plan, and it knows how far the columns in it have come. */
import type { Glass } from '../model/glass.ts';
import { easeOut } from '../model/glide.ts';
import { MOTION } from '../model/tokens.ts';
import type { Attribute, SolidSet } from './solidSets.ts';

export interface StandingGlass {
  readonly count: number;
  readonly positions: Glass['positions'];
  readonly plans: Attribute<Float32Array>;
  readonly fills: Attribute<Float32Array>;
}

export interface GlassMotion {
  /** Goes to other heights; at once where it jumps or other places have glass. */
  aim(glass: Glass, nowMs: number, jumps: boolean): void;
  /** Moves on; false when nothing moves any more. */
  step(nowMs: number): boolean;
  /** Heights now, as shares of the tallest column. */
  plans(): Float32Array;
  /** The higher of glass and column a slot; written in place. */
  crowns(glass: Glass, shares: Float32Array): Float32Array;
  /** For the layer; the same objects while nothing changed. */
  standing(glass: Glass, set: SolidSet): StandingGlass;
}

const NOTHING = new Float32Array(0);

export function createGlassMotion(): GlassMotion {
  let slots: Int32Array | null = null;
  let from: Float32Array = NOTHING;
  let to: Float32Array = NOTHING;
  let startMs = Number.NEGATIVE_INFINITY;
  let isMoving = false;
  let crowns: Float32Array = new Float32Array(0);
  let plans = attribute(NOTHING);
  let fills = attribute(NOTHING);
  let filledFrom: Attribute<Float32Array> | null = null;

  return {
    aim(glass, nowMs, jumps) {
      if (glass.slots === slots && glass.plans.value === to) return;
      const isSame = glass.slots === slots && !jumps;
      if (!isSame) fills = attribute(new Float32Array(glass.count));
      if (glass.slots !== slots || !isSame) filledFrom = null;
      slots = glass.slots;
      to = glass.plans.value;
      from = isSame ? plans.value.slice() : to;
      plans = attribute(isSame ? plans.value : to.slice());
      startMs = nowMs;
      isMoving = isSame;
    },
    step(nowMs) {
      if (!isMoving) return false;
      const share = Math.min(1, Math.max(0, (nowMs - startMs) / MOTION.value));
      const eased = easeOut(share);
      for (let at = 0; at < to.length; at++) plans.value[at] = (from[at] as number) + ((to[at] as number) - (from[at] as number)) * eased;
      plans = attribute(plans.value);
      isMoving = share < 1;
      return isMoving;
    },
    plans: () => plans.value,
    crowns(glass, shares) {
      if (crowns.length !== shares.length) crowns = new Float32Array(shares.length);
      crowns.set(shares);
      for (let at = 0; at < glass.count; at++) {
        const slot = glass.slots[at] as number;
        crowns[slot] = Math.max(shares[slot] ?? 0, plans.value[at] as number);
      }
      return crowns;
    },
    standing(glass, { elevations }) {
      if (filledFrom !== elevations) {
        for (let at = 0; at < glass.count; at++) fills.value[at] = elevations.value[glass.slots[at] as number] as number;
        fills = attribute(fills.value);
        filledFrom = elevations;
      }
      return { count: glass.count, positions: glass.positions, plans, fills };
    },
  };
}

/** Another object around the same numbers says that they have changed. */
function attribute(value: Float32Array): Attribute<Float32Array> {
  return { value, size: 1, normalized: false };
}
