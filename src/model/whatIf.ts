/** What if the plan were another one: percentages that move the glass and never the data. */
import { isWithin, type PlaceRef } from './place.ts';

export interface WhatIf {
  readonly metric: string;
  /** For a place and all within it; null for every place. */
  readonly place: PlaceRef | null;
  /** -50 to 100. */
  readonly percent: number;
}

export const WHAT_IF = { least: -50, most: 100, step: 5 } as const;

/** What a plan of a metric is multiplied by at a place: the closest that was said about it counts. */
export function whatIfFactor(said: readonly WhatIf[], metric: string, place: PlaceRef | null): number {
  const own = said.filter((entry) => entry.metric === metric && (entry.place === null || (place !== null && isWithin(place, entry.place))));
  const closest = own.sort((one, other) => depthOf(other.place) - depthOf(one.place))[0];
  return 1 + (closest?.percent ?? 0) / 100;
}

function depthOf(place: PlaceRef | null): number {
  return place === null ? 0 : ['country', 'region', 'city'].indexOf(place.level) + 1;
}

/** What was said about exactly this place; 0 where nothing was. */
export function whatIfOf(said: readonly WhatIf[], metric: string, place: PlaceRef | null): number {
  return said.find((entry) => isAbout(entry, metric, place))?.percent ?? 0;
}

/** Says it of a place (null: of all), in whole percent; 0 takes it back. */
export function sayWhatIf(said: readonly WhatIf[], metric: string, place: PlaceRef | null, percent: number): readonly WhatIf[] {
  const others = said.filter((entry) => !isAbout(entry, metric, place));
  const held = Math.round(Math.max(WHAT_IF.least, Math.min(WHAT_IF.most, percent)));
  return held === 0 ? others : [...others, { metric, place, percent: held }];
}

function isAbout(entry: WhatIf, metric: string, place: PlaceRef | null): boolean {
  return (
    entry.metric === metric && (entry.place?.level ?? null) === (place?.level ?? null) && (entry.place?.id ?? null) === (place?.id ?? null)
  );
}
