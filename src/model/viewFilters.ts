/** The filters of a view: which dimensions have one, and every change of one as a pure function of the view. */

import { SEGMENT_RULE } from '../protocol/people.ts';
import { isPlaceFilter, PLACE_FILTERS } from './placeFilter.ts';
import type { ViewState } from './viewState.ts';

/** Dimensions that have a filter of their own. */
export const FILTER_DIMENSIONS = [
  ...(['category', 'product', 'segment', 'channel', 'source', 'reason'] as const),
  ...(['scale', 'score'] as const),
  ...(['origin.country', 'origin.region', 'origin.city'] as const),
  SEGMENT_RULE,
  ...PLACE_FILTERS,
] as const;
export type FilterDimension = (typeof FILTER_DIMENSIONS)[number];

/** Chosen values by dimension; a dimension without a choice is absent. `null` is the group of events that have none. */
export type Filters = { readonly [dimension in FilterDimension]?: readonly (string | null)[] };

/** The filters that a view offers: those of origins only where flows are looked at, those of scores (which a scale goes with) only where one is set; places are chosen on the map. */
export function offeredFilters(
  view: Pick<ViewState, 'flows' | 'where'>,
  known: readonly { readonly id: string }[],
): readonly FilterDimension[] {
  const isOffered = (id: FilterDimension) => {
    if (isPlaceFilter(id)) return false;
    if (id.startsWith('origin.')) return view.flows || view.where[id] !== undefined;
    return (id !== 'score' && id !== 'scale') || view.where[id] !== undefined;
  };
  return FILTER_DIMENSIONS.filter((id) => known.some((dimension) => dimension.id === id) && isOffered(id));
}

/** Sets the values of one filter; none removes it. */
export function setFilter(view: ViewState, dimension: FilterDimension, values: readonly (string | null)[]): ViewState {
  const { [dimension]: _, ...others } = view.where;
  return { ...view, where: values.length === 0 ? others : { ...others, [dimension]: values } };
}

/** Leaves this value alone in a filter; takes the filter away when it stands alone already. */
export function soleFilter(view: ViewState, dimension: FilterDimension, value: string | null): ViewState {
  const chosen = view.where[dimension] ?? [];
  return setFilter(view, dimension, chosen.length === 1 && chosen[0] === value ? [] : [value]);
}

/** Adds a value to a filter, or takes it away. */
export function toggleFilter(view: ViewState, dimension: FilterDimension, value: string | null): ViewState {
  const chosen = view.where[dimension] ?? [];
  return setFilter(view, dimension, chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
}
