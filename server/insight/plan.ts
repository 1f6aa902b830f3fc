/** `POST /v1/plan`: what is planned for each group in a window, from the events that set targets and forecasts. */
import { PLAN_DIMENSIONS, type PlanAnswer, type PlanDimension, type PlanGroup, type PlanKind } from '../../src/protocol/plan.ts';
import { type PlanQuery, PlanQuerySchema } from '../../src/protocol/planQuery.ts';
import type { LabelOf } from '../engine/answer.ts';
import { codeColumn } from '../engine/columns.ts';
import { TYPE_CODE } from '../engine/dictionaries.ts';
import { toIdText } from '../engine/eventTexts.ts';
import { parseInstant } from '../engine/instant.ts';
import type { Measure } from '../engine/measures.ts';
import type { Metric } from '../engine/metrics.ts';
import { planQuery, type TimeWindow, windowAt } from '../engine/plan.ts';
import { HAPPENED } from '../engine/planEvents.ts';
import { type QueryParts, refuseOtherMoments } from '../engine/query.ts';
import type { Read, ReadRows } from '../engine/readers.ts';
import type { Registry } from '../engine/registry.ts';
import { toInstantText, type Zone } from '../engine/zone.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import { RequestError } from '../parts.ts';
import { readShape } from '../shape.ts';
import { sqlLiteral } from '../sqlText.ts';
import { type GroupedPlan, type PlanAsked, planGroups } from './planGroups.ts';
import type { Adds, PlanWindow, SetPlan } from './planned.ts';

/** More plans of one metric are no plan any more. */
const MOST_PLANS = 500_000;
const MOST_KNOWN = 100;
const KIND_CODE: Readonly<Record<PlanKind, number>> = { target: TYPE_CODE.targetSet, forecast: TYPE_CODE.forecastSet };

/** Throws {@link RequestError} 400 for what cannot be asked, 409 for an `asOf` of another epoch. */
export async function readPlan(asked: unknown, { archive, registry, epoch, labelOf }: QueryParts, nowMs: number): Promise<PlanAnswer> {
  const query = readShape(PlanQuerySchema, asked, 'bad_query');
  const { where, time, asOf, groupBy = [] } = query;
  if (!registry.metrics.has(query.metric)) {
    const known = [...registry.metrics.keys()].join(', ');
    throw new RequestError(400, 'bad_query', `metric: unknown metric ${JSON.stringify(query.metric)}; known are ${known}`);
  }
  const plan = planQuery({ metrics: [query.metric], groupBy, where, time, asOf }, registry);
  refuseOtherMoments(asOf, { archive, epoch });
  const adds = addsOf(plan.metrics[0] as Metric);
  const saidMs = readNow(query, registry.zone);
  await archive.flush();
  return archive.readers.use(
    async (read, readRows) => {
      const { seq, now, newestMs } = await readMoment(read, asOf?.seq ?? null, { nowMs, saidMs });
      const firstDay = await readFirstDay(read, plan.measures, seq);
      const { plans, unplaced } = await readSet(readRows, query, seq);
      const shown = windowAt(plan.window, now);
      const window = toWindow(plan.window, { ...shown, nowMs: now, firstDay, newestMs }, plans, registry.zone);
      const unplannable = unplannableOf(query);
      const groups =
        unplannable.length > 0 ? [] : planGroups(plans, { ...toAsked(query, registry), adds, window }).map(named(groupBy, registry));
      return {
        metric: query.metric,
        kind: query.kind,
        groupBy,
        adds,
        groups,
        labels: toLabels(groupBy, groups, labelOf),
        unplannable,
        time: { from: textOf(shown.fromMs), to: textOf(shown.toMs), now: toInstantText(now) },
        planned: spanOf(plans, registry.zone),
        unplaced,
        known: await readKnown(readRows, seq),
        asOf: { epoch, seq },
      };
    },
    false,
    asOf?.seq,
  );
}

/** How periods add up: an order is in one period, but a customer may be in several. */
function addsOf({ id, sums, unit }: Metric): Adds {
  if (sums || id === 'orders') return 'sum';
  return unit === 'count' ? 'whole' : 'mean';
}

/** The instant that a question says counts as now; null where it says none. */
function readNow({ now }: Pick<PlanQuery, 'now'>, zone: Zone): number | null {
  if (now === undefined) return null;
  const instant = parseInstant(now, zone);
  if (instant !== null) return instant;
  throw new RequestError(400, 'bad_query', `now: ${JSON.stringify(now)} must be an ISO 8601 date or time such as 2026-01-31T12:00:00Z`);
}

