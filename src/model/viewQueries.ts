/** The questions a view asks, as pure functions of it: what stands on the screen is the answer to one of these. */
import type { Catalog } from '../protocol/catalog.ts';
import type { Query } from '../protocol/query.ts';
import { flowGroups, flowLevelOf } from './flows.ts';
import { dimensionOf, groupByOf, type PlaceRef } from './place.ts';
import { rewoundSpan } from './rewind.ts';
import { axisReach, axisSpan } from './timeAxis.ts';
import { durationMs, type Grain, grainFor, type Span, toInstant } from './timeBuckets.ts';
import {
  FILTER_DIMENSIONS,
  type FilterDimension,
  levelOf,
  resolutionOfView,
  subjectOf,
  type TimeWindow,
  type ViewState,
} from './viewState.ts';

/** The figures of the strip on top, in their order. */
export const KPI_METRICS = ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts'] as const;
/** What stands there where a workspace has no data for one of these. */
export const SPARE_KPI_METRICS = ['aov', 'repeat_rate'] as const;

/** Most places drawn at once, most values listed in a filter, most bars of a timeline. */
const MAP_LIMIT = 20_000;
const FILTER_LIMIT = 500;
const FLOW_LIMIT = 5000;
const BAR_LIMIT = 5000;
/** Bars that a timeline can show apart, and points of a sparkline. */
const TIMELINE_BARS = 200;
const SPARK_POINTS = 64;
/** How many of the followed windows the timeline shows while it is live. */
const LIVE_SPANS = 3;

type Where = Record<string, (string | null)[]>;

/** A view with the cells in view, where hexagons or customers are looked at from near by: see `ui/inView.ts`. */
export interface AskedView extends ViewState {
  readonly cells?: readonly string[];
}

