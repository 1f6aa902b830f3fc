/** Choosing places by an area drawn around them: what lies in it becomes a filter of the whole product. */
import { type Level, levelBelow, type PlaceRef } from '../place.ts';
import { placeFilterOf, placeValue, territoryOf } from '../placeFilter.ts';
import { setFilter } from '../viewFilters.ts';
import type { ViewState } from '../viewState.ts';

/** What drawn places do to those chosen before. */
export const AREA_WAYS = ['alone', 'more', 'less'] as const;
export type AreaWay = (typeof AREA_WAYS)[number];

/** Most characters of a filter in an address: links of more are cut by mail and chat programs. */
const MOST_CHARACTERS = 4000;

/** The values of places of one level, each once. */
export function valuesOf(places: Iterable<PlaceRef>): readonly string[] {
  const values = new Set<string>();
  for (const place of places) {
    const value = placeValue(place);
    if (value !== null) values.add(value);
  }
  return [...values];
}

/** The values chosen at a level, of territories those of the set that is shown; null where nothing is: then all of them count. */
export function chosenAt({ where, territories }: Pick<ViewState, 'where' | 'territories'>, level: Level): readonly string[] | null {
  const values = where[placeFilterOf(level)]?.filter((value) => value !== null) ?? [];
  const own = level === 'territory' ? values.filter((value) => territoryOf(value)[0] === territories) : values;
  return own.length === 0 ? null : own;
}

/** What is chosen once `drawn` is applied to what was. `all`: the places that stand on the map. Empty: nothing remains. */
export function chosenWith(
  before: readonly string[] | null,
  drawn: readonly string[],
  way: AreaWay,
  all: () => readonly string[],
): readonly string[] {
  if (way === 'alone') return drawn;
  if (way === 'more') return [...new Set([...(before ?? []), ...drawn])];
  const gone = new Set(drawn);
  return (before ?? all()).filter((value) => !gone.has(value));
}

/** Whether an address can hold these values. */
export function fitsAddress(values: readonly string[]): boolean {
  return values.reduce((sum, value) => sum + encodeURIComponent(value.replace(/^geonames:/, '')).length + 1, 0) <= MOST_CHARACTERS;
}

/** The view with these places of a level as its filter; none takes the filter away. */
export function choosePlaces(view: ViewState, level: Level, values: readonly string[]): ViewState {
  return setFilter(view, placeFilterOf(level), values);
}

/** The level to choose at where there are too many places: the next larger that the map can show; null above countries. */
export function coarserLevel(level: Level): Level | null {
  return (
    (['country', 'region', 'city'] as const).find((larger) => levelBelow(larger) === (level === 'customer' ? 'hexagon' : level)) ?? null
  );
}
