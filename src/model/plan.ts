/** The plan beside what happened: which question tells it, how it joins an answer, and how far each place has come. */
import type { MetricInfo } from '../protocol/catalog.ts';
import { PLAN_DIMENSIONS, type PlanAnswer, type PlanGroup } from '../protocol/plan.ts';
import type { PlanQuery } from '../protocol/planQuery.ts';
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import type { PlaceRef } from './place.ts';
import { levelOfTable, metricValues, placeOfRow } from './reading.ts';
import { isWhole } from './rows.ts';
import type { ViewState } from './viewState.ts';
import { type WhatIf, whatIfFactor } from './whatIf.ts';

/** Columns that an answer has beside its own where a plan is shown: the plan up to now, and that to the end of the window. */
export const PLAN = 'plan';
export const PLAN_END = 'plan.end';

/**
 * The plan of what a question asks for; null while none is shown, or where none can be made for such groups. That of an earlier moment goes on
 * until that moment: its newest event may have come long before.
 */
export function planQueryOf(
  view: Pick<ViewState, 'plan' | 'height' | 'asOf'>,
  { groupBy = [], where, time, asOf }: Query,
): PlanQuery | null {
  if (view.plan === 'none' || !groupBy.every(isPlannable) || !Object.keys(where ?? {}).every(isPlannable)) return null;
  return {
    metric: view.height,
    kind: view.plan,
    groupBy,
    ...(where === undefined ? {} : { where }),
    ...(time === undefined ? {} : { time }),
    ...(asOf === undefined ? {} : { asOf, ...(view.asOf === null ? {} : { now: view.asOf.at }) }),
  };
}

function isPlannable(id: string): boolean {
  return (PLAN_DIMENSIONS as readonly string[]).includes(id);
}

/** The value that stands as glass: up to now; of what is only told whole, that of the whole window. */
export function shownPlan({ soFar, toEnd }: Pick<PlanGroup, 'soFar' | 'toEnd'>, { adds }: Pick<PlanAnswer, 'adds'>): number | null {
  return soFar ?? (adds === 'whole' ? toEnd : null);
}

/**
 * An answer with the columns {@link PLAN} and {@link PLAN_END}, moved by what is said. What is planned and has not sold anything stands
 * at zero where plans sum: of money as of orders.
 */
export function withPlan(table: AnswerTable, answer: PlanAnswer, metric: MetricInfo, said: readonly WhatIf[]): AnswerTable {
  if (answer.groups.some(({ ids }) => ids.length !== table.keys.length)) return table;
  const rowOf = new Map(Array.from({ length: table.rowCount }, (_, row) => [keyOf(table.keys.map((ids) => ids[row] ?? null)), row]));
  const groups = answer.groups.map((group) => ({ group, row: rowOf.get(keyOf(group.ids)) ?? -1 }));
  // What an answer keeps back, or cuts off, need not have sold nothing.
  const missing =
    answer.adds === 'sum' && isWhole(table) ? groups.filter(({ row, group }) => row < 0 && shownPlan(group, answer) !== null) : [];
  const rowCount = table.rowCount + missing.length;
  const [plan, end] = [new Float64Array(rowCount).fill(Number.NaN), new Float64Array(rowCount).fill(Number.NaN)];
  const put = (row: number, group: PlanGroup) => {
    plan[row] = shownPlan(group, answer) ?? Number.NaN;
    end[row] = group.toEnd ?? Number.NaN;
  };
  for (const { group, row } of groups) if (row >= 0) put(row, group);
  for (const [at, { group }] of missing.entries()) put(table.rowCount + at, group);
  const whole =
    missing.length === 0
      ? table
      : withRows(
          table,
          missing.map(({ group }) => group.ids),
          metric,
          answer,
        );
  const planned: AnswerTable = {
    ...whole,
    columns: [...table.columns, { name: PLAN, unit: metric.unit }, { name: PLAN_END, unit: metric.unit }],
    values: [...whole.values, plan, end],
  };
  return said.length === 0 ? planned : moved(planned, metric.id, said);
}

function keyOf(ids: readonly (string | null)[]): string {
  return ids.map((id) => id ?? '\0').join('\u001f');
}

