/** The filters of a view in its address. */
import { SEGMENT_RULE } from '../protocol/people.ts';
import { isCell } from './cell.ts';
import { toRule } from './landscape/choosing.ts';
import { isPlaceFilter, type PlaceFilter } from './placeFilter.ts';
import { readValue, writeValue } from './searchText.ts';
import { FILTER_DIMENSIONS, type FilterDimension, type Filters } from './viewFilters.ts';

/** What each filter is called in an address, and its values there; empty without any. */
export function writeFilters(where: Filters): readonly (readonly [string, string])[] {
  return FILTER_DIMENSIONS.map((dimension) => [filterName(dimension), writeFilter(dimension, where[dimension] ?? [])] as const);
}

/** Cities are many and their ids long: an address has the numbers alone. */
const CITY = 'geonames:';

function writeFilter(dimension: FilterDimension, values: readonly (string | null)[]): string {
  return values.map((value) => writeValue(dimension === 'city' && value?.startsWith(CITY) ? value.slice(CITY.length) : value)).join(',');
}

/** `scale` in an address is that of the heights. */
function filterName(dimension: FilterDimension): string {
  if (dimension === SEGMENT_RULE) return 'people';
  return dimension === 'scale' ? 'score-scale' : dimension;
}

/** Reads the filters from the fields of an address; what no value can be is left out. */
export function readFilters(raw: ReadonlyMap<string, string>): Filters {
  const chosen = FILTER_DIMENSIONS.flatMap((dimension) => {
    const read = (raw.get(filterName(dimension)) ?? '').split(',').flatMap(readValue);
    const possible = dimension === SEGMENT_RULE ? read.filter((rule) => rule === null || toRule(rule) !== null) : read;
    const values = [...new Set(isPlaceFilter(dimension) ? readPlaces(dimension, read) : possible)];
    return values.length === 0 ? [] : [[dimension, values] as const];
  });
  return Object.fromEntries(chosen);
}

/** What cannot be a place would fail every question. */
function readPlaces(filter: PlaceFilter, values: readonly (string | null)[]): readonly (string | null)[] {
  if (filter === 'h3') return values.filter((value) => value !== null && isCell(value));
  if (filter === 'territory') return values.filter((value) => value !== null && /^.+\/./.test(value));
  return filter === 'city' ? values.map((value) => (/^\d+$/.test(value ?? '') ? CITY + value : value)) : values;
}
