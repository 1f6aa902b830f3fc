/** The measures of every customer, from what is known of them: a column a measure, NaN where somebody has none. */
import type { FrequencySteps } from '../../../src/protocol/people.ts';
import { FIXED_ONE } from '../../log/resolvedEvent.ts';
import type { Facts } from './facts.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
/** A buying cycle is never thought shorter; days when nobody has bought twice. */
const LEAST_CYCLE_MS = DAY_MS;
const UNKNOWN_CYCLE_MS = 30 * DAY_MS;
/** Of those who buy as often as the step before, the share that buys less often than the next. */
const STEP_SHARES = [0.35, 0.5, 0.55] as const;
const NO_STEPS: FrequencySteps = [2, 4, 8];
const FIFTHS = 5;

/** The column of a measure; throws for one that is not known. */
export function measureColumn(id: string, facts: Facts): Float64Array {
  const nowMs = facts.newestMs ?? 0;
  const since = (column: Float64Array, at: number) => Math.max(0, nowMs - (column[at] as number));
  const ofBuyers = (value: (at: number) => number): Float64Array =>
    column(facts, (at) => ((facts.orders[at] as number) > 0 ? value(at) : Number.NaN));
  switch (id) {
    case 'lateness': {
      const cycleOf = cycles(facts);
      return ofBuyers((at) => since(facts.lastMs, at) / cycleOf(at));
    }
    case 'frequency':
      return ofBuyers((at) => ((facts.orders[at] as number) * YEAR_MS) / Math.max(YEAR_MS, since(facts.firstMs, at)));
    case 'recency':
      return ofBuyers((at) => since(facts.lastMs, at) / DAY_MS);
    case 'tenure':
      return ofBuyers((at) => since(facts.firstMs, at) / DAY_MS);
    case 'orders':
      return ofBuyers((at) => facts.orders[at] as number);
    case 'revenue':
      return ofBuyers((at) => (facts.revenue[at] as number) / FIXED_ONE);
    case 'aov':
      return ofBuyers((at) => (facts.revenue[at] as number) / FIXED_ONE / (facts.orders[at] as number));
    case 'csat':
      return column(facts, (at) =>
        (facts.answers[at] as number) > 0 ? (100 * (facts.satisfied[at] as number)) / (facts.answers[at] as number) : Number.NaN,
      );
    case 'contacts':
      return column(facts, (at) => facts.contacts[at] as number);
    case 'recencyScore':
      return fifths(measureColumn('recency', facts), true);
    case 'frequencyScore':
      return fifths(measureColumn('frequency', facts), false);
    case 'moneyScore':
      return fifths(measureColumn('revenue', facts), false);
    default:
      throw new Error(`measure: ${id} is not known`);
  }
}

function column({ known }: Facts, value: (at: number) => number): Float64Array {
  const made = new Float64Array(known.length);
  for (let at = 0; at < made.length; at++) made[at] = known[at] === 1 ? value(at) : Number.NaN;
  return made;
}

/** The buying cycle of each customer: the own one, else that of the category last bought, else that of all. */
function cycles({ orders, doubleCycleMs, category }: Facts): (at: number) => number {
  const byCategory = new Map<number, number[]>();
  for (let at = 1; at < orders.length; at++) {
    if ((orders[at] as number) < 2) continue;
    const cycleMs = (doubleCycleMs[at] as number) / 2;
    const alike = byCategory.get(category[at] as number);
    if (alike) alike.push(cycleMs);
    else byCategory.set(category[at] as number, [cycleMs]);
  }
  const usualBy = new Map(Array.from(byCategory, ([code, times]) => [code, medianOf(times)]));
  // Asked for by few: all of them are sorted only then.
  let ofAllMs: number | null = null;
  const usualMs = () => {
    ofAllMs ??= medianOf([...byCategory.values()].flat()) ?? UNKNOWN_CYCLE_MS;
    return ofAllMs;
  };
  return (at) => {
    const own = (orders[at] as number) >= 2 ? (doubleCycleMs[at] as number) / 2 : (usualBy.get(category[at] as number) ?? usualMs());
    return Math.max(LEAST_CYCLE_MS, own);
  };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[sorted.length >> 1] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] as number)) / 2;
}

/** 1 to 5 by thresholds, so that equal values score equal; `isLeastBest` gives 5 to the least. */
function fifths(values: Float64Array, isLeastBest: boolean): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const thresholds = Array.from({ length: FIFTHS - 1 }, (_, at) => sorted[Math.ceil(((at + 1) * sorted.length) / FIFTHS) - 1] ?? 0);
  return values.map((value) => {
    if (Number.isNaN(value)) return Number.NaN;
    const score = 1 + thresholds.filter((threshold) => value > threshold).length;
    return isLeastBest ? FIFTHS + 1 - score : score;
  });
}

/** Orders a year at which the named segments part: shares of the company's own customers, on round numbers that hold still while they drift. */
export function frequencySteps(frequency: Float64Array): FrequencySteps {
  const sorted = frequency.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return NO_STEPS;
  let from = 0;
  let below = Number.NEGATIVE_INFINITY;
  const steps = STEP_SHARES.map((share) => {
    const least = sorted[Math.min(from, sorted.length - 1)] as number;
    const middle = sorted[Math.min(sorted.length - 1, from + Math.floor(share * (sorted.length - from)))] as number;
    // Nobody is left between two steps that are one.
    below = Math.max(below + 1, rungAbove(least), nearestRung(middle));
    while (from < sorted.length && (sorted[from] as number) < onRung(below)) from++;
    return onRung(below);
  });
  return steps as unknown as FrequencySteps;
}

/** Round numbers: ..., 1, 1.5, 2, 3, 4, 6, 8, ... */
function onRung(rung: number): number {
  return 2 ** Math.floor(rung / 2) * (rung % 2 === 0 ? 1 : 1.5);
}

function rungAbove(value: number): number {
  const rung = 2 * Math.floor(Math.log2(value));
  return onRung(rung + 1) > value ? rung + 1 : rung + 2;
}

function nearestRung(value: number): number {
  const above = rungAbove(value);
  return Math.abs(Math.log2(onRung(above) / value)) < Math.abs(Math.log2(onRung(above - 1) / value)) ? above : above - 1;
}
