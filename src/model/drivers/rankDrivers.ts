/**
 * Which of many parts are worth a name, and by which dimension a change is told best.
 *
 * Every part of enough cases has a test of its own (is it more than chance?) and one of what goes beyond its share of the whole change (does it stand
 * out?). As there are many, the values of a dimension are held against q ≤ 5 % of Benjamini and Hochberg (1995), and the dimensions against each other
 * by the smallest q of each (Benjamini and Bogomolov 2014, JRSS B 76:297-318): a thousand products must not hide what a channel did. A dimension
 * carries what its three largest values that stand out carry on one side, in the unit of the metric: so neither the largest value wins because it is large, nor the
 * dimension of most values because it is finest (compare "explanatory power" and "surprise" in Bhagwan et al. 2014, Adtributor, NSDI). Where
 * nothing stands out the dimension comes first whose largest part is farthest from an even split.
 */
import type { MetricInfo } from '../../protocol/catalog.ts';
import { falseDiscovery, logTail } from '../tour/surprise.ts';
import { type Decomposition, type Driver, reversalOf, sum } from './decompose.ts';
import { type Surprise, spreadOfCases, surprisesOf, wholeZ } from './noise.ts';
import type { DriverDimension } from './values.ts';

const MOST_LOG_Q = Math.log10(0.05);
/** Fewest cases on both sides together that a driver is named for. */
export const LEAST_CASES = 10;
const TOP = 3;
/** Share of the change that may lie in values that are not told before a dimension tells too little of it. */
const MOST_HIDDEN = 0.5;
/** Share of the whole from which a dimension has too little to say. */
const MOST_UNNAMED = 0.8;
/** Part of the change from which one stands out where chance cannot be told. */
const LARGE_SHARE = 0.2;

export interface RankedDriver extends Driver {
  /** Whether the part is more than chance; null where nobody can tell. */
  readonly isSure: boolean | null;
  /** Whether it moved otherwise than its share of the whole, by more than chance. */
  readonly standsOut: boolean;
}

export interface RankedDimension extends Omit<Decomposition, 'drivers'> {
  readonly dimension: DriverDimension;
  readonly drivers: readonly RankedDriver[];
  /** What its values that stand out moved beyond their share, in the unit of the metric; 0 where none does. */
  readonly carried: number;
  /** Whether every value went against the whole. */
  readonly reversal: 'up' | 'down' | null;
}

export interface Analysis {
  /** Those that tell most first; never empty. */
  readonly dimensions: readonly RankedDimension[];
  /** Whether the whole moved by more than chance; null where nobody can tell. */
  readonly isSure: boolean | null;
  /** How many values were looked at. */
  readonly tested: number;
}

/** Null where no dimension has two values to tell apart. */
export function rankDrivers(
  all: readonly { readonly dimension: DriverDimension; readonly decomposition: Decomposition }[],
  metric: MetricInfo,
): Analysis | null {
  const told = all.filter(({ decomposition }) => decomposition.drivers.length > 1 && !isMostlyUnnamed(decomposition));
  const [first] = told;
  if (first === undefined) return null;
  const spread = { metric, k: spreadOfCases(all.map(({ decomposition }) => decomposition)) };
  const surprises = told.map(({ decomposition }) => testable(decomposition, surprisesOf(decomposition, spread)));
  const ofParts = judge(surprises.map((tests) => tests.map(({ part }) => part)));
  const ofExcess = judge(surprises.map((tests) => tests.map(({ excess }) => excess)));
  const dimensions = told.map(({ dimension, decomposition }, place): RankedDimension => {
    const drivers = decomposition.drivers.map((driver, at): RankedDriver => {
      const isLarge = Math.abs(driver.excess) >= LARGE_SHARE * Math.abs(decomposition.change);
      return { ...driver, isSure: ofParts[place]?.[at] ?? null, standsOut: ofExcess[place]?.[at] ?? isLarge };
    });
    return { ...decomposition, dimension, drivers, carried: carriedBy(drivers), reversal: reversalOf(decomposition) };
  });
  const order = [...dimensions].sort(
    (one, other) => Number(isHidden(one)) - Number(isHidden(other)) || other.carried - one.carried || unevenness(other) - unevenness(one),
  );
  const z = wholeZ(first.decomposition, spread);
  return {
    dimensions: order,
    isSure: Number.isNaN(z) ? null : Math.abs(z) >= 1.96,
    tested: surprises.flat().filter(({ part }) => part !== 'few').length,
  };
}

/** Most of it has no value of the dimension, as answers have no product: that is nothing to tell a change by. */
function isMostlyUnnamed({ drivers }: Decomposition): boolean {
  const unnamed = drivers.find(({ id }) => id === null);
  return unnamed !== undefined && unnamed.weight.now >= MOST_UNNAMED && unnamed.weight.before >= MOST_UNNAMED;
}

/** Cases behind a driver; what counts is its own number of cases. */
function casesOf({ now, before }: Driver, { making }: Decomposition): number {
  const of = (value: number, n: number) => (n > 0 || making === 'ratio' ? n : Math.abs(value));
  return of(now.value, now.n) + of(before.value, before.n);
}

/** z of a test; NaN where the spread is not known, `few` where there are too few cases to test. */
type Test = number | 'few';

function testable(decomposition: Decomposition, surprises: readonly Surprise[]): readonly { readonly part: Test; readonly excess: Test }[] {
  return decomposition.drivers.map((driver, at) => {
    const { part, excess } = surprises[at] as Surprise;
    return casesOf(driver, decomposition) >= LEAST_CASES ? { part, excess } : { part: 'few', excess: 'few' };
  });
}

/** Whether each test of each family is more than chance; null where nobody can tell. Families are chosen by their smallest q first. */
function judge(families: readonly (readonly Test[])[]): readonly (readonly (boolean | null)[])[] {
  const logQs = families.map((tests) => {
    const tested = tests.flatMap((z, at) => (z === 'few' || Number.isNaN(z) ? [] : [at]));
    const adjusted = falseDiscovery(tested.map((at) => logTail(tests[at] as number)));
    return new Map(tested.map((at, place) => [at, adjusted[place] as number]));
  });
  const some = logQs.filter(({ size }) => size > 0);
  const chosen = falseDiscovery(some.map((qs) => Math.min(...qs.values()))).filter((logQ) => logQ <= MOST_LOG_Q).length;
  const most = MOST_LOG_Q + Math.log10(chosen / some.length);
  return families.map((tests, place) =>
    tests.map((z, at) => (z === 'few' ? false : Number.isNaN(z) ? null : (logQs[place]?.get(at) ?? 0) <= most)),
  );
}

/** Most of what moved lies in values that are kept back or cut off: such a dimension comes last. */
function isHidden({ unknown, rest, change }: RankedDimension): boolean {
  return unknown > 0 && Math.abs(rest) > MOST_HIDDEN * Math.abs(change);
}

function carriedBy(drivers: readonly RankedDriver[]): number {
  const odd = drivers.filter(({ standsOut }) => standsOut).map(({ excess }) => excess);
  const side = (sign: 1 | -1) => {
    const largest = odd.map((excess) => sign * excess).sort((one, other) => other - one);
    return sum(largest.slice(0, TOP), (excess) => Math.max(0, excess));
  };
  return Math.max(side(1), side(-1));
}

/** How much of all movement the largest part alone carries beyond an even split, 0-1. */
function unevenness({ drivers }: RankedDimension): number {
  const moved = sum(drivers, ({ part }) => Math.abs(part));
  return moved > 0 ? Math.abs(drivers[0]?.part ?? 0) / moved - 1 / drivers.length : -1;
}
