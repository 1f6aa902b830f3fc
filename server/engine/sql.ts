/** SQL of a plan over the archive: only the columns it needs, only whole numbers in and out. */

import { BELOW_TARGET, type Scale } from '../../src/protocol/event.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import type { AnswerForms } from './answerForms.ts';
import { areaColumn, codeColumn, numberColumn, territoryTable } from './columns.ts';
import { SCALE_CODE, TYPE_CODE } from './dictionaries.ts';
import type { Dimension } from './dimensions.ts';
import type { DistinctMeasure, Measure } from './measures.ts';
import type { PeopleAt } from './people/people.ts';
import type { PeopleColumn } from './people/peopleDimension.ts';
import type { Plan } from './plan.ts';

/** The part of the log that an answer sees. */
export interface Extent {
  /** Newest sequence number, inclusive. */
  readonly seq: number;
  /** Whether the snapshot that is read ends there: nothing is left out then. */
  readonly isAll?: boolean;
  /** Event time (ms): from inclusive, to exclusive, null where open. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Who is in which segment there; left out where nothing asks. */
  readonly people?: PeopleAt | undefined;
}

const CUSTOMER = codeColumn('customer');
const CONTACT = codeColumn('contact');
const ORDER = codeColumn('order');
const TYPE = codeColumn('type');
const SEGMENT = codeColumn('segment');
const WEEK_MS = 7 * 86_400_000;

const isType = (name: keyof typeof TYPE_CODE): string => `${TYPE} = ${TYPE_CODE[name]}`;

/** Name of the column that carries the total of a plan's measure, by its place in `plan.measures`; no two parts of a question have one. */
const totalName = (at: number): string => `m${at}`;

/**
 * One row a group: the group codes, the totals of the measures in the order of `plan.measures` (those of churn are 0,
 * see `churn.ts`), and the number of unconverted events.
 */
export function answerSql(plan: Plan, extent: Extent, forms: AnswerForms): string {
  const { dimensions, measures } = plan;
  const groups = dimensions.map((_, at) => `g${at}`);
  const apart = measures.map((measure, at) => ({ measure, at })).filter(({ measure }) => measure.kind !== 'sum' && !isChurn(measure));
  const keeps = forms.keepsMatching && apart.length > 0;
  const rows = keeps ? 'matching WHERE TRUE' : matchingRows(plan, extent);
  const unconverted = forms.countsUnconverted ? 'sum(unconverted)' : '0 * count(*)';
  const { ofAll, ofFew } = totalsOf(measures, !forms.keepsMatching);
  const base = groupSql(rows, groups, [...ofAll, `${unconverted} AS unconverted`]);
  const parts = [
    ...Array.from(ofFew, ([where, totals]) => groupSql(`${rows} AND ${where}`, groups, totals)),
    ...apart.map(({ measure, at }) => {
      const total = `total AS ${totalName(at)}`;
      return `SELECT ${[...groups, total].join(', ')} FROM (${apartSql(measure, { rows, groups, extent, forms })})`;
    }),
  ];
  const joins = parts.map((part, at) => `LEFT JOIN (${part}) AS p${at} ON ${and(groups.map((name) => `base.${name} = p${at}.${name}`))}`);
  const columns = measures.map((measure, at) => (isChurn(measure) ? '0' : totalName(at)));
  const shown = [...groups.map((name) => `base.${name}`), ...columns, 'base.unconverted'];
  const kept = keeps ? `WITH matching AS MATERIALIZED (${matchingSql(plan, extent)}) ` : '';
  return `${kept}SELECT ${shown.join(', ')} FROM (${base}) AS base ${joins.join(' ')}`;
}

/**
 * The totals of sums: those over all rows, and those over the few that meet a condition, by it, where this splits them. A look at every
 * row for each of them took two thirds of the time of the six figures.
 */
function totalsOf(measures: readonly Measure[], splits: boolean) {
  const ofAll: string[] = [];
  const ofFew = new Map<string, string[]>();
  for (const [at, measure] of measures.entries()) {
    if (measure.kind !== 'sum') continue;
    const few = splits ? measure.ofFew : undefined;
    const totals = few ? (ofFew.get(few.where) ?? []) : ofAll;
    totals.push(`${(few ?? measure).sql} AS ${totalName(at)}`);
    if (few) ofFew.set(few.where, totals);
  }
  return { ofAll, ofFew };
}

export function isChurn(measure: Measure): boolean {
  return measure.kind === 'archive' && (measure.id === 'churnActive' || measure.id === 'churnLost');
}

interface Part {
  readonly rows: string;
  readonly groups: readonly string[];
  readonly extent: Extent;
  readonly forms: AnswerForms;
}

