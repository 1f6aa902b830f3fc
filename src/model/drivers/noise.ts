/**
 * How much of a part may be chance.
 *
 * A count is Poisson: its variance is itself. A sum S over a Poisson number n of cases has the variance Σx² of its cases, k·S²/n: k is 2 where they spread
 * about as widely as they are large, as in `tour/surprise.ts`, and more where the means of the values that were asked for lie farther apart already
 * ({@link spreadOfCases}), as one large order among small ones does. A ratio has the variance of its interval where it has one (the wider half, so that few answers at an end of
 * the scale are not taken for certain), on a bounded scale at most (most − r)·(r − least)/n (Bhatia and Davis 2000, American Mathematical
 * Monthly 107:353-357), else (k − 1)·r²/n. A sum whose cases nobody counts has no known spread: NaN.
 */
import type { MetricInfo } from '../../protocol/catalog.ts';
import { boundsOf } from '../bounds.ts';
import type { Measured } from '../rows.ts';
import { type Decomposition, type Driver, ratiosOf, sum } from './decompose.ts';
import { type Making, makingOf } from './values.ts';

/** 97.5 % point of the normal distribution, as in the product's intervals. */
const Z = 1.96;
const LEAST_SPREAD = 2;

/** A metric and k of its cases, 2 and more. */
export interface Spread {
  readonly metric: MetricInfo;
  readonly k: number;
}

/** k of the cases of a metric: n·Σx²/(Σx)², by what lies between the values of a dimension at least; the largest over all dimensions and both times. */
export function spreadOfCases(all: readonly Decomposition[]): number {
  let k = LEAST_SPREAD;
  for (const { drivers, making } of all) {
    for (const side of ['now', 'before'] as const) {
      const told = drivers.flatMap((driver) => (driver[side].n > 0 ? [driver[side]] : []));
      const amountOf = ({ value, n }: Measured): number => (making === 'ratio' ? value * n : value);
      const [n, amount] = [sum(told, (figure) => figure.n), sum(told, amountOf)];
      if (amount !== 0) k = Math.max(k, (n * sum(told, (figure) => amountOf(figure) ** 2 / figure.n)) / amount ** 2);
    }
  }
  return k;
}

/** Variance of a figure, in the square of its unit; NaN where it is not known. */
export function varianceOf(measured: Measured, { metric, k }: Spread): number {
  const { value, n } = measured;
  const { low, high } = boundsOf(measured);
  const making = makingOf(metric);
  if (making !== 'ratio') {
    if (making === 'count' || (metric.unit === 'count' && !metric.cases)) return Math.abs(value);
    return metric.cases ? (n > 0 ? (k * value * value) / n : 0) : Number.NaN;
  }
  if (!(n > 0)) return 0;
  if (metric.interval) return (Math.max(high - value, value - low) / Z) ** 2;
  if (metric.range === undefined) return ((k - 1) * value * value) / n;
  const [least, most] = metric.range;
  // Two answers in the middle of the scale: one answer at its end says little of the next.
  const mean = (n * value + least + most) / (n + 2);
  return ((most - mean) * (mean - least)) / n;
}

/** z of the part of each driver, and of what of it goes beyond its share of the whole change; NaN where the spread is not known. */
export interface Surprise {
  readonly part: number;
  readonly excess: number;
}

export function surprisesOf(decomposition: Decomposition, spread: Spread): readonly Surprise[] {
  const { drivers, making, whole, isWhole } = decomposition;
  // Without another time nothing moved that could be chance.
  if (isWhole) return drivers.map(() => ({ part: Number.NaN, excess: Number.NaN }));
  const middle = (whole.now.value + whole.before.value) / 2;
  const cases = { now: sum(drivers, ({ now }) => now.n || 0), before: sum(drivers, ({ before }) => before.n || 0) };
  const variances = drivers.map((driver) => partVariance(driver, spread, { making, middle, cases }));
  const all = sum(variances, (variance) => variance);
  return drivers.map(({ part, excess, weight, now, before }, at) => {
    const variance = variances[at] as number;
    const share =
      making === 'ratio'
        ? (weight.now + weight.before) / 2
        : (now.value + before.value) / (whole.now.value + whole.before.value || Number.POSITIVE_INFINITY);
    return { part: ratio(part, variance), excess: ratio(excess, (1 - 2 * share) * variance + share * share * all) };
  });
}

interface Around {
  readonly making: Making;
  /** The ratio of the whole, between now and before. */
  readonly middle: number;
  readonly cases: { readonly now: number; readonly before: number };
}

function partVariance(driver: Driver, spread: Spread, { making, middle, cases }: Around): number {
  const both = varianceOf(driver.now, spread) + varianceOf(driver.before, spread);
  if (making !== 'ratio') return both;
  const { weight } = driver;
  const { is, was } = ratiosOf(driver, middle);
  const ofWeight = (share: number, n: number) => (n > 0 ? (share * (1 - share)) / n : 0);
  const moving = ofWeight(weight.now, cases.now) + ofWeight(weight.before, cases.before);
  return ((weight.now + weight.before) / 2) ** 2 * both + ((is + was) / 2 - middle) ** 2 * moving;
}

/** z of the change of the whole. */
export function wholeZ({ change, whole }: Decomposition, spread: Spread): number {
  return ratio(change, varianceOf(whole.now, spread) + varianceOf(whole.before, spread));
}

function ratio(change: number, variance: number): number {
  if (Number.isNaN(variance)) return Number.NaN;
  return variance > 1e-18 ? change / Math.sqrt(variance) : 0;
}
