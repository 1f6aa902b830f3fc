/** From the totals of groups to an answer: figures, order, limit, ids and labels. */
import type { AsOf, Cell, Column, QueryAnswer } from '../../src/protocol/query.ts';
import type { Dimension } from './dimensions.ts';
import type { Whole } from './measures.ts';
import { INTERVAL_COLUMNS, type Metric } from './metrics.ts';
import { firstRows } from './order.ts';
import { createPause, type Pause } from './pauses.ts';
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

/** Rows made between two pauses. */
const ROWS_AT_ONCE = 512;

/** Readable name of an id of a dimension; null where it has none but the id, as anything has that is no place. */
export type LabelOf = (dimension: string, id: string) => string | null;

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

/** The answer that groups make. There may be many: other work of this thread goes on in between. */
export async function toAnswer(plan: Plan, groups: Groups, { asOf, fromMs, toMs, labelOf }: Circumstances): Promise<QueryAnswer> {
  const { dimensions, metrics, limit } = plan;
  const finishers = metrics.map((metric) => finisherOf(metric, plan, groups));
  const pause = createPause();
  const places = dimensions.flatMap(({ id, kind }, at) =>
    kind === 'place' || kind === 'area' ? [{ dimension: id, at, ids: new Set<string>() }] : [],
  );
  const rows: Cell[][] = [];
  for (const row of await rankedRows(plan, groups, pause)) {
    const cells: Cell[] = [];
    for (let at = 0; at < dimensions.length; at++) {
      cells.push((dimensions[at] as Dimension).idOf(groups.codes[at]?.[row] ?? 0));
    }
    for (const { at, ids } of places) if (cells[at] !== null) ids.add(cells[at] as string);
    for (const finish of finishers) cells.push(...finish(row));
    rows.push(cells);
    if (rows.length % ROWS_AT_ONCE === 0) await pause();
  }
  return {
    columns: answerColumns(plan),
    rows,
    labels: toLabels(places, labelOf),
    time: { from: toText(fromMs), to: toText(toMs) },
    asOf,
    suppressed: 0,
    unconverted: groups.unconverted,
    truncated: groups.rowCount > limit,
    live: plan.live,
  };
}

async function rankedRows(plan: Plan, groups: Groups, pause: Pause): Promise<Uint32Array> {
  const { dimensions, metrics, limit } = plan;
  const [leading] = metrics.map((metric) => finisherOf(metric, plan, groups));
  const first = new Float64Array(groups.rowCount);
  for (let row = 0; row < groups.rowCount; row++) {
    first[row] = leading?.(row)[0] ?? Number.NaN;
    if (row % ROWS_AT_ONCE === 0) await pause();
  }
  const order = {
    times: dimensions.flatMap(({ grain }, at) => (grain ? [groups.codes[at] ?? []] : [])),
    first,
    idOf: (at: number, row: number) => dimensions[at]?.idOf(groups.codes[at]?.[row] ?? 0) ?? null,
    dimensionCount: dimensions.length,
  };
  return firstRows(groups.rowCount, limit, order, pause);
}

interface ShownPlaces {
  readonly dimension: string;
  readonly ids: ReadonlySet<string>;
}

function toLabels(places: readonly ShownPlaces[], labelOf: LabelOf): QueryAnswer['labels'] {
  const labels: Record<string, Record<string, string>> = {};
  for (const { dimension, ids } of places) {
    const named = Array.from(ids, (id) => [id, labelOf(dimension, id)] as const).filter(([id, label]) => label !== null && label !== id);
    if (named.length > 0) labels[dimension] = Object.fromEntries(named) as Record<string, string>;
  }
  return labels;
}

function toText(timeMs: number | null): string | null {
  return timeMs === null ? null : toInstantText(timeMs);
}
