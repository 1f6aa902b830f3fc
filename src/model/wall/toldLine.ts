/** The line of a figure on a wall: by buckets so long that enough people are in them to be told. */
import type { Series } from '../spark.ts';
import { GRAIN_MS, GRAINS, type Grain, type Span } from '../timeBuckets.ts';

/** A line tells so much of its time at least, in so many points. */
const ENOUGH = 0.75;
const FEWEST_POINTS = 3;
/** Longer buckets that are tried. */
const MOST_STEPS = 2;

/** The grains by which a line is tried, the usual one first. */
export function lineGrains(usual: Grain, { fromMs, toMs }: Span): readonly Grain[] {
  const longer = GRAINS.slice(GRAINS.indexOf(usual) + 1).filter((grain) => toMs - fromMs >= FEWEST_POINTS * GRAIN_MS[grain]);
  return [usual, ...longer.slice(0, MOST_STEPS)];
}

export function isLineTold({ values }: Pick<Series, 'values'>): boolean {
  const known = knownOf(values);
  return known >= FEWEST_POINTS && known >= ENOUGH * values.length;
}

/** The place of the line to draw: the first that is told, else the one with the fewest gaps; null where none has points enough. */
export function bestLine(lines: readonly (Pick<Series, 'values'> | null)[]): number | null {
  const told = lines.findIndex((line) => line !== null && isLineTold(line));
  if (told >= 0) return told;
  const shares = lines.map((line) => {
    const known = knownOf(line?.values ?? []);
    return known < FEWEST_POINTS ? 0 : known / (line?.values.length ?? 1);
  });
  const most = Math.max(0, ...shares);
  return most === 0 ? null : shares.indexOf(most);
}

function knownOf(values: readonly number[]): number {
  return values.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0);
}