/** A measure that needs a query of its own; gives the group columns and `total`. */
function apartSql(measure: Measure, part: Part): string {
  const { rows, groups, extent } = part;
  if (measure.kind === 'distinct') return distinctSql(measure, part);
  if (measure.kind === 'repeat') {
    const buyers = groupSql(
      `${rows} AND ${CUSTOMER} <> 0 AND ${measure.condition.sql}`,
      [...groups, CUSTOMER],
      [`min(${ORDER}) AS first_order`, `max(${ORDER}) AS last_order`],
    );
    return groupSql(`(${buyers})`, groups, ['count(*) FILTER (WHERE first_order <> last_order) AS total']);
  }
  if (measure.kind === 'unopened') {
    return groupSql(`${rows} AND ${isUnopened(extent.seq)}`, groups, ['count(*) AS total']);
  }
  if (measure.id === 'revenueAtRisk' || measure.id === 'buyersAtRisk') {
    const orders = `${rows} AND ${isType('orderCompleted')} AND ${CUSTOMER} IN (${unhappySql(extent)})`;
    const total = measure.id === 'revenueAtRisk' ? `sum(${numberColumn('amount')})` : `count(DISTINCT ${CUSTOMER})`;
    return groupSql(orders, groups, [`${total} AS total`]);
  }
  if (measure.id === 'fcrCases') return groupSql(`${rows} AND ${IS_CASE}`, groups, ['count(*) AS total']);
  const cases = `${rows} AND ${IS_CASE} AND resolved = 1 AND seq NOT IN (${followedSql(extent.seq)})`;
  return groupSql(cases, groups, ['count(*) AS total']);
}

/** Distinct keys by group, in the form that is quickest. */
function distinctSql({ key, condition }: DistinctMeasure, { rows, groups, forms }: Part): string {
  const code = codeColumn(key);
  const applies = `${rows} AND ${code} <> 0 AND ${condition.sql}`;
  if (forms.formOf(key) === 'bits')
    return groupSql(applies, groups, [`bit_count(bitstring_agg(${code}, 0, ${forms.mostOf(key)})) AS total`]);
  return groupSql(`(${groupSql(applies, [...groups, code], [])})`, groups, ['count(*) AS total']);
}

/** Customers whose latest score before the end of the window is below the target of its scale; of several at one instant, one that is below counts. */
export function unhappySql({ seq, toMs }: Extent): string {
  const { scored, latest } = latestScore();
  const known = `seq <= ${seq} AND ${CUSTOMER} <> 0 AND ${scored}${toMs === null ? '' : ` AND time_ms < ${toMs}`}`;
  return `SELECT ${CUSTOMER} FROM events WHERE ${known} GROUP BY ${CUSTOMER} HAVING ${latest} & 1 = 1`;
}

/** Which events carry a score, and over these a number whose last bit says whether the latest was below: the order in which events came plays no part. */
export function latestScore(): { readonly scored: string; readonly latest: string } {
  const [score, scale] = [numberColumn('score'), codeColumn('scale')];
  const scales = Object.entries(BELOW_TARGET) as [Scale, number][];
  const below = scales.map(([name, most]) => `(${scale} = ${SCALE_CODE[name]} AND ${score} <= ${most * FIXED_ONE})`).join(' OR ');
  return { scored: `${score} IS NOT NULL AND ${scale} <> 0`, latest: `max(time_ms * 2 + (${below})::BIGINT)` };
}

const IS_CASE = isType('contactClosed');

/** Closed contacts for whose key nothing was opened anywhere in the log. */
export function isUnopened(seq: number): string {
  return `${isType('contactClosed')} AND ${CONTACT} NOT IN (SELECT ${CONTACT} FROM events WHERE ${isType('contactOpened')} AND seq <= ${seq})`;
}

/** Sequence numbers of the resolved closed contacts that the same customer followed with another contact within 7 days. */
function followedSql(seq: number): string {
  const contacts = `SELECT seq, time_ms, ${CUSTOMER} AS customer, ${CONTACT} AS contact,
    ${IS_CASE} AND resolved = 1 AS asked,
    CASE WHEN ${isType('contactOpened')} OR (${isUnopened(seq)}) THEN ${CONTACT} END AS counted
    FROM events WHERE seq <= ${seq} AND ${TYPE} IN (${TYPE_CODE.contactOpened}, ${TYPE_CODE.contactClosed}) AND ${CUSTOMER} <> 0`;
  const later = `SELECT seq, asked, contact, min(counted) OVER week AS first, max(counted) OVER week AS last FROM (${contacts})
    WINDOW week AS (PARTITION BY customer ORDER BY time_ms RANGE BETWEEN 1 FOLLOWING AND ${WEEK_MS} FOLLOWING)`;
  return `SELECT seq FROM (${later}) WHERE asked AND first IS NOT NULL AND (first <> contact OR last <> contact)`;
}

