/** The values of a dimension with their figures now and before, as two answers tell them. */
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { filterValueName } from '../filterValues.ts';
import type { Level, PlaceRef } from '../place.ts';
import { unplacedText } from '../placeRows.ts';
import { placeName, placeOfRow } from '../reading.ts';
import { isWhole, keyColumn, type Measured, measuredOf } from '../rows.ts';

/** Of now and of the time before. */
export interface Pair<Value> {
  readonly now: Value;
  readonly before: Value;
}

/** What a change is broken down by: a dimension of the catalog, or the places of a level. */
export interface DriverDimension {
  readonly id: string;
  readonly label: string;
  readonly groupBy: readonly string[];
  /** The level of its places; null for all else. */
  readonly level: Level | null;
}

/** A value of a dimension; of nothing a sum is 0 and a ratio NaN, both of no cases. */
export interface DriverValue extends Pair<Measured> {
  /** The same in every answer. */
  readonly key: string;
  /** Null for the events that have none. */
  readonly id: string | null;
  readonly place: PlaceRef | null;
  readonly name: string;
}

export interface Values {
  readonly known: readonly DriverValue[];
  /** Values whose figures are kept back, or cut off by a limit, on either side. */
  readonly unknown: number;
}

/**
 * How a metric is made of those of its parts: `sum` adds up; `count` would, but what is distinct may stand under several values; `ratio` is
 * the mean of the parts by their cases. Null where that cannot be told.
 */
export type Making = 'sum' | 'count' | 'ratio';

export function makingOf({ sums, ratio, unit, interval, cases }: MetricInfo): Making | null {
  if (sums) return 'sum';
  if (ratio) return interval || cases ? 'ratio' : null;
  return unit === 'count' ? 'count' : null;
}

/** What to ask so that a metric can be taken apart: itself and the cases behind it. */
export function driverMetrics({ id, cases, interval }: MetricInfo): string[] {
  return cases && !interval ? [id, `${id}.n`] : [id];
}

type Row = Pick<DriverValue, 'key' | 'id' | 'place' | 'name'> & { readonly figure: Measured };

const NOTHING: Readonly<Record<Making, Measured>> = {
  sum: { value: 0, n: 0, low: Number.NaN, high: Number.NaN },
  count: { value: 0, n: 0, low: Number.NaN, high: Number.NaN },
  ratio: { value: Number.NaN, n: 0, low: Number.NaN, high: Number.NaN },
};

/** The values of either answer; without a time before (`null`) there was nothing. */
export function toValues(
  answers: { readonly now: AnswerTable; readonly before: AnswerTable | null },
  dimension: DriverDimension,
  metric: MetricInfo,
): Values {
  const making = makingOf(metric) ?? 'sum';
  const [present, past] = [rowsOf(answers.now, dimension, metric), answers.before && rowsOf(answers.before, dimension, metric)];
  const known: DriverValue[] = [];
  let unknown = 0;
  for (const key of new Set([...present.keys(), ...(past?.keys() ?? [])])) {
    const [is, was] = [present.get(key), past?.get(key)];
    const row = is ?? was;
    const now = is?.figure ?? (isWhole(answers.now) ? NOTHING[making] : null);
    const before = was?.figure ?? (answers.before === null || isWhole(answers.before) ? NOTHING[making] : null);
    if (row === undefined) continue;
    if (now === null || before === null || !isTold(now, making) || !isTold(before, making)) unknown++;
    else known.push({ key, id: row.id, place: row.place, name: row.name, now, before });
  }
  return { known, unknown };
}

/** A ratio over nothing is a figure too; one that is kept back has no number of cases. */
function isTold({ value, n }: Measured, making: Making): boolean {
  return making === 'ratio' ? (Number.isFinite(value) && n > 0) || n === 0 : Number.isFinite(value);
}

function rowsOf(table: AnswerTable, { id, level, groupBy }: DriverDimension, metric: MetricInfo): ReadonlyMap<string, Row> {
  const measured = measuredOf(table, metric.id);
  const columns = groupBy.map((name) => keyColumn(table, name) ?? []);
  const ids = keyColumn(table, id) ?? [];
  const rows = new Map<string, Row>();
  for (let row = 0; row < table.rowCount; row++) {
    const key = JSON.stringify(columns.map((column) => column[row] ?? null));
    const value = ids[row] ?? null;
    const place = level && placeOfRow(table, level, row);
    const name = level === null ? filterValueName(id, value) : place === null ? unplacedText() : placeName(table, place);
    rows.set(key, { key, id: value, place, name, figure: measured(row) });
  }
  return rows;
}