interface Moment {
  readonly seq: number;
  /** What the question says, else the clock, or when the event that is asked for was taken in. */
  readonly now: number;
  /** Time of the newest event that tells of what happened; null without any. */
  readonly newestMs: number | null;
}

async function readMoment(
  read: Read,
  askedSeq: number | null,
  { nowMs, saidMs }: { readonly nowMs: number; readonly saidMs: number | null },
): Promise<Moment> {
  const [applied] = await numbers(read, 'SELECT applied_seq FROM progress');
  const seq = askedSeq ?? applied ?? 0;
  const [received = 0] =
    askedSeq === null ? [] : await numbers(read, `SELECT coalesce(arg_max(received_ms, seq), 0) FROM events WHERE seq <= ${seq}`);
  const now = saidMs ?? (received > 0 ? received : nowMs);
  const [count, newestMs = 0] = await numbers(
    read,
    `SELECT count(*), max(time_ms) FROM events WHERE seq <= ${seq} AND time_ms <= ${now} AND ${HAPPENED}`,
  );
  return { seq, now, newestMs: count ? newestMs : null };
}

/** The first local day on which there is anything to hold a plan against; null without one. */
async function readFirstDay(read: Read, measures: readonly Measure[], seq: number): Promise<number | null> {
  const counts = measures.flatMap((measure) =>
    measure.kind === 'archive' ? [] : [measure.kind === 'sum' ? measure.sql : `count(*) FILTER (WHERE ${measure.condition.sql})`],
  );
  const amounts = (counts.length > 0 ? counts : ['count(*)']).map((sql) => `coalesce(${sql}, 0) <> 0`).join(' OR ');
  const days = `SELECT local_day FROM events WHERE seq <= ${seq} AND ${HAPPENED} GROUP BY local_day HAVING ${amounts}`;
  const [count, first = 0] = await numbers(read, `SELECT count(*), coalesce(min(local_day), 0) FROM (${days})`);
  return count ? first : null;
}

async function numbers(read: Read, sql: string): Promise<number[]> {
  return (await read(sql)).columns.map(([value]) => Number(value ?? 0));
}

/** The plans that count: of each group and period the one set last. */
async function readSet(
  readRows: ReadRows,
  { metric, kind }: PlanQuery,
  seq: number,
): Promise<{ plans: readonly SetPlan[]; unplaced: number }> {
  const codes = PLAN_DIMENSIONS.map(codeColumn);
  const rows = await readRows(
    `SELECT seq, from_day, to_day, value, placed, ${codes.join(', ')} FROM plans JOIN events USING (seq)
      WHERE metric = ${sqlLiteral(metric)} AND ${codeColumn('type')} = ${KIND_CODE[kind]} AND seq <= ${seq} ORDER BY seq LIMIT ${MOST_PLANS + 1}`,
  );
  if (rows.length > MOST_PLANS) throw new RequestError(400, 'too_many', `metric: more than ${MOST_PLANS} plans are set for ${metric}`);
  const latest = new Map<string, SetPlan>();
  let unplaced = 0;
  for (const row of rows) {
    const [at = 0, fromDay = 0, toDay = 0, value = 0, placed = 0, ...of] = row.map(Number);
    if (placed === 0) unplaced += 1;
    else latest.set(`${fromDay} ${toDay} ${of.join(' ')}`, { seq: at, fromDay, toDay, value, codes: codesOf(of) });
  }
  return { plans: [...latest.values()], unplaced };
}

function codesOf(codes: readonly number[]): SetPlan['codes'] {
  return Object.fromEntries(PLAN_DIMENSIONS.map((dimension, at) => [dimension, codes[at] ?? 0])) as Record<PlanDimension, number>;
}

async function readKnown(readRows: ReadRows, seq: number): Promise<PlanAnswer['known']> {
  const rows = await readRows(
    `SELECT ${codeColumn('type')} AS kind, metric, count(*) AS plans FROM plans JOIN events USING (seq) WHERE seq <= ${seq}
      GROUP BY ALL ORDER BY plans DESC, metric, kind LIMIT ${MOST_KNOWN}`,
  );
  return rows.map(([code, metric, plans]) => ({
    kind: Number(code) === KIND_CODE.target ? 'target' : 'forecast',
    metric: String(metric),
    plans: Number(plans),
  }));
}

interface Ends extends Pick<Moment, 'newestMs'> {
  readonly firstDay: number | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly nowMs: number;
}

