/** Filters by places: those that an area on the map holds. Each level has one, and a place drilled into holds beside them. */
import { cellsWithin } from './cell.ts';
import { type Level, type PlaceRef, territoryDimension } from './place.ts';

/** Dimensions of filters by places. Values of `territory` are `<set>/<id>`; cells of `h3` may have any resolution. */
export const PLACE_FILTERS = ['country', 'region', 'city', 'h3', 'territory'] as const;
export type PlaceFilter = (typeof PLACE_FILTERS)[number];

/** A value that no place has: filters that exclude each other leave nothing. */
const NOWHERE = '-';

export function isPlaceFilter(dimension: string): dimension is PlaceFilter {
  return (PLACE_FILTERS as readonly string[]).includes(dimension);
}

/** The filter that the places of a level go into: customers, placed by a hexagon, go by it. */
export function placeFilterOf(level: Level): PlaceFilter {
  return level === 'hexagon' || level === 'customer' ? 'h3' : level;
}

/** What a place is in the filter of its level; null for a customer that stands nowhere. */
export function placeValue({ level, id, cell, set }: PlaceRef): string | null {
  if (level === 'customer') return cell ?? null;
  return level === 'territory' ? `${set ?? ''}/${id}` : id;
}

/** The set and the id of a value of `territory`. */
export function territoryOf(value: string): readonly [set: string, id: string] {
  const at = value.indexOf('/');
  return [value.slice(0, at), value.slice(at + 1)];
}

/** The place that a value of a filter is, of an origin too; null for what is none. */
export function placeOfValue(dimension: string, value: string | null): PlaceRef | null {
  const filter = dimension.replace(/^origin\./, '');
  if (value === null || !isPlaceFilter(filter)) return null;
  const [set, id] = filter === 'territory' ? territoryOf(value) : [undefined, value];
  return { level: filter === 'h3' ? 'hexagon' : filter, id, country: null, region: null, ...(set === undefined ? {} : { set }) };
}

/** The part of a question that a filter by places is: a dimension and its values; those of `territory` are of the set of the first. */
export function placeCondition(filter: PlaceFilter, values: readonly (string | null)[]): readonly [string, (string | null)[]] {
  if (filter !== 'territory') return [filter, [...values]];
  const [set] = territoryOf(values[0] ?? '/');
  return [territoryDimension(set), values.flatMap((value) => (value?.startsWith(`${set}/`) ? [territoryOf(value)[1]] : []))];
}

/** Two lists of values that must both hold. */
export function bothOf(one: readonly (string | null)[] | undefined, other: readonly (string | null)[]): (string | null)[] {
  if (one === undefined) return [...other];
  const both = one.filter((value) => other.includes(value));
  return both.length === 0 ? [NOWHERE] : both;
}

/** Of `cells` in view those parts that lie in the chosen ones; the chosen ones where none does, since a question needs some. */
export function cellsOf(cells: readonly string[], chosen: readonly (string | null)[]): string[] {
  const known = chosen.filter((cell) => cell !== null);
  const smaller = known.filter((cell) => cells.some((seen) => cellsWithin(cell, seen)));
  const larger = cells.filter((seen) => !smaller.includes(seen) && known.some((cell) => cellsWithin(seen, cell)));
  const both = [...smaller, ...larger];
  return both.length === 0 ? known : both;
}
