/** The questions a view asks, as pure functions of it: what stands on the screen is the answer to one of these. */
import type { Catalog } from '../protocol/catalog.ts';
import type { Query } from '../protocol/query.ts';
import { flowGroups, flowLevelOf } from './flows.ts';
import { dimensionOf, groupByOf, isSamePlace, type PlaceRef } from './place.ts';
import { bothOf, cellsOf, isPlaceFilter, placeCondition, placeFilterOf } from './placeFilter.ts';
import { rewoundSpan } from './rewind.ts';
import { axisReach, axisSpan } from './timeAxis.ts';
import { durationMs, floorBucket, GRAIN_MS, type Grain, grainFor, type Span, toInstant } from './timeBuckets.ts';
import { type Calendar, timelineDomain } from './timeline.ts';
import { drawnSpan, during, duringExtent, extentSpan, nextStep, windowBetween, windowSpan } from './timeWindow.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from './viewFilters.ts';
import { levelOf, resolutionOfView, subjectOf, type TimeWindow, type ViewState } from './viewState.ts';

/** The figures of the strip on top, in their order. */
export const KPI_METRICS = ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts'] as const;
/** What stands there where a workspace has no data for one of these: of orders, else of a contact centre that has none. */
export const SPARE_KPI_METRICS = ['aov', 'repeat_rate', 'ces', 'aht', 'churned', 'responses'] as const;

/** Most places drawn at once, most values listed in a filter, most bars of a timeline. */
const MAP_LIMIT = 20_000;
const FILTER_LIMIT = 500;
const FLOW_LIMIT = 5000;
const BAR_LIMIT = 5000;
/** Bars at both ends of a time that lie in it in part alone. */
const CUT_BARS = 2;
/** Bars that a timeline can show apart, and points of a sparkline. */
const TIMELINE_BARS = 200;
const SPARK_POINTS = 64;
/** How many of the followed windows the timeline shows while it is live. */
const LIVE_SPANS = 3;

type Where = Record<string, (string | null)[]>;

/** What the figures of a place are asked by. */
export type FiguresView = Pick<ViewState, 'selected' | 'focus' | 'where' | 'window'>;

/** A view with the cells in view, where hexagons or customers are looked at from near by: see `ui/inView.ts`. */
export interface AskedView extends ViewState {
  readonly cells?: readonly string[];
  /** Whether places are being chosen on the map: it shows those beside the chosen ones too. */
  readonly isChoosing?: boolean;
}

/** A view as the map shows it: without the filter that places of its level are being chosen into. */
export function shownOnMap(view: AskedView): AskedView {
  if (!view.isChoosing) return view;
  const { [placeFilterOf(levelOf(view))]: _, ...where } = view.where;
  return { ...view, where };
}

/** What the map and its table show: every place of the level within the drilled one, of small places those in view. */
export function mapQuery(asked: AskedView): Query {
  const view = shownOnMap(asked);
  const { where } = within(view, view.focus);
  const seen =
    view.cells === undefined ? where : { ...where, h3: where?.h3 === undefined ? [...view.cells] : cellsOf(view.cells, where.h3) };
  return {
    metrics: shownMetrics(view),
    groupBy: [...groupByOf(levelOf(view), resolutionOfView(view), view.territories ?? '')],
    ...(seen === undefined ? {} : { where: seen }),
    ...during(view.window),
    limit: MAP_LIMIT,
  };
}

/** What comes to the places of the level from elsewhere, within the drilled one. */
export function flowQuery(view: ViewState): Query {
  return {
    metrics: shownMetrics(view),
    groupBy: [...flowGroups(flowLevelOf(view))],
    ...within(view, view.focus),
    ...during(view.window),
    limit: FLOW_LIMIT,
  };
}

/** The same as one figure for the drilled place: the total line of the table. */
export function totalQuery(view: ViewState): Query {
  return { metrics: shownMetrics(view), ...within(view, view.focus), ...during(view.window) };
}

/** The figures of the selected place in the window. `shown` are the metric ids of the strip, see `stripMetrics`. */
export function kpiQuery(view: FiguresView, shown: readonly string[]): Query {
  return { metrics: [...shown], ...ofSubject(view), ...during(view.window) };
}

/** The figures over time, for the sparklines. */
export function sparkQuery(view: FiguresView, catalog: Catalog, shown: readonly string[]): Query {
  return {
    ...kpiQuery(view, shown),
    groupBy: [`time:${sparkGrain(view, catalog)}`],
    ...duringExtent(view.window, catalog),
    limit: BAR_LIMIT,
  };
}

/** The finest grain by which the small line of a figure over the window has at most 64 points. */
export function sparkGrain(view: Pick<ViewState, 'window'>, catalog: Catalog): Grain {
  return grainFor(windowSpan(view.window, catalog), SPARK_POINTS);
}

