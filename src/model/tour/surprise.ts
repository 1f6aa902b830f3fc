/**
 * How surprising a change is: how unlikely it would be if nothing but chance had been at work.
 *
 * Revenue is a sum over a Poisson number of orders whose values spread about as widely as they are large (coefficient of variation 1), so that its
 * variance is estimated as 2R²/n; the change is set against the spread of both sums. A rate is set against the spread of two proportions of one
 * pooled rate. Both give a z, and that a two-sided p of the normal distribution, held as its logarithm so that no p is too small to be told apart.
 * Of many candidates some move by chance: the p become q by Benjamini and Hochberg (1995), the share of false ones among those at most as large.
 */

/** A sum of money over so many orders. */
export interface Amount {
  readonly revenue: number;
  readonly orders: number;
}

/** A percentage (0-100) of so many answers; NaN of none. */
export interface Rate {
  readonly percent: number;
  readonly answers: number;
}

/**
 * z of a change of revenue. `share`: the part (0-1) of both windows in which they differ: 1 for windows that do not overlap, less where
 * one is the other moved on by a part of its length, since only what came and what left can have changed.
 */
export function amountZ(now: Amount, before: Amount, share = 1): number {
  return ratio(now.revenue - before.revenue, Math.sqrt(share * (amountVariance(now) + amountVariance(before))));
}

function amountVariance({ revenue, orders }: Amount): number {
  return orders > 0 ? (2 * revenue * revenue) / orders : 0;
}

/** z of a change of a rate; `share` as in {@link amountZ}. 0 where one side has no answers. */
export function rateZ(now: Rate, before: Rate, share = 1): number {
  if (!(now.answers > 0 && before.answers > 0)) return 0;
  const [high, low] = [(now.percent / 100) * now.answers, (before.percent / 100) * before.answers];
  const pooled = (high + low) / (now.answers + before.answers);
  const variance = Math.max(0, pooled * (1 - pooled)) * (1 / now.answers + 1 / before.answers);
  return ratio((now.percent - before.percent) / 100, Math.sqrt(share * variance));
}

function ratio(change: number, spread: number): number {
  return spread > 0 ? change / spread : 0;
}

/** Logarithm (base 10) of the two-sided p of a z: 0 at z = 0, -1.3 at 1.96. */
export function logTail(z: number): number {
  const size = Math.abs(z);
  if (size < 2) return Math.log10(1 - centre(size));
  // Mills' ratio as a continued fraction, from the far end: exact where the difference from 1 has no digits left.
  let fraction = size;
  for (let term = 60; term > 0; term--) fraction = size + term / fraction;
  return Math.log10(2 / Math.sqrt(2 * Math.PI)) - (size * size) / 2 / Math.LN10 - Math.log10(fraction);
}

/** Share of the normal distribution within ±z, by its series. */
function centre(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < 60; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return Math.min(1, 2 * sum * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)));
}

/** The q of each of many p (both as logarithms, base 10), in the same order: Benjamini and Hochberg's step up. */
export function falseDiscovery(logPs: readonly number[]): readonly number[] {
  const order = logPs.map((_, at) => at).sort((one, other) => (logPs[one] as number) - (logPs[other] as number));
  const logQs = new Array<number>(logPs.length).fill(0);
  let least = 0;
  for (let rank = order.length; rank > 0; rank--) {
    const at = order[rank - 1] as number;
    least = Math.min(least, (logPs[at] as number) + Math.log10(order.length / rank));
    logQs[at] = least;
  }
  return logQs;
}
