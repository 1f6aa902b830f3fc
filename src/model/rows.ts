/** Reading an answer by the names of its columns. */
import type { AnswerTable } from '../protocol/table.ts';
import { metricValues } from './reading.ts';

/** The ids of a dimension, row-aligned; null when the answer is not grouped by it. */
export function keyColumn(table: AnswerTable, dimension: string): readonly (string | null)[] | null {
  const names = table.columns.filter((column) => column.unit === null).map((column) => column.name);
  return table.keys[names.indexOf(dimension)] ?? null;
}

/** The unit of a column, null when there is none. */
export function unitOf(table: AnswerTable, name: string): string | null {
  return table.columns.find((column) => column.name === name)?.unit ?? null;
}

/** A value with its 95 % interval; all NaN where nothing is known, `n`, `low` and `high` NaN for metrics without interval. */
export interface Measured {
  readonly value: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

const NOTHING: Measured = { value: Number.NaN, n: Number.NaN, low: Number.NaN, high: Number.NaN };

/** Reads one metric row by row; rows beyond the answer have nothing. */
export function measuredOf(table: AnswerTable | null, metric: string): (row: number) => Measured {
  if (table === null) return () => NOTHING;
  const [value, n, low, high] = ['', '.n', '.low', '.high'].map((suffix) => metricValues(table, metric + suffix));
  const at = (values: Float64Array | undefined, row: number) => values?.[row] ?? Number.NaN;
  return (row) => (row < table.rowCount ? { value: at(value, row), n: at(n, row), low: at(low, row), high: at(high, row) } : NOTHING);
}

/** Whether any row of an answer has a value of a metric. */
export function isMeasured(table: AnswerTable, metric: string): boolean {
  return (
    metricValues(table, metric)
      ?.subarray(0, table.rowCount)
      .some((value) => !Number.isNaN(value)) ?? false
  );
}

/** One metric in one row of an answer. */
export function measuredAt(table: AnswerTable | null, metric: string, row: number): Measured {
  return measuredOf(table, metric)(row);
}

/** Whether what an answer does not tell has not happened: none of its groups was left out, or kept back as too small. */
export function isWhole({ suppressed, truncated }: Pick<AnswerTable, 'suppressed' | 'truncated'>): boolean {
  return suppressed === 0 && !truncated;
}
