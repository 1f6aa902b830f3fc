/** The parts of a change as bars that lead from what was to what is. */
import type { RankedDimension, RankedDriver } from './rankDrivers.ts';

export interface WaterfallBar {
  readonly key: string;
  readonly kind: 'driver' | 'others' | 'rest';
  /** Null for the values that are told together, and for what no value tells. */
  readonly driver: RankedDriver | null;
  /** How many values are told together. */
  readonly count: number;
  readonly part: number;
  /** Where the bar begins and ends, 0-1 between the least and the most of the whole way. */
  readonly from: number;
  readonly to: number;
}

export interface Waterfall {
  readonly bars: readonly WaterfallBar[];
  /** Where the figure stood and stands, 0-1. */
  readonly before: number;
  readonly now: number;
}

/** How much larger a part must be to pass the one above it: figures that come in must not make bars jump. Of the largest part. */
const PASSING = 0.1;

/** The `most` largest drivers (in the order of `held` keys as long as it nearly holds), the others together, and the rest. */
export function toWaterfall(dimension: RankedDimension, most: number, held: readonly string[] = []): Waterfall {
  const ordered = steady(dimension.drivers, held);
  const shown = ordered.slice(0, most);
  const others = ordered.slice(most);
  const parts = [
    ...shown.map((driver) => ({ key: driver.key, kind: 'driver' as const, driver, count: 1, part: driver.part })),
    { key: 'others', kind: 'others' as const, driver: null, count: others.length, part: total(others.map(({ part }) => part)) },
    { key: 'rest', kind: 'rest' as const, driver: null, count: dimension.unknown, part: dimension.rest },
  ].filter(({ kind, count, part }) => (kind === 'rest' ? count > 0 || !isNothing(part, dimension) : count > 0));
  let at = 0;
  const ways = parts.map(({ part }) => {
    const from = at;
    at += part;
    return { from, to: at };
  });
  const [least, most_] = ways.reduce(([low, high], { to }) => [Math.min(low, to), Math.max(high, to)], [0, 0]);
  const length = most_ - least || 1;
  const place = (value: number) => (value - least) / length;
  return {
    bars: parts.map((part, index) => ({ ...part, from: place(ways[index]?.from ?? 0), to: place(ways[index]?.to ?? 0) })),
    before: place(0),
    now: place(at),
  };
}

/** What floating figures leave over is none. */
function isNothing(part: number, { change, whole }: RankedDimension): boolean {
  return Math.abs(part) <= 1e-9 * Math.max(1, Math.abs(change), Math.abs(whole.now.value), Math.abs(whole.before.value));
}

function total(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}

/** Largest first; those that stood in another order keep it until the difference is plain. */
export function steady<Part extends { readonly key: string; readonly part: number }>(
  parts: readonly Part[],
  held: readonly string[],
): Part[] {
  const size = ({ part }: Part): number => Math.abs(part);
  const margin = PASSING * parts.reduce((largest, part) => Math.max(largest, size(part)), 0);
  const placeOf = new Map(held.map((key, at) => [key, at]));
  const known = parts
    .filter(({ key }) => placeOf.has(key))
    .sort((one, other) => (placeOf.get(one.key) ?? 0) - (placeOf.get(other.key) ?? 0));
  const fresh = parts.filter(({ key }) => !placeOf.has(key));
  const ordered: Part[] = [];
  for (const part of known) insert(ordered, part, margin);
  for (const part of fresh) insert(ordered, part, 0);
  return ordered;

  function insert(into: Part[], part: Part, least: number): void {
    let at = into.length;
    while (at > 0 && size(into[at - 1] as Part) + least < size(part)) at--;
    into.splice(at, 0, part);
  }
}
