/** What a wall says of the filters that a scene is under: whoever passes by has set none of them. */
import { chosenValues } from '../ecosystem/ecosystemQueries.ts';
import { filterValueName } from '../filterValues.ts';
import type { PlaceRef } from '../place.ts';
import { placeOfValue } from '../placeFilter.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from '../viewFilters.ts';
import type { ViewState } from '../viewState.ts';

/** Names of places, of so many hexagons, and of dimensions. */
export interface PlaceNaming {
  readonly nameOf: (place: PlaceRef) => string;
  readonly hexagons: (count: number) => string;
  readonly labelOf: (dimension: string) => string;
}

/** Values that say nothing without what they are of. */
const BARE: readonly string[] = ['score', 'scale'];

/** A name from afar. */
const LONGEST_NAME = 28;

/** Each filter as its first value and how many more there are, but those that the ecosystem shows as light, whose sentence says them. */
export function wallFilters(view: ViewState, naming: PlaceNaming): readonly string[] {
  const shown = view.picture === 'ecosystem' ? chosenValues(view).map(({ dimension }) => dimension) : [];
  return FILTER_DIMENSIONS.flatMap((dimension) => {
    const values = view.where[dimension] ?? [];
    const [first] = values;
    if (first === undefined || shown.includes(dimension)) return [];
    if (dimension === 'h3') return [naming.hexagons(values.length)];
    const name = shortened(nameOfValue(dimension, first, naming));
    return [values.length === 1 ? name : `${name} +${values.length - 1}`];
  });
}

function nameOfValue(dimension: FilterDimension, value: string | null, { nameOf, labelOf }: PlaceNaming): string {
  const place = placeOfValue(dimension, value);
  const name = place === null ? filterValueName(dimension, value) : nameOf(place);
  return value === null || dimension.startsWith('origin.') || BARE.includes(dimension) ? `${labelOf(dimension)}: ${name}` : name;
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…`;
}
