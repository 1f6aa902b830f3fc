/** Figures of the strip: what a tile says beside its number. */
import type { MetricInfo } from '../protocol/catalog.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { boundsOf } from './bounds.ts';
import { formatChange, formatExact, formatInterval, formatValue, isCurrency } from './format.ts';
import { metricValues } from './reading.ts';
import { type Measured, measuredOf } from './rows.ts';
import { type Series, withZeros } from './spark.ts';
import type { Grain, Span } from './timeBuckets.ts';

export interface Delta {
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same';
  readonly news: 'good' | 'bad' | 'neutral';
}

/** The change of a metric against another time: relative for amounts, in points for rates; null where either is not known. What may be chance is no news. */
export function toDelta(metric: MetricInfo, now: number, before: number, isChance = false): Delta | null {
  if (!Number.isFinite(now) || !Number.isFinite(before)) return null;
  const isRate = metric.unit === '%' || metric.unit === 'points' || metric.unit === 'score';
  if (!isRate && before <= 0) return null;
  const change = isRate ? now - before : (100 * (now - before)) / before;
  const text = isRate ? formatChange(change, metric.unit) : formatValue(Math.abs(change), '%');
  if (!/[1-9]/.test(text)) return { text: isRate ? text : formatValue(0, '%'), direction: 'same', news: 'neutral' };
  const direction = change > 0 ? 'up' : 'down';
  return { text: text.replace(/^[+−]/, ''), direction, news: isChance ? 'neutral' : newsOf(metric, direction) };
}

function newsOf(metric: MetricInfo, direction: 'up' | 'down'): Delta['news'] {
  if (metric.better === 'neither') return 'neutral';
  return (metric.better === 'higher') === (direction === 'up') ? 'good' : 'bad';
}

/** One metric of an answer grouped by time, oldest first. */
export function toSeries(table: AnswerTable | null, metric: string, span: Span): Series {
  const starts = table?.keys[0]?.slice(0, table.rowCount) ?? [];
  const order = starts
    .flatMap((start, row) => (start === null ? [] : [{ ms: Date.parse(start), row }]))
    .sort((one, other) => one.ms - other.ms);
  const at = measuredOf(table, metric);
  const measured = order.map(({ row }) => at(row));
  const bounds = measured.map(boundsOf);
  return {
    instants: order.map(({ ms }) => ms),
    values: measured.map(({ value }) => value),
    low: bounds.map(({ low }) => low),
    high: bounds.map(({ high }) => high),
    span,
  };
}

/** As {@link toSeries}, with a zero where nothing happened, unless the metric is a ratio or not all of the answer is told. */
export function toWholeSeries(
  table: AnswerTable | null,
  metric: Pick<MetricInfo, 'id' | 'ratio' | 'interval'>,
  span: Span,
  { known, grain, timeZone }: { readonly known: Span; readonly grain: Grain; readonly timeZone: string },
): Series {
  const series = toSeries(table, metric.id, span);
  if (table === null || metric.ratio || metric.interval || table.suppressed > 0 || table.truncated) return series;
  return withZeros(series, known, grain, timeZone);
}

/** The largest value of a metric in an answer, leaving out the rows of `hidden`; 0 when it has none. */
export function largestOf(table: AnswerTable | null, metric: string, hidden: ReadonlySet<number> = new Set()): number {
  const values = (table === null ? undefined : metricValues(table, metric)) ?? new Float64Array();
  let largest = 0;
  for (let row = 0; row < Math.min(values.length, table?.rowCount ?? 0); row++) {
    const value = values[row] ?? 0;
    if (value > largest && !hidden.has(row)) largest = value;
  }
  return largest;
}

/** The 95 % interval that a figure is judged by, as `77.2–79.0` or `-3.5 to 9.4`. */
export function intervalText(measured: Measured, unit: string | null): string {
  const { low, high } = boundsOf(measured);
  return formatInterval(low, high, unit).replace(/[[\]]/g, '');
}

/** An amount to the cent, or what its currency has for one, a count in full: columns of numbers that line up. */
export function amountText(value: number, unit: string | null): string {
  return isCurrency(unit) ? formatExact(value, unit, 0) : formatExact(value, unit);
}
