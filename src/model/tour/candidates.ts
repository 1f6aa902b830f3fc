/** What a tour that composes itself can stop at: places, channels, segments and categories with their figures now and in the window before. */
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { groupByOf, type Level, levelBelow, type PlaceRef } from '../place.ts';
import { placeName, placeOfRow } from '../reading.ts';
import { isWhole, keyColumn, measuredOf } from '../rows.ts';
import type { Span } from '../timeBuckets.ts';
import { during, windowBetween } from '../timeWindow.ts';
import type { FilterDimension } from '../viewFilters.ts';
import { within } from '../viewQueries.ts';
import type { ViewState } from '../viewState.ts';

/** Dimensions beside the places whose values are candidates. */
const VALUE_DIMENSIONS = ['channel', 'segment', 'category'] as const satisfies readonly FilterDimension[];
export type ValueDimension = (typeof VALUE_DIMENSIONS)[number];

/** Groups of candidates that are asked for together. */
export type CandidateKind = 'country' | 'region' | 'city' | ValueDimension;

export type Subject =
  | { readonly kind: 'place'; readonly place: PlaceRef }
  | { readonly kind: 'value'; readonly dimension: ValueDimension; readonly value: string };

/** Figures of one window. `percent`: satisfied customers (csat), NaN without answers. */
export interface Figures {
  readonly revenue: number;
  readonly orders: number;
  readonly customers: number;
  readonly percent: number;
  readonly answers: number;
}

export interface Candidate {
  /** The same in every round. */
  readonly key: string;
  readonly subject: Subject;
  readonly name: string;
  readonly now: Figures;
  readonly before: Figures;
}

/** A window and the one that it is set against. */
export interface Pair<Value> {
  readonly now: Value;
  readonly before: Value;
}

const CANDIDATE_METRICS = ['revenue', 'orders', 'customers', 'csat'] as const;
const MOST_ROWS = 2000;
const NO_FIGURES: Figures = { revenue: 0, orders: 0, customers: 0, percent: Number.NaN, answers: 0 };

/** What is asked about within the place drilled into: the two levels below it, and the values that no filter has chosen already. */
export function candidateKinds(base: ViewState, known: readonly string[]): readonly CandidateKind[] {
  const below = base.focus === null ? 'country' : levelBelow(base.focus.level);
  const levels = (['country', 'region', 'city'] as const).filter((level) => level === below || level === (below && levelBelow(below)));
  // Cities only within a country: those of the world are too many to be told one by one.
  const places = levels.filter((level) => level !== 'city' || base.focus !== null);
  const values = VALUE_DIMENSIONS.filter((dimension) => base.where[dimension] === undefined);
  return [...places, ...values].filter((kind) => known.includes(kind));
}

/** The figures of every candidate of a kind in a window. */
export function candidateQuery(kind: CandidateKind, base: ViewState, span: Span): Query {
  const groupBy = isLevel(kind) ? [...groupByOf(kind)] : [kind];
  return { metrics: [...CANDIDATE_METRICS], groupBy, ...within(base, base.focus), ...during(windowBetween(span)), limit: MOST_ROWS };
}

/** The same of everything together. */
export function totalFiguresQuery(base: ViewState, span: Span): Query {
  return { metrics: [...CANDIDATE_METRICS], ...within(base, base.focus), ...during(windowBetween(span)) };
}

export function isLevel(kind: CandidateKind): kind is 'country' | 'region' | 'city' {
  return kind === 'country' || kind === 'region' || kind === 'city';
}

/**
 * The candidates of either answer to {@link candidateQuery}, in no particular order; events without the place or value are none, nor is what only one
 * answer tells while the other keeps rows back: it need not have had nothing then.
 */
export function toCandidates(kind: CandidateKind, { now, before }: Pair<AnswerTable>): readonly Candidate[] {
  const [present, past] = [rowsOf(kind, now), rowsOf(kind, before)];
  const [isNowWhole, isPastWhole] = [isWhole(now), isWhole(before)];
  const keys = new Set([...present.keys(), ...past.keys()]);
  return Array.from(keys).flatMap((key) => {
    const [own, old] = [present.get(key), past.get(key)];
    const row = own ?? old;
    if (row === undefined || (own === undefined && !isNowWhole) || (old === undefined && !isPastWhole)) return [];
    const { subject, name } = row;
    return [{ key, subject, name, now: own?.figures ?? NO_FIGURES, before: old?.figures ?? NO_FIGURES }];
  });
}

interface Row {
  readonly subject: Subject;
  readonly name: string;
  readonly figures: Figures;
}

function rowsOf(kind: CandidateKind, table: AnswerTable): ReadonlyMap<string, Row> {
  const figuresAt = readFigures(table);
  const rows = new Map<string, Row>();
  for (let row = 0; row < table.rowCount; row++) {
    const subject = isLevel(kind) ? toPlace(table, kind, row) : toValue(table, kind, row);
    if (subject === null) continue;
    const name = subject.kind === 'place' ? placeName(table, subject.place) : subject.value;
    rows.set(keyOfSubject(subject), { subject, name, figures: figuresAt(row) });
  }
  return rows;
}

function toPlace(table: AnswerTable, level: Level, row: number): Subject | null {
  const place = placeOfRow(table, level, row);
  return place && { kind: 'place', place };
}

function toValue(table: AnswerTable, dimension: ValueDimension, row: number): Subject | null {
  const value = keyColumn(table, dimension)?.[row] ?? null;
  return value === null ? null : { kind: 'value', dimension, value };
}

function keyOfSubject(subject: Subject): string {
  return subject.kind === 'place' ? `${subject.place.level} ${subject.place.id}` : `${subject.dimension} ${subject.value}`;
}

/** Reads the figures of a row of an answer with {@link CANDIDATE_METRICS}. */
export function readFigures(table: AnswerTable): (row: number) => Figures {
  const of = (metric: string) => measuredOf(table, metric);
  const [revenue, orders, customers, csat] = [of('revenue'), of('orders'), of('customers'), of('csat')];
  return (row) => ({
    revenue: revenue(row).value,
    orders: orders(row).value,
    customers: customers(row).value,
    percent: csat(row).value,
    answers: csat(row).n,
  });
}
