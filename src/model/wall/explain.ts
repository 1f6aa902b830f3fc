/** Why a figure changed: its parts by the dimension that explains most of it, from the answers of now and before. */

import type { MetricInfo } from '../../protocol/catalog.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { isRate } from '../change.ts';
import { keyColumn, measuredOf } from '../rows.ts';
import { mixQuery } from '../viewQueries.ts';
import { type FilterDimension, levelOf, subjectOf, type ViewState } from '../viewState.ts';

/** Dimensions that may explain, in the order in which they are tried; a place is explained by what lies within it too. */
const DIMENSIONS = ['category', 'channel', 'segment', 'region', 'country', 'reason', 'source'] as const;
const MOST_GROUPS = 200;
const MOST_TOLD = 5;

/** One group's part in the change. */
export interface Reason {
  readonly id: string | null;
  readonly name: string;
  readonly now: number;
  readonly before: number;
  /** What it adds to the change of the whole, in the metric's unit: amounts by their difference, rates by that and the weight of their answers. */
  readonly part: number;
}

export interface Explanation {
  readonly dimension: string;
  /** Largest parts first. */
  readonly reasons: readonly Reason[];
  /** What the others add together. */
  readonly rest: number;
  /** The change of the whole; without a time before, the whole itself. */
  readonly change: number;
  /** Whether there was no time before: the parts are those of the whole. */
  readonly isWhole: boolean;
}

/** Dimensions worth asking for a view: those of the catalog that no filter leaves a single value of. */
export function explainingDimensions(view: ViewState, known: readonly string[]): readonly string[] {
  const subject = subjectOf(view);
  return DIMENSIONS.filter((id) => {
    if (!known.includes(id) || view.where[id as FilterDimension]?.length === 1) return false;
    if (id === 'country') return subject === null && levelOf(view) !== 'territory';
    return id !== 'region' || subject?.level === 'country';
  });
}

/** What is asked for a dimension, of the view now or of its time before. */
export function explainingQuery(view: ViewState, dimension: string, metric: string): Query {
  return mixQuery(view, dimension, [metric], MOST_GROUPS);
}

export interface Answered {
  readonly dimension: string;
  readonly now: AnswerTable;
  /** Null where there is no time before. */
  readonly before: AnswerTable | null;
}

/** The explanation by the dimension whose few largest parts carry most of the movement; null where nothing moved. */
export function explain(answers: readonly Answered[], metric: Pick<MetricInfo, 'id' | 'unit'>): Explanation | null {
  const all = answers.flatMap((answer) => explainBy(answer, metric) ?? []);
  return (
    all.reduce<Weighed | null>((best, next) => (best === null || next.weight > best.weight + 1e-9 ? next : best), null)?.explanation ?? null
  );
}

interface Weighed {
  readonly explanation: Explanation;
  /** How much of all movement the largest part alone carries, 0-1, beyond what an even split would. */
  readonly weight: number;
}

function explainBy({ dimension, now, before }: Answered, metric: Pick<MetricInfo, 'id' | 'unit'>): Weighed | null {
  const present = readGroups(now, dimension, metric.id);
  const past = before && readGroups(before, dimension, metric.id);
  const ids = [...new Set([...present.keys(), ...(past?.keys() ?? [])])];
  const weighing = { isRate: isRate(metric.unit), now: wholeOf(present), before: past && wholeOf(past) };
  const reasons = ids.flatMap((id): Reason[] => {
    const [is, was] = [present.get(id) ?? NOTHING, past?.get(id) ?? NOTHING];
    const part = partOf(is, was, weighing);
    const isThere = Math.abs(is.value || 0) + Math.abs(was.value || 0) > 0;
    return Number.isFinite(part) && isThere
      ? [{ id: is.id ?? was.id, name: is.name || was.name, now: is.value, before: was.value, part }]
      : [];
  });
  const moved = reasons.reduce((sum, { part }) => sum + Math.abs(part), 0);
  if (!(moved > 0) || reasons.length < 2) return null;
  reasons.sort((one, other) => Math.abs(other.part) - Math.abs(one.part) || (one.name < other.name ? -1 : 1));
  const told = reasons.slice(0, MOST_TOLD);
  const change = reasons.reduce((sum, { part }) => sum + part, 0);
  const rest = change - told.reduce((sum, { part }) => sum + part, 0);
  const largest = Math.abs(reasons[0]?.part ?? 0) / moved;
  return { explanation: { dimension, reasons: told, rest, change, isWhole: past === null }, weight: largest - 1 / reasons.length };
}

interface Group {
  readonly id: string | null;
  readonly name: string;
  readonly value: number;
  /** Answers behind a rate. */
  readonly n: number;
}

const NOTHING: Group = { id: null, name: '', value: Number.NaN, n: 0 };

/** Rows whose figures are kept back are left out. */
function readGroups(table: AnswerTable, dimension: string, metric: string): Map<string, Group> {
  const [ids, measured] = [keyColumn(table, dimension) ?? [], measuredOf(table, metric)];
  const groups = new Map<string, Group>();
  for (let row = 0; row < table.rowCount; row++) {
    const id = ids[row] ?? null;
    const { value, n } = measured(row);
    if (Number.isFinite(value))
      groups.set(String(id), { id, name: id === null ? '' : (table.labels[dimension]?.[id] ?? id), value, n: n || 0 });
  }
  return groups;
}

interface Whole {
  /** Answers of all groups, and what they give together. */
  readonly n: number;
  readonly mean: number;
}

function wholeOf(groups: ReadonlyMap<string, Group>): Whole {
  let [n, sum] = [0, 0];
  for (const group of groups.values()) {
    n += group.n;
    sum += group.value * group.n;
  }
  return { n, mean: n > 0 ? sum / n : 0 };
}

interface Weighing {
  readonly isRate: boolean;
  readonly now: Whole;
  /** Null where there is no time before. */
  readonly before: Whole | null;
}

/** A rate moves by what a group differs from all together, weighed by its answers: the parts add up to the change of the rate. */
function partOf(is: Group, was: Group, { isRate, now, before }: Weighing): number {
  if (!isRate) return (is.value || 0) - (before === null ? 0 : was.value || 0);
  const pull = (group: Group, { n }: Whole, mean: number) => (n > 0 && group.n > 0 ? (group.n / n) * (group.value - mean) : 0);
  return before === null ? pull(is, now, now.mean) : pull(is, now, before.mean) - pull(was, before, before.mean);
}
