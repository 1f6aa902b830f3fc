/** The questions that fill the ecosystem. */
import type { Catalog } from '../../protocol/catalog.ts';
import { isNamedSegment, SEGMENT_RULE } from '../../protocol/people.ts';
import type { Query } from '../../protocol/query.ts';
import { type PlaceRef, parentOf } from '../place.ts';
import { figuresQuery } from '../viewQueries.ts';
import type { TimeWindow, ViewState } from '../viewState.ts';
import { homeOf } from './homeRanks.ts';
import { keysOf, type RankDimension } from './ranks.ts';
import type { NodeValue } from './sums.ts';

/** The questions of one picture. */
export interface EcosystemQueries {
  readonly nodes: readonly [Query, Query, Query];
  /** Far to middle, middle to near. */
  readonly links: readonly [Query, Query];
  readonly total: Query;
}

/** The questions of what is chosen: all of it, and parted by a rank on which nothing is; null where on each something is. */
export interface ChosenQueries {
  readonly total: Query;
  readonly parts: Query | null;
  readonly by: RankDimension | null;
}

/** More rows than this are folded by the picture anyway. */
const LIMIT = 2000;

/** The questions of a view. Filters on what stands on a rank do not thin the picture: they are shown in it, as light. `isCoarse`: see {@link namesOf}. */
export function ecosystemQueries(view: ViewState, catalog: Catalog, window: TimeWindow = view.window, isCoarse = false): EcosystemQueries {
  const metrics = metricsOf(catalog);
  const { where, time } = figuresQuery({ ...view, where: withoutRanks(view), ...placesBeside(view), window });
  const frame = { ...(where ? { where } : {}), ...(time ? { time } : {}) };
  const ask = (groupBy: readonly string[], more: readonly string[] = []): Query => ({
    metrics: [...metrics, ...more],
    groupBy: [...groupBy],
    ...frame,
    limit: LIMIT,
  });
  // How sure a change of money is, is told by its orders; all of time changes against nothing.
  const orders = window.kind !== 'all' && catalog.metrics.some(({ id }) => id === 'orders') ? ['orders'] : [];
  const [far, middle, near] = view.ranks;
  const names = namesOf(isCoarse);
  return {
    nodes: [ask(names(far)), ask(names(middle), orders), ask(names(near), orders)],
    links: [ask([...names(far), ...names(middle)]), ask([...names(middle), ...names(near)], orders)],
    total: { metrics, ...frame },
  };
}

/** What is chosen on the ranks, which the picture shows as light: the sentence over it is of that alone. Null where nothing is. */
export function chosenQueries(view: ViewState, catalog: Catalog, isCoarse = false): ChosenQueries | null {
  const chosen = chosenValues(view).map(({ dimension }) => dimension);
  if (chosen.length === 0) return null;
  const { where, time } = figuresQuery(view);
  const total = { metrics: metricsOf(catalog), ...(where ? { where } : {}), ...(time ? { time } : {}) };
  const free = ([1, 2, 0] as const).find((rank) => !keysOf(view.ranks[rank]).some((name) => chosen.includes(name)));
  if (free === undefined) return { total, parts: null, by: null };
  const by = view.ranks[free];
  return { total, parts: { ...total, groupBy: [...namesOf(isCoarse)(by)], limit: LIMIT }, by };
}

/** The values that are chosen on the ranks, and do not thin the picture. */
export function chosenValues(view: ViewState): readonly NodeValue[] {
  const { focus, selected, where } = view;
  const beside = placesBeside(view);
  const places = [focus === beside.focus ? null : focus, selected === beside.selected ? null : selected];
  const place = places.flatMap((own) => (own === null ? [] : [{ dimension: own.level, value: own.id }]));
  const thinning = withoutRanks(view) as Readonly<Record<string, unknown>>;
  // Which of those without a value are meant, their sources say.
  const isMeant = (dimension: string, value: string | null) =>
    value !== null || where.source === undefined || !bySource(view).includes(dimension);
  const filters = Object.entries(where).flatMap(([dimension, values]) =>
    dimension in thinning ? [] : (values ?? []).flatMap((value) => (isMeant(dimension, value) ? [{ dimension, value }] : [])),
  );
  return [...place, ...filters];
}