/** What the map and its table show: every place of the level within the drilled one, of small places those in view. */
export function mapQuery(view: AskedView): Query {
  const { where } = within(view, view.focus);
  const seen = view.cells === undefined ? where : { ...where, h3: [...view.cells] };
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
export function kpiQuery(view: ViewState, shown: readonly string[]): Query {
  return { metrics: [...shown], ...within(view, subjectOf(view)), ...during(view.window) };
}

/** Where a window begins and ends; null for all of time. A sliding one ends at the next sixtieth of it after `nowMs`, the server's clock (null: not known). */
export function windowEnds(window: TimeWindow, nowMs: number | null): Span | null {
  if (window.kind === 'all') return null;
  if (window.kind === 'between') return { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
  const lengthMs = durationMs(window.duration);
  if (lengthMs === null || nowMs === null) return null;
  const toMs = nextStep(nowMs, lengthMs);
  return { fromMs: toMs - lengthMs, toMs };
}

/** The window of the same length that ends where this one begins; null for all of time. `nowMs` as in {@link windowEnds}. */
export function previousWindow(window: TimeWindow, nowMs: number | null): TimeWindow | null {
  const ends = windowEnds(window, nowMs);
  return ends && windowBetween({ fromMs: 2 * ends.fromMs - ends.toMs, toMs: ends.fromMs });
}

/** A time between two instants as a window. */
export function windowBetween({ fromMs, toMs }: Span): TimeWindow {
  return { kind: 'between', from: toInstant(fromMs), to: toInstant(toMs) };
}

/** The next sixtieth of a window, so that a question that follows the clock does not change all the time. */
function nextStep(ms: number, lengthMs: number): number {
  const stepMs = lengthMs / 60;
  return Math.round((Math.floor(ms / stepMs) + 1) * stepMs);
}

/** The figures over time, for the sparklines. */
export function sparkQuery(view: ViewState, catalog: Catalog, shown: readonly string[]): Query {
  return {
    ...kpiQuery(view, shown),
    groupBy: [`time:${sparkGrain(view, catalog)}`],
    ...duringExtent(view.window, catalog),
    limit: BAR_LIMIT,
  };
}

export function sparkGrain(view: ViewState, catalog: Catalog): Grain {
  return grainFor(windowSpan(view.window, catalog), SPARK_POINTS);
}

/** Both shown metrics for the timeline: over its axis, else over all of time, while live over a few windows up to `endMs` (null: the clock). */
export function timelineQuery(view: ViewState, catalog: Catalog, endMs: number | null = null): Query {
  const grain = timelineGrain(view, catalog);
  return {
    metrics: shownMetrics(view),
    groupBy: [`time:${grain}`],
    ...within(view, subjectOf(view)),
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

/** The height metric in the time before, by the buckets of the timeline or the sparklines. */
export function beforeBarsQuery(before: ViewState, grain: Grain): Query {
  return {
    metrics: [before.height],
    groupBy: [`time:${grain}`],
    ...within(before, subjectOf(before)),
    ...during(before.window),
    limit: BAR_LIMIT,
  };
}

/** The figures of the time before, by bucket: the dotted lines of the strip. */
export function beforeSparkQuery(before: ViewState, shown: readonly string[], grain: Grain): Query {
  return { ...kpiQuery(before, shown), groupBy: [`time:${grain}`], limit: BAR_LIMIT };
}

/** The size of the timeline's bars: the chosen one, else the finest that can be told apart. */
export function timelineGrain(view: ViewState, catalog: Catalog): Grain {
  return view.grain === 'auto' ? grainFor(timelineSpan(view, catalog), TIMELINE_BARS) : view.grain;
}

/** The time that the timeline shows, by what the catalog knows; while live it ends at `nowMs`. */
export function timelineSpan(view: ViewState, catalog: Catalog, nowMs = extentSpan(catalog).toMs): Span {
  if (view.axis !== null) return axisSpan(view.axis);
  if (view.window.kind !== 'last') return drawnSpan(catalog);
  return rewoundSpan(view.window.duration, view.until === null ? null : Date.parse(view.until), nowMs, LIVE_SPANS);
}

/** All the time that the timeline can be zoomed out to. */
export function timelineLimits(catalog: Catalog, nowMs: number, isLive: boolean): Span {
  const { fromMs, toMs } = drawnSpan(catalog);
  return { fromMs, toMs: isLive ? Math.max(toMs, nowMs) : toMs };
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
  return { metrics: ['events'], groupBy: [dimension], ...within(others, subjectOf(view)), ...during(view.window), limit: FILTER_LIMIT };
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
  return { metrics: shownMetrics(view), ...within(view, subjectOf(view)), ...during(view.window) };
}

/** Metrics of the selected place by one dimension, largest first. */
export function mixQuery(view: ViewState, dimension: string, metrics: readonly string[], limit: number): Query {
  return { metrics: [...metrics], groupBy: [dimension], ...within(view, subjectOf(view)), ...during(view.window), limit };
}

/** The places directly within the selected one, largest first. */
export function childrenQuery(view: ViewState, limit: number): Query {
  const subject = subjectOf(view);
  const inside = { ...view, focus: subject, level: 'auto', camera: null } as const;
  return {
    metrics: shownMetrics(view),
    groupBy: [...groupByOf(levelOf(inside), resolutionOfView(inside))],
    ...within(view, subject),
    ...during(view.window),
    limit,
  };
}

/** The metrics shown as height and colour; one when both are the same. */
export function shownMetrics(view: ViewState): string[] {
  return view.height === view.colour ? [view.height] : [view.height, view.colour];
}

/** The part of a query that names a place and the chosen filters. */
export function within(view: ViewState, place: PlaceRef | null): { where?: Where } {
  const where: Where = {};
  if (place !== null) for (const [dimension, id] of placeIds(place)) where[dimension] = [id];
  for (const dimension of FILTER_DIMENSIONS) {
    const values = view.where[dimension];
    if (values !== undefined) where[dimension] = [...values];
  }
  return Object.keys(where).length === 0 ? {} : { where };
}

/** A place is asked for with all that encloses it, so that it is the same group of events as its row on the map. */
function placeIds(place: PlaceRef): readonly (readonly [string, string])[] {
  const enclosing = [['country', place.country] as const, ['region', place.region] as const, ['city', place.city ?? null] as const];
  const known = enclosing.flatMap(([level, id]) => (id === null || level === place.level ? [] : [[level, id] as const]));
  return [...known, [dimensionOf(place), place.id]];
}

/** The part of a query that names a window of time. */
export function during(window: TimeWindow): { time?: { last: string } | { from: string; to: string } } {
  if (window.kind === 'last') return { time: { last: window.duration } };
  return window.kind === 'between' ? { time: { from: window.from, to: window.to } } : {};
}

/** As {@link during}, but all of time begins where the catalog's extent does. */
function duringExtent(window: TimeWindow, { extent }: Catalog): ReturnType<typeof during> | { time: { from: string } } {
  return window.kind === 'all' && extent.from !== null ? { time: { from: extent.from } } : during(window);
}

/** The height metric of the selected place over time. */
export function trendQuery(view: ViewState, catalog: Catalog): Query {
  const grain = sparkGrain(view, catalog);
  const time = duringExtent(view.window, catalog);
  return { metrics: [view.height], groupBy: [`time:${grain}`], ...within(view, subjectOf(view)), ...time, limit: BAR_LIMIT };
}

/**
 * Where a followed window ends, when the newest event is older than the window is long (an import, a replay): soon after that event,
 * on a step of a sixtieth of the window, so that the questions do not change with every event. Null: the window follows the clock.
 */
export function followedEnd(window: TimeWindow, newestMs: number | null, lagMs: number | null): number | null {
  const lengthMs = window.kind === 'last' ? durationMs(window.duration) : null;
  if (lengthMs === null || newestMs === null || lagMs === null || lagMs < lengthMs) return null;
  return nextStep(newestMs, lengthMs);
}

/** The view as it is asked: a window that follows old events is put at its place. */
export function anchorWindow(view: ViewState, endMs: number | null): ViewState {
  if (view.window.kind !== 'last' || endMs === null) return view;
  const lengthMs = durationMs(view.window.duration) ?? 0;
  return { ...view, window: { kind: 'between', from: toInstant(endMs - lengthMs), to: toInstant(endMs) } };
}

/** The time that a window covers, as far as there are events. */
export function windowSpan(window: TimeWindow, catalog: Catalog): Span {
  const extent = extentSpan(catalog);
  if (window.kind === 'between') return { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
  return window.kind === 'last' ? { fromMs: extent.toMs - (durationMs(window.duration) ?? 0), toMs: extent.toMs } : drawnSpan(catalog);
}

/** From the oldest to the newest event; 1970 when there is none. */
export function extentSpan(catalog: Catalog): Span {
  return { fromMs: Date.parse(catalog.extent.from ?? '') || 0, toMs: Date.parse(catalog.extent.to ?? '') || 0 };
}

/** Least time that an axis shows. */
const LEAST_AXIS_MS = 3_600_000;

function drawnSpan(catalog: Catalog): Span {
  const { fromMs, toMs } = extentSpan(catalog);
  return { fromMs: Math.min(fromMs, toMs - LEAST_AXIS_MS), toMs };
}