/** Both shown metrics for the timeline: over its axis, else over all of time, while live over a few windows up to `endMs` (null: the clock). */
export function timelineQuery(view: ViewState, catalog: Catalog, endMs: number | null = null): Query {
  const grain = timelineGrain(view, catalog);
  return {
    metrics: shownMetrics(view),
    groupBy: [`time:${grain}`],
    ...ofSubject(view),
    ...timelineTime(view, catalog, endMs),
    limit: BAR_LIMIT,
  };
}

function timelineTime(view: ViewState, catalog: Catalog, endMs: number | null): Pick<Query, 'time'> {
  if (view.axis !== null) return during(windowBetween(axisReach(axisSpan(view.axis))));
  if (view.window.kind !== 'last') return duringExtent({ kind: 'all' }, catalog);
  const { duration } = view.window;
  if (view.until === null) return { time: liveTime(duration, endMs) };
  const edgeMs = endMs ?? extentSpan(catalog).toMs;
  return during(windowBetween(rewoundSpan(duration, Date.parse(view.until), nextStep(edgeMs, durationMs(duration) ?? 1), LIVE_SPANS)));
}

/** The height metric in the time before, by the buckets of the timeline. */
export function beforeBarsQuery(before: ViewState, calendar: Calendar): Query {
  return {
    metrics: [before.height],
    groupBy: [`time:${calendar.grain}`],
    ...ofSubject(before),
    ...during(fromWholeBucket(before.window, calendar)),
    limit: BAR_LIMIT,
  };
}

/** A window from the beginning of its first bucket on, or sooner: the bar that stands before it is whole, too. */
function fromWholeBucket(window: TimeWindow, { grain, timeZone }: Calendar): TimeWindow {
  if (window.kind === 'all') return window;
  if (window.kind === 'between') return { ...window, from: toInstant(floorBucket(Date.parse(window.from), grain, timeZone)) };
  const lengthMs = (durationMs(window.duration) ?? 0) + 2 * GRAIN_MS[grain];
  return { ...window, duration: `PT${Math.ceil(lengthMs / 1000)}S` };
}

/** The figures of the time before, by bucket: the dotted lines of the strip. */
export function beforeSparkQuery(before: FiguresView, shown: readonly string[], grain: Grain): Query {
  return { ...kpiQuery(before, shown), groupBy: [`time:${grain}`], limit: BAR_LIMIT };
}

/** The size of the timeline's bars: the chosen one, as far as an answer holds so many, else the finest that can be told apart. */
export function timelineGrain(view: ViewState, catalog: Catalog): Grain {
  const span = timelineSpan(view, catalog);
  if (view.grain === 'auto') return grainFor(span, TIMELINE_BARS);
  const finest = grainFor(view.axis === null ? span : axisReach(span), BAR_LIMIT - CUT_BARS);
  return GRAIN_MS[view.grain] < GRAIN_MS[finest] ? finest : view.grain;
}

/** The time that the timeline shows, by what the catalog knows; while live it ends at `nowMs`. */
export function timelineSpan(view: ViewState, catalog: Catalog, nowMs = extentSpan(catalog).toMs): Span {
  if (view.axis !== null) return axisSpan(view.axis);
  if (view.window.kind !== 'last') return drawnSpan(catalog);
  return rewoundSpan(view.window.duration, view.until === null ? null : Date.parse(view.until), nowMs, LIVE_SPANS);
}

/** All the time that the timeline can be zoomed out to, and its window moved through: whole buckets. */
export function timelineLimits(catalog: Catalog, nowMs: number, isLive: boolean, calendar: Calendar): Span {
  const { fromMs, toMs } = drawnSpan(catalog);
  return timelineDomain([], { fromMs, toMs: isLive ? Math.max(toMs, nowMs) : toMs }, calendar);
}

function liveTime(duration: string, endMs: number | null): { last: string } | { from: string; to: string } {
  const lengthMs = liveSpanMs(duration);
  return endMs === null ? { last: `PT${lengthMs / 1000}S` } : { from: toInstant(endMs - lengthMs), to: toInstant(endMs) };
}

function liveSpanMs(duration: string): number {
  return LIVE_SPANS * (durationMs(duration) ?? 0);
}

/** The values of one filter with their counts, as the other filters, the place and the window leave them. */
export function filterQuery(view: ViewState, dimension: FilterDimension): Query {
  const { [dimension]: _, ...where } = view.where;
  const others = { ...view, where };
  return { metrics: ['events'], groupBy: [dimension], ...ofSubject(others), ...during(view.window), limit: FILTER_LIMIT };
}

/** The height metric by one dimension, as the filters of the others leave it. */
export function breakdownQuery(view: ViewState, dimension: FilterDimension): Query {
  return { ...filterQuery(view, dimension), metrics: [view.height] };
}

