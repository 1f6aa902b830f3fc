/** What is asked to tell what moved a figure: the whole, and its parts by every dimension, of both times. */
import type { Catalog, DimensionInfo, MetricInfo } from '../../protocol/catalog.ts';
import { SEGMENT_RULE } from '../../protocol/people.ts';
import type { Query } from '../../protocol/query.ts';
import { viewBefore } from '../compare.ts';
import { groupByOf, type Level, levelBelow } from '../place.ts';
import { anchorWindow, during } from '../timeWindow.ts';
import { FILTER_DIMENSIONS, type FilterDimension, setFilter } from '../viewFilters.ts';
import { ofSubject } from '../viewQueries.ts';
import { levelOf, selectPlace, subjectOf, type ViewState } from '../viewState.ts';
import { type DriverDimension, type DriverValue, driverMetrics, type Pair } from './values.ts';

/** More values than a person looks through; beyond it they are told as the rest. */
const MOST_VALUES = 2000;

/** A score is what a rate is made of, and segments by rule are those of now: nobody was in another one then. */
const NO_DRIVERS: readonly FilterDimension[] = ['scale', 'score', SEGMENT_RULE];

/** Both times that are set against each other. */
export type Views = Pair<ViewState>;

/**
 * The view in both times; null where none lies before. A window that follows the clock ends at `nowMs` (null: not known), as every answer
 * to it does, so that all questions are of one and the same time.
 */
export function comparedViews(view: ViewState, timeZone: string, nowMs: number | null): Views | null {
  if (view.window.kind === 'last' && nowMs === null) return null;
  const now = anchorWindow(view, nowMs);
  const before = viewBefore(now, timeZone, null);
  return before && { now, before };
}

/** By what a view's figure may be told: the places within it, then the filters of the catalog that leave more than one value. */
export function driverDimensions(
  view: ViewState,
  dimensions: Catalog['dimensions'],
  levelName: (level: Level) => string,
): DriverDimension[] {
  const level = levelWithin(view);
  const isKnown = ({ id, kind }: DimensionInfo): boolean => kind === 'text' && isFilter(id) && !NO_DRIVERS.includes(id);
  const texts = dimensions.filter((dimension) => isKnown(dimension) && view.where[dimension.id as FilterDimension]?.length !== 1);
  const groups = level && groupByOf(level, undefined, view.territories ?? '');
  return [
    ...(level === null || groups === null ? [] : [{ id: groups.at(-1) ?? level, label: levelName(level), groupBy: groups, level }]),
    ...texts.map(({ id, label }) => ({ id, label, groupBy: [id], level: null })),
  ];
}

function isFilter(id: string): id is FilterDimension {
  return (FILTER_DIMENSIONS as readonly string[]).includes(id);
}

/** The level of the places within the shown one; null within those that have a name for none. */
function levelWithin(view: ViewState): Level | null {
  const subject = subjectOf(view);
  if (subject === null) return levelOf(view) === 'territory' ? 'territory' : 'country';
  const below = levelBelow(subject.level);
  return below === 'region' || below === 'city' ? below : null;
}

/** The figure of everything together, or its parts by a dimension. */
export function driverQuery(view: ViewState, metric: MetricInfo, dimension: DriverDimension | null): Query {
  const asked = { metrics: driverMetrics(metric), ...ofSubject(view), ...during(view.window) };
  return dimension === null ? asked : { ...asked, groupBy: [...dimension.groupBy], limit: MOST_VALUES };
}

/** The view of one value alone: filtered by it, or with its place pointed out; null for events of no place. */
export function viewOfValue(
  view: ViewState,
  dimension: DriverDimension,
  { id, place }: Pick<DriverValue, 'id' | 'place'>,
): ViewState | null {
  if (dimension.level === null) return isFilter(dimension.id) ? setFilter(view, dimension.id, [id]) : null;
  return place && selectPlace(view, place);
}
