/** Since when a metric has something to show: a few early events of another kind should not stretch every time axis. */
import type { Catalog } from '../protocol/catalog.ts';
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricValues } from './reading.ts';
import type { Moment } from './viewState.ts';

const WEEKS = 5000;

/** The metric by week, over all events. */
export function activityQuery(metric: string): Query {
  return { metrics: [metric], groupBy: ['time:week'], limit: WEEKS };
}

/** The extent as far as it was known at a moment: the time after it was still to come. */
export function extentAsOf(extent: Catalog['extent'], moment: Pick<Moment, 'at'> | null): Catalog['extent'] {
  if (moment === null || extent.from === null || extent.to === null) return extent;
  const [fromMs, toMs, atMs] = [extent.from, extent.to, moment.at].map((instant) => Date.parse(instant)) as [number, number, number];
  return atMs >= toMs ? extent : { ...extent, to: atMs > fromMs ? moment.at : extent.from };
}

/** The extent from the first week with a value other than zero; the whole extent when there is none. */
export function activeExtent(table: AnswerTable, metric: string, extent: Catalog['extent']): Catalog['extent'] {
  const values = metricValues(table, metric);
  const starts = (table.keys[0] ?? []).slice(0, table.rowCount).filter((start, row) => start !== null && (values?.[row] || 0) !== 0);
  const first = starts.reduce<string | null>((least, start) => (start !== null && (least === null || start < least) ? start : least), null);
  if (first === null || extent.from === null) return extent;
  return { ...extent, from: Date.parse(first) > Date.parse(extent.from) ? first : extent.from };
}
