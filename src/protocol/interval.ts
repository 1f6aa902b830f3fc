/** The 95 % intervals of rates. One definition for the numbers and for their compact form on the wire. */

const Z = 1.96;

/** A rate with its number of answers and its bounds; null where there are no answers. */
export interface Interval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const NOTHING: Interval = { value: null, low: null, high: null };

/** `hits` of `n` in percent with Wilson's bounds, 0-100. */
export function shareInterval(hits: number, n: number): Interval {
  if (n === 0) return NOTHING;
  const p = hits / n;
  const zz = (Z * Z) / n;
  const centre = (p + zz / 2) / (1 + zz);
  const half = (Z * Math.sqrt((p * (1 - p) + zz / 4) / n)) / (1 + zz);
  return { value: (100 * hits) / n, low: 100 * Math.max(0, centre - half), high: 100 * Math.min(1, centre + half) };
}

/** Net promoter score in points, -100 to 100, with the bounds that its variance gives. */
export function netInterval(promoters: number, detractors: number, n: number): Interval {
  if (n === 0) return NOTHING;
  const net = (promoters - detractors) / n;
  const variance = (promoters + detractors) / n - net * net;
  const half = 100 * Z * Math.sqrt(Math.max(0, variance) / n);
  const value = (100 * (promoters - detractors)) / n;
  return { value, low: Math.max(-100, value - half), high: Math.min(100, value + half) };
}
