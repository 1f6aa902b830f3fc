/**
 * What a change is made of: the part of each value of a dimension, exactly, so that all parts and the rest add up to the change of the whole.
 *
 * - What adds up (`sum`, and `count` as far as it does): the part is the difference, in whole ten-thousandths as the product keeps amounts.
 * - A ratio R = Σ w·r, with w the share of the cases and r the ratio of a value: its part is what its own ratio moved at the mean weight, and
 *   what its weight moved at the mean distance of its ratio from that of the whole,
 *     rate = (r₁ − r₀)·(w₀ + w₁)/2     mix = (w₁ − w₀)·((r₀ + r₁)/2 − (R₀ + R₁)/2)
 *   (Kitagawa 1955, "Components of a Difference Between Two Rates", JASA 50:1168-1194; the same as the Shapley value of two factors and as
 *   Marshall and Edgeworth's mean weights). As the weights add up to 1 on both sides, Σ (rate + mix) = R₁ − R₀. A value that is new or gone has no
 *   ratio on one side: all of its part is mix.
 * - The rest is what no value tells: figures kept back or cut off, and what stands under several values (an order of two categories).
 */
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { Measured } from '../rows.ts';
import type { DriverValue, Making, Pair, Values } from './values.ts';

export interface Driver extends DriverValue {
  /** What it adds to the change of the whole, in the unit of the metric. */
  readonly part: number;
  /** Of a ratio: what its own ratio brought, and what its weight did; both 0 for all else. */
  readonly rate: number;
  readonly mix: number;
  /** Its share of the whole (0-1), now and before; and what of the part goes beyond its mean share of the whole change. */
  readonly weight: Pair<number>;
  readonly excess: number;
}

export interface Decomposition {
  readonly making: Making;
  /** Largest parts first. */
  readonly drivers: readonly Driver[];
  /** Values that are not told. */
  readonly unknown: number;
  /** What no driver tells of the change. */
  readonly rest: number;
  readonly change: number;
  readonly whole: Pair<Measured>;
  /** Whether there was no time before: the parts are those of the whole, or of a ratio what each differs from it. */
  readonly isWhole: boolean;
}

/** Amounts are whole ten-thousandths: sums of those are exact where sums of decimals are not. */
const FIXED_ONE = 10_000;

/** A figure in whole 1/10,000ths, as the server sums. */
export function toFixed(value: number): number {
  return Math.round(value * FIXED_ONE);
}

/** `whole`: the figure of everything together, `before` null without a time before. */
export function decompose(
  { known, unknown }: Values,
  whole: { readonly now: Measured; readonly before: Measured | null },
  making: Making,
): Decomposition {
  const some = known.filter(({ now, before: was }) => isSome(now, making) || isSome(was, making));
  const drivers = making === 'ratio' ? ratioDrivers(some, whole.before === null) : sumDrivers(some, whole);
  const sorted = [...drivers].sort((one, other) => Math.abs(other.part) - Math.abs(one.part) || (one.key < other.key ? -1 : 1));
  const isWhole = whole.before === null;
  const before = whole.before ?? { ...whole.now, value: making === 'ratio' ? whole.now.value : 0, n: 0 };
  const change = differenceOf(whole.now.value, before.value, making);
  const told = making === 'ratio' ? sum(sorted, ({ part }) => part) : sum(sorted, ({ part }) => toFixed(part)) / FIXED_ONE;
  return { making, drivers: sorted, unknown, rest: differenceOf(change, told, making), change, whole: { now: whole.now, before }, isWhole };
}

/** Whether there is anything of a value. */
export function isSome({ value, n }: Measured, making: Making): boolean {
  return making === 'ratio' ? n > 0 : value !== 0;
}

function differenceOf(one: number, other: number, making: Making): number {
  return making === 'ratio' ? one - other : (toFixed(one) - toFixed(other)) / FIXED_ONE;
}

