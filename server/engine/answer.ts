/** From the totals of groups to an answer: figures, order, limit, ids and labels. */
import type { AsOf, Cell, Column, QueryAnswer } from '../../src/protocol/query.ts';
import type { Whole } from './measures.ts';
import { INTERVAL_COLUMNS, type Metric } from './metrics.ts';
import { firstRows } from './order.ts';
import type { Plan } from './plan.ts';
import { toInstantText } from './zone.ts';

/** Groups with their totals, row-aligned. Ungrouped there is exactly one row. */
export interface Groups {
  readonly rowCount: number;
  /** Group codes by dimension of the plan. */
  readonly codes: readonly ArrayLike<number>[];
  /** Totals by measure of the plan. */
  readonly totals: readonly ArrayLike<Whole>[];
  /** Matching events whose amount had no rate, in all groups together. */
  readonly unconverted: number;
}

const PLACES = ['country', 'region', 'city'] as const;
type PlaceDimension = (typeof PLACES)[number];

/** Readable name of an id of `country`, `region` or `city`; null where it has none. */
export type LabelOf = (dimension: PlaceDimension, id: string) => string | null;

interface Circumstances {
  readonly asOf: AsOf;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly labelOf: LabelOf;
}

/** Columns of an answer: dimensions, then each metric with its n, low and high where it has an interval. */
export function answerColumns({ dimensions, metrics }: Plan): Column[] {
  return [
    ...dimensions.map(({ id }) => ({ name: id, unit: null })),
    ...metrics.flatMap(({ id, unit, interval }) => [
      { name: id, unit },
      ...(interval ? INTERVAL_COLUMNS.map((part) => ({ name: `${id}.${part}`, unit: part === 'n' ? 'count' : unit })) : []),
    ]),
  ];
}

/** Reads the figures of one metric from a row of groups. */
function finisherOf(metric: Metric, { measures }: Plan, { totals }: Groups): (row: number) => readonly (number | null)[] {
  const own = metric.measures.map(({ id }) => totals[measures.findIndex((measure) => measure.id === id)] ?? []);
  return (row) => metric.finish(own.map((column) => column[row] ?? 0));
}

export function toAnswer(plan: Plan, groups: Groups, { asOf, fromMs, toMs, labelOf }: Circumstances): QueryAnswer {
  const { dimensions, metrics, limit } = plan;
  const finishers = metrics.map((metric) => finisherOf(metric, plan, groups));
  const rows = rankedRows(plan, groups, limit).map((row): Cell[] => [
    ...dimensions.map(({ idOf }, at) => idOf(groups.codes[at]?.[row] ?? 0)),
    ...finishers.flatMap((finish) => finish(row)),
  ]);
  return {
    columns: answerColumns(plan),
    rows,
    labels: toLabels(plan, rows, labelOf),
    time: { from: toText(fromMs), to: toText(toMs) },
    asOf,
    suppressed: 0,
    unconverted: groups.unconverted,
    truncated: groups.rowCount > limit,
    live: plan.live,
  };
}

function rankedRows(plan: Plan, groups: Groups, limit: number): number[] {
  const { dimensions, metrics } = plan;
  const [leading] = metrics.map((metric) => finisherOf(metric, plan, groups));
  const first = new Float64Array(groups.rowCount);
  for (let row = 0; row < groups.rowCount; row++) first[row] = leading?.(row)[0] ?? Number.NaN;
  return firstRows(groups.rowCount, limit, {
    times: dimensions.flatMap(({ grain }, at) => (grain ? [groups.codes[at] ?? []] : [])),
    first,
    idOf: (at, row) => dimensions[at]?.idOf(groups.codes[at]?.[row] ?? 0) ?? null,
    dimensionCount: dimensions.length,
  });
}

function toLabels({ dimensions }: Plan, rows: readonly (readonly Cell[])[], labelOf: LabelOf): QueryAnswer['labels'] {
  const labels: Record<string, Record<string, string>> = {};
  for (const dimension of PLACES) {
    const at = dimensions.findIndex(({ id }) => id === dimension);
    if (at < 0) continue;
    const ids = new Set(rows.flatMap((row) => (typeof row[at] === 'string' ? [row[at]] : [])));
    const named = Array.from(ids, (id) => [id, labelOf(dimension, id)] as const).filter(([id, label]) => label !== null && label !== id);
    if (named.length > 0) labels[dimension] = Object.fromEntries(named) as Record<string, string>;
  }
  return labels;
}

function toText(timeMs: number | null): string | null {
  return timeMs === null ? null : toInstantText(timeMs);
}
