/** Places as the views name them: which level, which id, and how levels nest. */
import { TERRITORY } from '../protocol/territories.ts';
import { cellsWithin, resolutionOf } from './cell.ts';

/** Levels of the map, from large to small. */
export const LEVELS = ['country', 'region', 'city', 'hexagon', 'customer'] as const;
/** Own territories lie across all of these and stand beside them. */
export type Level = (typeof LEVELS)[number] | 'territory';

/** A place: ISO 3166-1 alpha-2, ISO 3166-2, `geonames:<id>`, H3 index or customer by level, with the places it lies in where they are known. */
export interface PlaceRef {
  readonly level: Level;
  readonly id: string;
  /** Ids of the enclosing country and region; null when unknown or above that level. */
  readonly country: string | null;
  readonly region: string | null;
  /** Ids of the enclosing city and hexagon, for the levels below them; left out when unknown. */
  readonly city?: string | null;
  readonly cell?: string | null;
  /** The set that a territory belongs to. */
  readonly set?: string;
}

/** Resolution of the hexagons by which customers are placed: 5 km², so that a point tells no address. */
const CUSTOMER_RESOLUTION = 7;

/**
 * What to group by to see a level: of countries, regions and cities every level above it as well, so that children can be summed to
 * their parents. A hexagon lies across borders and stands alone (`resolution` is that of H3, 0-15), as does a territory of a `set`; a customer is placed by a hexagon.
 */
export function groupByOf(level: Level, resolution = CUSTOMER_RESOLUTION, set = ''): readonly string[] {
  if (level === 'hexagon') return [`h3:${resolution}`];
  if (level === 'customer') return [`h3:${CUSTOMER_RESOLUTION}`, 'customer'];
  if (level === 'territory') return [territoryDimension(set)];
  return LEVELS.slice(0, LEVELS.indexOf(level) + 1);
}

/** The dimension in which a place is a value. */
export function dimensionOf(place: Pick<PlaceRef, 'level' | 'id' | 'set'>): string {
  if (place.level === 'territory') return territoryDimension(place.set ?? '');
  return place.level === 'hexagon' ? `h3:${resolutionOf(place.id)}` : place.level;
}

/** The dimension of a set of territories. */
export function territoryDimension(set: string): string {
  return `${TERRITORY}${set}`;
}

/** How far down a level lies, 0 for countries; territories lie with the regions. */
export function depthOf(level: Level): number {
  return level === 'territory' ? 1 : LEVELS.indexOf(level);
}

/** The next smaller level, or null below customers. */
export function levelBelow(level: Level): Level | null {
  return level === 'territory' ? 'region' : (LEVELS[depthOf(level) + 1] ?? null);
}

/** Whether a place is large enough to be gone into at the first click. */
export function isWide(level: Level): boolean {
  return level === 'country' || level === 'region' || level === 'territory';
}

/** Whether `place` is `other` or lies within it, as far as its enclosing places are known. */
export function isWithin(place: PlaceRef, other: PlaceRef): boolean {
  if (other.level === 'country') return place.country === other.id;
  if (other.level === 'region') return place.region === other.id;
  if (other.level === 'city') return (place.level === 'city' ? place.id : place.city) === other.id;
  if (other.level === 'hexagon') return cellsWithin(place.level === 'hexagon' ? place.id : (place.cell ?? ''), other.id);
  return isSamePlace(place, other);
}

/** Whether two references name the same place. */
export function isSamePlace(one: PlaceRef | null, other: PlaceRef | null): boolean {
  return one === other || (one !== null && other !== null && one.level === other.level && one.id === other.id && one.set === other.set);
}

/** A hexagon or customer with the places around the view it was seen in: the group of events that its row counted. */
export function enclose(place: PlaceRef, focus: PlaceRef | null): PlaceRef {
  if (focus === null || place.country !== null || (place.level !== 'hexagon' && place.level !== 'customer')) return place;
  const city = focus.level === 'city' ? focus.id : (focus.city ?? null);
  return { ...place, country: focus.country, region: focus.region, city };
}

/** The places that enclose `place`, outermost first, itself last. */
export function lineage(place: PlaceRef | null): readonly PlaceRef[] {
  if (place === null) return [];
  const { level, country, region } = place;
  const chain: PlaceRef[] = [];
  if (level !== 'country' && country !== null) chain.push(toCountry(country));
  if (level !== 'country' && level !== 'region' && region !== null) chain.push({ level: 'region', id: region, country, region });
  const city = place.city ?? null;
  if ((level === 'hexagon' || level === 'customer') && city !== null) chain.push({ level: 'city', id: city, country, region });
  if (level === 'customer' && place.cell) chain.push({ level: 'hexagon', id: place.cell, country, region, city });
  return [...chain, place];
}

/** The reference of a country by its ISO 3166-1 alpha-2 code. */
export function toCountry(id: string): PlaceRef {
  return { level: 'country', id, country: id, region: null };
}

/** The closest place that is known of where something was; null where none is. */
export function closestPlace({ country, region, city }: Readonly<Record<'country' | 'region' | 'city', string | null>>): PlaceRef | null {
  if (city !== null) return { level: 'city', id: city, country, region };
  if (region !== null) return { level: 'region', id: region, country, region };
  return country === null ? null : toCountry(country);
}

/** The place around `place`; null is the world. */
export function parentOf(place: PlaceRef): PlaceRef | null {
  return lineage(place).at(-2) ?? null;
}
