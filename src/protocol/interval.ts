/** Rates and their 95 % intervals: one definition for the answers and for their compact form on the wire. */
import { clamp } from './clamp.ts';

/** 97.5 % point of the normal distribution, as the intervals of the product use it. */
const Z = 1.96;

/** A rate with its number of answers and its bounds; null where there are no answers. */
export interface Interval {
  readonly value: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The same where there are answers. */
export interface Rate {
  readonly value: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

const NOTHING: Interval = { value: null, n: 0, low: null, high: null };

/** `cases` of `n` in percent, 0-100, with Wilson's bounds. */
export function shareInterval(cases: number, n: number): Interval {
  return n === 0 ? NOTHING : share(cases, n);
}

/** Net promoter score in points, -100 to 100, with the bounds that its variance gives. */
export function netInterval(promoters: number, detractors: number, n: number): Interval {
  return n === 0 ? NOTHING : net(promoters, detractors, n);
}

/** As {@link shareInterval}, for `n` other than 0. */
export function share(cases: number, n: number): Rate {
  const part = cases / n;
  const z2 = Z * Z;
  const centre = part + z2 / (2 * n);
  const half = Z * Math.sqrt((part * (1 - part)) / n + z2 / (4 * n * n));
  const scale = 100 / (1 + z2 / n);
  return { value: (100 * cases) / n, n, low: clamp((centre - half) * scale, 0, 100), high: clamp((centre + half) * scale, 0, 100) };
}

/** As {@link netInterval}, for `n` other than 0. */
export function net(promoters: number, detractors: number, n: number): Rate {
  const value = (100 * (promoters - detractors)) / n;
  const part = value / 100;
  const spread = Math.max(0, (promoters + detractors) / n - part * part);
  const half = 100 * Z * Math.sqrt(spread / n);
  return { value, n, low: clamp(value - half, -100, 100), high: clamp(value + half, -100, 100) };
}