/** `FROM ... WHERE ...` of the matching events, with a column for each group code; more conditions may follow with AND. */
export function matchingRows(plan: Pick<Plan, 'dimensions' | 'filters'>, extent: Extent): string {
  return `(${matchingSql(plan, extent)}) WHERE TRUE`;
}

function matchingSql({ dimensions, filters }: Pick<Plan, 'dimensions' | 'filters'>, extent: Extent): string {
  const conditions = [...extentConditions(extent), ...filters.map((filter) => filter.sql())];
  return `SELECT *${groupColumns(dimensions)} FROM ${source([...dimensions, ...filters], extent)} WHERE ${and(conditions)}`;
}

/** Group codes as columns `g0`, `g1`, ... */
export function groupColumns(dimensions: readonly Dimension[]): string {
  return dimensions.map(({ sql }, at) => `, ${sql} AS g${at}`).join('');
}

function extentConditions({ seq, isAll, fromMs, toMs }: Extent): string[] {
  return [
    ...(isAll ? [] : [`seq <= ${seq}`]),
    ...(fromMs === null ? [] : [`time_ms >= ${fromMs}`]),
    ...(toMs === null ? [] : [`time_ms < ${toMs}`]),
  ];
}

/** The table of events, with the customer's present segment where it is asked for. */
export function source(parts: readonly Needs[], { seq, people }: Pick<Extent, 'seq' | 'people'>): string {
  return withPeople(withTerritories(withSegment(parts, seq), parts), parts, people);
}

interface Needs {
  readonly needsCurrentSegment?: boolean;
  readonly needsTerritory?: string | undefined;
  readonly needsPeople?: PeopleColumn | undefined;
}

/** Whether a question needs to know who its people are. */
export function asksForPeople(parts: readonly Needs[]): boolean {
  return parts.some(({ needsPeople }) => needsPeople !== undefined);
}

function withPeople(rows: string, parts: readonly Needs[], people: PeopleAt | undefined): string {
  const columns = new Map(parts.flatMap(({ needsPeople }) => (needsPeople ? [[needsPeople.name, needsPeople]] : [])));
  if (columns.size === 0) return rows;
  if (!people) throw new Error('people: must be read before they are asked for');
  const added = Array.from(columns.values(), (column) => `, ${column.sql(people)} AS ${column.name}`);
  return `(SELECT known.*${added.join('')} FROM ${rows} AS known)`;
}

/** An event lies in one area at most, so that no row comes twice: a cell stands once in its table. */
function withTerritories(rows: string, parts: readonly Needs[]): string {
  const names = [...new Set(parts.flatMap(({ needsTerritory }) => needsTerritory ?? []))];
  if (names.length === 0) return rows;
  const columns = names.map((name, at) => `, coalesce(t${at}.area, 0) AS ${areaColumn(name)}`);
  const joins = names.map((name, at) => ` LEFT JOIN ${territoryTable(name)} AS t${at} ON t${at}.cell = placed.${codeColumn('cell')}`);
  return `(SELECT placed.*${columns.join('')} FROM ${rows} AS placed${joins.join('')})`;
}

function withSegment(parts: readonly Needs[], seq: number): string {
  if (!parts.some(({ needsCurrentSegment }) => needsCurrentSegment)) return 'events';
  const latest = (condition: string): string => `arg_max(${SEGMENT}, seq) FILTER (WHERE ${SEGMENT} <> 0${condition})`;
  const current = `SELECT ${CUSTOMER} AS owner, coalesce(${latest(` AND ${isType('profileUpdated')}`)}, ${latest('')}) AS current
    FROM events WHERE seq <= ${seq} AND ${CUSTOMER} <> 0 GROUP BY ALL`;
  return `(SELECT events.*, coalesce(current, 0) AS current_segment FROM events LEFT JOIN (${current}) ON owner = ${CUSTOMER})`;
}

/** Groups rows; without group columns there is exactly one group. */
function groupSql(rows: string, groups: readonly string[], totals: readonly string[]): string {
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  return `SELECT ${[...groups, ...totals].join(', ')} FROM ${rows}${grouping}`;
}

export function and(conditions: readonly string[]): string {
  return conditions.length > 0 ? conditions.map((condition) => `(${condition})`).join(' AND ') : 'TRUE';
}