function sumDrivers(known: readonly DriverValue[], whole: { readonly now: Measured; readonly before: Measured | null }): Driver[] {
  const [now, before] = [whole.now.value, whole.before?.value ?? 0];
  const change = now - before;
  return known.map((value) => {
    const part = differenceOf(value.now.value, value.before.value, 'sum');
    // Of a whole without a time before nobody knows more than that its parts might be equal.
    const share = whole.before === null ? 1 / known.length : quotient(value.now.value + value.before.value, now + before);
    const weight = { now: quotient(value.now.value, now), before: quotient(value.before.value, before) };
    return { ...value, part, rate: 0, mix: 0, weight, excess: part - share * change };
  });
}

function ratioDrivers(known: readonly DriverValue[], isWhole: boolean): Driver[] {
  const totals = { now: totalOf(known.map(({ now }) => now)), before: totalOf(known.map(({ before }) => before)) };
  if (isWhole) {
    return known.map((value) => {
      const weight = { now: quotient(value.now.n, totals.now.n), before: 0 };
      const part = value.now.n > 0 ? weight.now * (value.now.value - totals.now.ratio) : 0;
      return { ...value, part, rate: part, mix: 0, weight, excess: part };
    });
  }
  const middle = (totals.now.ratio + totals.before.ratio) / 2;
  const change = totals.now.ratio - totals.before.ratio;
  return known.map((value) => {
    const weight = { now: quotient(value.now.n, totals.now.n), before: quotient(value.before.n, totals.before.n) };
    const { is, was } = ratiosOf(value, middle);
    const mean = (weight.now + weight.before) / 2;
    const rate = (is - was) * mean;
    const mix = (weight.now - weight.before) * ((is + was) / 2 - middle);
    return { ...value, part: rate + mix, rate, mix, weight, excess: rate + mix - mean * change };
  });
}

/** The ratio of a value on both sides: where it has none on one, that of the other; where on neither, that of the whole. */
export function ratiosOf({ now, before }: Pair<Measured>, whole: number): { readonly is: number; readonly was: number } {
  const [is, was] = [now.n > 0 ? now.value : null, before.n > 0 ? before.value : null];
  return { is: is ?? was ?? whole, was: was ?? is ?? whole };
}

function totalOf(figures: readonly Measured[]): { readonly n: number; readonly ratio: number } {
  const n = sum(figures, (figure) => figure.n);
  return {
    n,
    ratio: quotient(
      sum(figures, (figure) => (figure.n > 0 ? figure.n * figure.value : 0)),
      n,
    ),
  };
}

function quotient(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The sum of what is read from each. */
export function sum<Value>(values: readonly Value[], of: (value: Value) => number): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}

/** The side without a figure, as a ratio over nothing has none: of a change to or from there nothing can be said; null where both have one. */
export function missingSide({ whole }: Pick<Decomposition, 'whole'>): 'now' | 'before' | null {
  if (!Number.isFinite(whole.now.value)) return 'now';
  return Number.isFinite(whole.before.value) ? null : 'before';
}

/** Whether the whole went one way and the ratio of every value the other: it is the mix that moved. `up`: the values rose. */
export function reversalOf({ making, drivers, change, isWhole }: Decomposition): 'up' | 'down' | null {
  if (making !== 'ratio' || isWhole || change === 0) return null;
  const moved = drivers.filter(({ now, before }) => now.n > 0 && before.n > 0).map(({ now, before }) => now.value - before.value);
  if (moved.length < 2 || moved.some((by) => by === 0 || by > 0 === change > 0)) return null;
  return change > 0 ? 'down' : 'up';
}

/** Whether a metric is good news when it moves so. */
export function newsOf(change: number, { better }: Pick<MetricInfo, 'better'>): 'good' | 'bad' | 'neutral' {
  if (better === 'neither' || change === 0 || !Number.isFinite(change)) return 'neutral';
  return change > 0 === (better === 'higher') ? 'good' : 'bad';
}