function metricsOf({ metrics }: Catalog): string[] {
  return ['events', 'revenue', 'csat', 'revenue_at_risk'].filter((id) => metrics.some((metric) => metric.id === id));
}

/**
 * A wall asks without the sources of what has no channel: these make groups so small that beside them nearly every link would be kept back.
 * What has no channel is one node there, with all that flows from it.
 */
function namesOf(isCoarse: boolean): (dimension: RankDimension) => readonly string[] {
  return (dimension) => (isCoarse ? [dimension] : keysOf(dimension));
}

/** A place that is chosen on a rank does not thin it either, drilled into or pointed out. */
function placesBeside({ focus, selected, ranks }: ViewState): Pick<ViewState, 'focus' | 'selected'> {
  const isOnRank = (place: PlaceRef) => (ranks as readonly string[]).includes(place.level);
  return {
    focus: focus !== null && isOnRank(focus) ? parentOf(focus) : focus,
    selected: selected !== null && isOnRank(selected) ? null : selected,
  };
}

function withoutRanks(view: ViewState): ViewState['where'] {
  const shown: readonly string[] = [...view.ranks, ...(bySource(view).length > 0 ? ['source'] : [])];
  return Object.fromEntries(
    Object.entries(view.where).filter(([dimension, values]) => !shown.includes(dimension) || isDrawn(dimension, values ?? [])),
  );
}

/** The ranks of which those without a value are chosen: a source stands there for its own. Other sources are none of the picture's. */
function bySource({ ranks, where }: ViewState): readonly string[] {
  return ranks.filter((name) => keysOf(name).length > 1 && where[name]?.includes(null));
}

/** People whom a rule of their own takes are no stage of the life cycle that could be lit. */
function isDrawn(dimension: string, values: readonly (string | null)[]): boolean {
  return dimension === SEGMENT_RULE && values.some((rule) => rule !== null && !isNamedSegment(rule));
}

/** What was entered to come to the present ranks: seats are those within it. */
export function enteredFilters({ home, ranks, where }: ViewState): ViewState['where'] {
  const entered = homeOf({ home }).filter(
    (first, rank) => ranks[rank] !== first && !(ranks as readonly string[]).includes(first),
  ) as readonly string[];
  return Object.fromEntries(Object.entries(where).filter(([dimension]) => entered.includes(dimension)));
}

const DAY_MS = 86_400_000;
const BASELINE_DAYS = 28;

/** The 28 complete days (UTC) up to the newest event: what places the nodes. It changes once a day at most. */
export function baselineWindow(newestMs: number): TimeWindow {
  const toMs = Math.ceil(newestMs / DAY_MS) * DAY_MS;
  return { kind: 'between', from: instant(toMs - BASELINE_DAYS * DAY_MS), to: instant(toMs) };
}

/** Days with less than this part of what as many days have on the whole say nothing of who is large: an import whose last weeks fade out. */
const LEAST_TYPICAL = 0.25;

/** Whether the baseline's days hold enough to place nodes by; else all of time does. `extentMs`: from the oldest to the newest event. */
export function isTypical(eventsOfDays: number, eventsOfAll: number, extentMs: number): boolean {
  const shareOfTime = (BASELINE_DAYS * DAY_MS) / Math.max(extentMs, BASELINE_DAYS * DAY_MS);
  return eventsOfDays >= LEAST_TYPICAL * shareOfTime * eventsOfAll;
}

/** What has arrived on every link since ever, and what was ordered: each more sends a spark. Null for a moment of the past. */
export function arrivalQueries(view: ViewState, isCoarse = false): readonly [Query, Query] | null {
  if (view.asOf !== null) return null;
  const { where } = figuresQuery({ ...view, where: withoutRanks(view), ...placesBeside(view), window: { kind: 'all' } });
  const [far, middle, near] = view.ranks;
  const names = namesOf(isCoarse);
  const ask = (groupBy: readonly string[], type: Record<string, string[]>): Query => ({
    metrics: ['events'],
    groupBy: [...groupBy],
    where: { ...where, ...type },
    limit: LIMIT,
  });
  return [ask([...names(far), ...names(middle)], {}), ask([...names(middle), ...names(near)], { type: ['io.orrery.order.completed'] })];
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