/**
 * The window in local days. One that is open begins with the first day of the figures, so that a plan is held against as much time as the figures
 * are, and goes on to the last day that is planned; what happened counts up to the newest event.
 */
function toWindow(
  window: TimeWindow,
  { fromMs, toMs, nowMs, firstDay, newestMs }: Ends,
  plans: readonly SetPlan[],
  zone: Zone,
): PlanWindow {
  const firstPlanned = plans.reduce((first, plan) => Math.min(first, plan.fromDay), Math.floor(dayAt(nowMs, zone)));
  const fromDay = fromMs === null ? (firstDay ?? firstPlanned) : dayAt(fromMs, zone);
  const isOpen = window.kind === 'fixed' && toMs === null;
  const nowDay = dayAt(isOpen ? (newestMs ?? nowMs) : nowMs, zone);
  const toDay = toMs === null ? plans.reduce((last, plan) => Math.max(last, plan.toDay), nowDay) : dayAt(toMs, zone);
  return { fromDay, toDay: Math.max(fromDay, toDay), nowDay };
}

/** The local day of an instant, with the part of it that has passed: a day is as long as its clock makes it. */
function dayAt(timeMs: number, zone: Zone): number {
  const day = zone.bucketKey('day', timeMs, zone.offsetAt(timeMs));
  const start = zone.startOfDay(day);
  return day + (timeMs - start) / (zone.startOfDay(day + 1) - start);
}

/** What is asked that no plan can be made for: another dimension, or the group without a value. */
function unplannableOf({ groupBy = [], where = {} }: Pick<PlanQuery, 'groupBy' | 'where'>): string[] {
  const grouped = groupBy.filter((id) => !isPlannable(id));
  const filtered = Object.entries(where).flatMap(([id, values]) => (isPlannable(id) && !values.includes(null) ? [] : [id]));
  return [...new Set([...grouped, ...filtered])];
}

function isPlannable(id: string): id is PlanDimension {
  return (PLAN_DIMENSIONS as readonly string[]).includes(id);
}

/** A value that nothing has is no code: no plan is within it. */
const NO_CODE = -1;

function toAsked({ groupBy = [], where = {} }: PlanQuery, { dimensions }: Registry): Pick<PlanAsked, 'grouped' | 'wanted'> {
  const codeOf = (id: string, value: string | null): number => dimensions.get(id)?.find(value === null ? null : toIdText(value)) ?? NO_CODE;
  const wanted = Object.entries(where).flatMap(([id, values]) =>
    isPlannable(id) ? [{ id, codes: values.map((value) => codeOf(id, value)) }] : [],
  );
  return { grouped: groupBy.filter(isPlannable), wanted };
}

/** A group as it answers. */
function named(groupBy: readonly string[], { dimensions }: Registry): (group: GroupedPlan) => PlanGroup {
  return ({ codes, planned: { soFar, toEnd, from, parts, coverage } }) => ({
    ids: codes.map((code, at) => dimensions.get(groupBy[at] ?? '')?.idOf(code) ?? null),
    soFar: inUnits(soFar),
    toEnd: inUnits(toEnd),
    from,
    parts,
    coverage,
  });
}

function inUnits(fixed: number | null): number | null {
  return fixed === null ? null : fixed / FIXED_ONE;
}

function toLabels(groupBy: readonly string[], groups: readonly PlanGroup[], labelOf: LabelOf): PlanAnswer['labels'] {
  const labels = groupBy.map((dimension, at) => {
    const ids = [...new Set(groups.flatMap(({ ids: own }) => own[at] ?? []))];
    const known = ids.flatMap((id) => {
      const label = labelOf(dimension, id);
      return label === null || label === id ? [] : [[id, label] as const];
    });
    return [dimension, Object.fromEntries(known)] as const;
  });
  return Object.fromEntries(labels.filter(([, known]) => Object.keys(known).length > 0));
}

function spanOf(plans: readonly SetPlan[], zone: Zone): PlanAnswer['planned'] {
  if (plans.length === 0) return null;
  const [first, last] = plans.reduce(([from, to], plan) => [Math.min(from, plan.fromDay), Math.max(to, plan.toDay)], [Infinity, -Infinity]);
  return { from: toInstantText(zone.startOfDay(first)), to: toInstantText(zone.startOfDay(last)) };
}

function textOf(timeMs: number | null): string | null {
  return timeMs === null ? null : toInstantText(timeMs);
}