/** The same without any filter: what stands behind it. */
export function wholeBreakdownQuery(view: ViewState, dimension: FilterDimension): Query {
  return breakdownQuery({ ...view, where: {} }, dimension);
}

/** Both shown metrics of the selected place, as one figure each. */
export function figuresQuery(view: ViewState): Query {
  return { metrics: shownMetrics(view), ...ofSubject(view), ...during(view.window) };
}

/** Metrics of the selected place by one dimension, largest first. */
export function mixQuery(view: ViewState, dimension: string, metrics: readonly string[], limit: number): Query {
  return { metrics: [...metrics], groupBy: [dimension], ...ofSubject(view), ...during(view.window), limit };
}

/** The places directly within the selected one, largest first. */
export function childrenQuery(view: ViewState, limit: number): Query {
  const subject = subjectOf(view);
  const inside = { ...view, focus: subject, level: 'auto', camera: null } as const;
  return {
    metrics: shownMetrics(view),
    groupBy: [...groupByOf(levelOf(inside), resolutionOfView(inside))],
    ...ofSubject(view),
    ...during(view.window),
    limit,
  };
}

/** The metrics shown as height and colour; one when both are the same. */
export function shownMetrics(view: ViewState): string[] {
  return view.height === view.colour ? [view.height] : [view.height, view.colour];
}

/** The part of a query that names a place and the chosen filters. */
export function within(view: Pick<ViewState, 'where'>, place: PlaceRef | null): { where?: Where } {
  const where: Where = {};
  if (place !== null) for (const [dimension, id] of placeIds(place)) where[dimension] = [id];
  for (const dimension of FILTER_DIMENSIONS) {
    const values = view.where[dimension];
    if (values === undefined) continue;
    const [name, asked] = isPlaceFilter(dimension) ? placeCondition(dimension, values) : [dimension, [...values]];
    where[name] = bothOf(where[name], asked);
  }
  return Object.keys(where).length === 0 ? {} : { where };
}

/**
 * The same for the place that figures speak of: the group of events that its row on the map counts. What is drilled into may lie across
 * borders, and hold a part of it; so may what is pointed out lie across those of what is drilled into.
 */
export function ofSubject(view: Pick<ViewState, 'selected' | 'focus' | 'where'>): { where?: Where } {
  const { where } = within(view, subjectOf(view));
  const { focus, selected } = view;
  if (focus === null || selected === null || isSamePlace(focus, selected) || !(liesAcross(focus) || liesAcross(selected)))
    return where === undefined ? {} : { where };
  const around = placeIds(focus).map(([dimension, id]) => [dimension, bothOf(where?.[dimension], [id])] as const);
  return { where: { ...where, ...Object.fromEntries(around) } };
}

/** Whether a place knows no borders: what lies within it does not name it among what encloses it. */
function liesAcross({ level }: PlaceRef): boolean {
  return level === 'territory' || level === 'hexagon';
}

/** What tells the names of a place and of all that encloses it, whenever it had events. */
export function namesQuery(place: PlaceRef): Query {
  const groupBy = groupByOf(place.level, undefined, place.set ?? '');
  return {
    metrics: ['events'],
    groupBy: [...groupBy],
    where: Object.fromEntries(placeIds(place).map(([name, id]) => [name, [id]])),
    limit: 1,
  };
}

/** Filters whose values only answers have names for. */
export type NamedFilter = 'region' | 'city' | 'territory' | 'origin.region' | 'origin.city';

/** What tells the names of values of a filter, whenever they had events. */
export function filterNamesQuery(filter: NamedFilter, values: readonly (string | null)[]): Query {
  const [dimension, asked] = isPlaceFilter(filter) ? placeCondition(filter, values) : [filter, [...values]];
  return { metrics: ['events'], groupBy: [dimension], where: { [dimension]: asked }, limit: FILTER_LIMIT };
}

/** A place is asked for with all that encloses it, so that it is the same group of events as its row on the map. */
function placeIds(place: PlaceRef): readonly (readonly [string, string])[] {
  const enclosing = [['country', place.country] as const, ['region', place.region] as const, ['city', place.city ?? null] as const];
  const known = enclosing.flatMap(([level, id]) => (id === null || level === place.level ? [] : [[level, id] as const]));
  return [...known, [dimensionOf(place), place.id]];
}

/** The height metric of the selected place over time. */
export function trendQuery(view: ViewState, catalog: Catalog): Query {
  const grain = sparkGrain(view, catalog);
  const time = duringExtent(view.window, catalog);
  return { metrics: [view.height], groupBy: [`time:${grain}`], ...ofSubject(view), ...time, limit: BAR_LIMIT };
}