/** The table with rows for groups in which nothing happened. */
function withRows(table: AnswerTable, ids: readonly PlanGroup['ids'][], metric: MetricInfo, { labels }: PlanAnswer): AnswerTable {
  const rowCount = table.rowCount + ids.length;
  const metrics = table.columns.filter(({ unit }) => unit !== null);
  const names = new Set([...Object.keys(table.labels), ...Object.keys(labels)]);
  // The mark of the answer's rows is not that of more of them.
  const { rows: _, ...answer } = table;
  return {
    ...answer,
    rowCount,
    keys: table.keys.map((keys, at) => [...keys.slice(0, table.rowCount), ...ids.map((own) => own[at] ?? null)]),
    values: table.values.map((values, at) => {
      const longer = new Float64Array(rowCount).fill(metrics[at]?.name === metric.id ? 0 : Number.NaN);
      longer.set(values.subarray(0, table.rowCount));
      return longer;
    }),
    labels: Object.fromEntries(Array.from(names, (name) => [name, { ...labels[name], ...table.labels[name] }])),
  };
}

function moved(table: AnswerTable, metric: string, said: readonly WhatIf[]): AnswerTable {
  const level = levelOfTable(table);
  const columns = [PLAN, PLAN_END].map((name) => metricValues(table, name));
  for (let row = 0; row < table.rowCount; row++) {
    const factor = whatIfFactor(said, metric, level && placeOfRow(table, level, row));
    for (const values of columns) if (values) values[row] = (values[row] as number) * factor;
  }
  return table;
}

/** Whether the plans of an answer are those up to now, of a time that goes on. */
export function isUpToNow(table: AnswerTable): boolean {
  const [plan, end] = [metricValues(table, PLAN), metricValues(table, PLAN_END)];
  return plan?.subarray(0, table.rowCount).some((value, row) => !Object.is(value, end?.[row])) ?? false;
}

/** Share (0-1) of its time that a plan speaks of, large plans counting for more. */
export function coverageOf(groups: readonly Pick<PlanGroup, 'coverage' | 'toEnd'>[]): number {
  const weights = groups.map(({ toEnd }) => Math.abs(toEnd ?? 0));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return whole > 0 ? groups.reduce((sum, { coverage }, at) => sum + coverage * (weights[at] as number), 0) / whole : 0;
}

/** How a place stands against its plan. */
export interface Standing {
  readonly actual: number;
  readonly plan: number;
  /** Percent of the plan; NaN where nothing is planned. */
  readonly attained: number;
  /** What is more (or, below zero, less) than planned, in the unit of the metric. */
  readonly gap: number;
  /** Good where it is on the right side of its plan, whichever side that is. */
  readonly news: 'good' | 'bad' | 'neutral';
}

/** Within this share of its plan a place is on it. */
const ON_PLAN = 0.005;

/** Percent of a plan; NaN where nothing is planned. */
export function attainedOf(actual: number, plan: number): number {
  return plan > 0 ? (100 * actual) / plan : Number.NaN;
}

function isOnPlan({ gap, plan }: Pick<Standing, 'gap' | 'plan'>): boolean {
  return Math.abs(gap) <= ON_PLAN * Math.abs(plan);
}

export function standingOf(actual: number, plan: number, { better }: Pick<MetricInfo, 'better'>): Standing | null {
  if (!Number.isFinite(actual) || !Number.isFinite(plan)) return null;
  const gap = actual - plan;
  const isOn = isOnPlan({ gap, plan });
  const isGood = better === 'lower' ? gap < 0 : gap > 0;
  return {
    actual,
    plan,
    attained: attainedOf(actual, plan),
    gap,
    news: isOn || better === 'neither' ? 'neutral' : isGood ? 'good' : 'bad',
  };
}

export interface RankedStanding extends Standing {
  readonly place: PlaceRef;
  readonly row: number;
}

/**
 * The places farthest behind and farthest ahead of their plans, by the size of the gap; each list at most `count` long. Of a metric of which neither is
 * better, more is ahead. `compared`: how many places have a plan at all.
 */
export function farthest(
  table: AnswerTable,
  metric: MetricInfo,
  count: number,
): { behind: readonly RankedStanding[]; ahead: readonly RankedStanding[]; compared: number } {
  const level = levelOfTable(table);
  const [actual, plan] = [metricValues(table, metric.id), metricValues(table, PLAN)];
  if (level === null || !actual || !plan) return { behind: [], ahead: [], compared: 0 };
  const all: RankedStanding[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const place = placeOfRow(table, level, row);
    const standing = standingOf(actual[row] as number, plan[row] as number, metric);
    if (place && standing) all.push({ ...standing, place, row });
  }
  const sign = metric.better === 'lower' ? -1 : 1;
  const off = all.filter((standing) => !isOnPlan(standing));
  const behind = off.filter(({ gap }) => sign * gap < 0).sort((one, other) => sign * (one.gap - other.gap));
  const ahead = off.filter(({ gap }) => sign * gap > 0).sort((one, other) => sign * (other.gap - one.gap));
  return { behind: behind.slice(0, count), ahead: ahead.slice(0, count), compared: all.length };
}
