/** Numbers of keyed things that glide to new values: one flat array that the graphics card reads, written in place. */
import { MOTION } from '../model/tokens.ts';

export interface GlideBuffer {
  /** `count * stride` floats are in use. */
  readonly floats: () => Float32Array;
  readonly count: () => number;
  /** Aims at new values: what has the same key glides there, what is new comes from `born`, at once when `isCalm`. */
  aim(keys: readonly string[], target: Float32Array, nowMs: number, isCalm: boolean): void;
  /** Whether a step would change anything. */
  readonly isMoving: () => boolean;
  /** Moves on; true while something still moves. Allocates nothing. */
  step(nowMs: number): boolean;
}

/**
 * `birth` makes the first values of a new thing from its target, in place (a width of zero, say). What is aimed at no more glides back
 * to that behind the others, where it was, and is gone then.
 */
export function createGlideBuffer(stride: number, birth: (floats: Float32Array, at: number) => void): GlideBuffer {
  let from: Float32Array = new Float32Array(0);
  let target: Float32Array = new Float32Array(0);
  let shown: Float32Array = new Float32Array(0);
  let places = new Map<string, number>();
  let kept = 0;
  let count = 0;
  // Fields are written in place; captured numbers would be made anew every frame.
  const clock = { nowMs: 0.5, startMs: 0.5 };
  let isMoving = false;

  /** Keys that are shown and not wanted any more. */
  function leaving(keys: ReadonlyMap<string, number>): string[] {
    return [...places.keys()].filter((key) => !keys.has(key));
  }

  return {
    floats: () => shown,
    count: () => count,
    isMoving: () => isMoving,
    aim(keys, next, nowMs, isCalm) {
      const isFirst = count === 0;
      const wanted = new Map(keys.map((key, at) => [key, at]));
      const fading = isCalm || isFirst ? [] : leaving(wanted);
      for (const key of fading) wanted.set(key, wanted.size);
      const start = new Float32Array(wanted.size * stride);
      const end = new Float32Array(wanted.size * stride);
      start.set(next);
      end.set(next);
      for (const [key, at] of wanted) {
        const known = places.get(key);
        const isFading = at >= keys.length;
        if (known !== undefined) start.set(shown.subarray(known * stride, (known + 1) * stride), at * stride);
        else if (!isFirst) birth(start, at * stride);
        if (isFading) {
          end.set(start.subarray(at * stride, (at + 1) * stride), at * stride);
          birth(end, at * stride);
        }
      }
      places = wanted;
      kept = keys.length;
      count = wanted.size;
      target = end;
      from = start;
      if (shown.length < end.length) shown = new Float32Array(Math.max(end.length, shown.length * 2));
      // Aimed at again before the next step, as in a page that nobody looks at, all still is where it was.
      shown.set(start);
      clock.startMs = isCalm || isFirst ? Number.NEGATIVE_INFINITY : nowMs;
      isMoving = true;
    },
    step(nowMs) {
      if (!isMoving) return false;
      clock.nowMs = nowMs;
      return glide();
    },
  };

  function glide(): true {
    const time = Math.min(1, (clock.nowMs - clock.startMs) / MOTION.value);
    const rest = 1 - time;
    const share = 1 - rest * rest * rest;
    for (let at = 0; at < target.length; at++) {
      const start = from[at] as number;
      shown[at] = start + ((target[at] as number) - start) * share;
    }
    isMoving = time < 1;
    if (!isMoving && count > kept) forget();
    return true;
  }

  function forget(): void {
    for (const [key, at] of places) if (at >= kept) places.delete(key);
    count = kept;
    target = target.subarray(0, kept * stride);
  }
}
