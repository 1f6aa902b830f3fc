/** Numbers of keyed things that glide to new values: one flat array that the graphics card reads, written in place. */
import { MOTION } from '../model/tokens.ts';

export interface GlideBuffer {
  /** `count * stride` floats are in use. */
  readonly floats: () => Float32Array;
  readonly count: () => number;
  /** Aims at new values: what has the same key glides there, what is new comes from `born`, at once when `isCalm`. */
  aim(keys: readonly string[], target: Float32Array, nowMs: number, isCalm: boolean): void;
  /** Moves on; true while something still moves. Allocates nothing. */
  step(nowMs: number): boolean;
}

/** `birth` makes the first values of a new thing from its target, in place (a width of zero, say). */
export function createGlideBuffer(stride: number, birth: (floats: Float32Array, at: number) => void): GlideBuffer {
  let from: Float32Array = new Float32Array(0);
  let target: Float32Array = new Float32Array(0);
  let shown: Float32Array = new Float32Array(0);
  let places = new Map<string, number>();
  let count = 0;
  let startMs = 0;
  let isMoving = false;

  return {
    floats: () => shown,
    count: () => count,
    aim(keys, next, nowMs, isCalm) {
      const start = new Float32Array(next);
      const isFirst = count === 0;
      keys.forEach((key, at) => {
        const known = places.get(key);
        if (known !== undefined) start.set(shown.subarray(known * stride, (known + 1) * stride), at * stride);
        else if (!isFirst) birth(start, at * stride);
      });
      places = new Map(keys.map((key, at) => [key, at]));
      count = keys.length;
      target = next;
      from = start;
      if (shown.length < next.length) shown = new Float32Array(Math.max(next.length, shown.length * 2));
      startMs = isCalm || isFirst ? Number.NEGATIVE_INFINITY : nowMs;
      isMoving = true;
    },
    step(nowMs) {
      if (!isMoving) return false;
      const time = Math.min(1, (nowMs - startMs) / MOTION.value);
      const share = 1 - (1 - time) ** 3;
      for (let at = 0; at < target.length; at++) {
        const start = from[at] as number;
        shown[at] = start + ((target[at] as number) - start) * share;
      }
      isMoving = time < 1;
      return true;
    },
  };
}
