/** Places as the views name them: which level, which id, and how levels nest. */

/** Levels of the map, from large to small. */
export const LEVELS = ['country', 'region', 'city'] as const;
export type Level = (typeof LEVELS)[number];

/** A place: ISO 3166-1 alpha-2, ISO 3166-2 or `geonames:<id>` by level, with the places it lies in where they are known. */
export interface PlaceRef {
  readonly level: Level;
  readonly id: string;
  /** Ids of the enclosing country and region; null when unknown or above that level. */
  readonly country: string | null;
  readonly region: string | null;
}

/** What to group by to see a level: every level above it as well, so that children can be summed to their parents. */
export function groupByOf(level: Level): readonly Level[] {
  return LEVELS.slice(0, LEVELS.indexOf(level) + 1);
}

/** The next smaller level, or null below cities. */
export function levelBelow(level: Level): Level | null {
  return LEVELS[LEVELS.indexOf(level) + 1] ?? null;
}

/** Whether `place` is `other` or lies within it. */
export function isWithin(place: PlaceRef, other: PlaceRef): boolean {
  if (other.level === 'country') return place.country === other.id;
  if (other.level === 'region') return place.region === other.id;
  return place.level === 'city' && place.id === other.id;
}

/** Whether two references name the same place. */
export function isSamePlace(one: PlaceRef | null, other: PlaceRef | null): boolean {
  return one === other || (one !== null && other !== null && one.level === other.level && one.id === other.id);
}
