/** Since when a metric has something to show: a few early events of another kind should not stretch every time axis. */
import type { Catalog } from '../protocol/catalog.ts';
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricValues } from './reading.ts';

const WEEKS = 5000;

/** The metric by week, over all events. */
export function activityQuery(metric: string): Query {
  return { metrics: [metric], groupBy: ['time:week'], limit: WEEKS };
}

/** The extent from the first week with a value other than zero; the whole extent when there is none. */
export function activeExtent(table: AnswerTable, metric: string, extent: Catalog['extent']): Catalog['extent'] {
  const values = metricValues(table, metric);
  const starts = (table.keys[0] ?? []).slice(0, table.rowCount).filter((start, row) => start !== null && (values?.[row] || 0) !== 0);
  const first = starts.reduce<string | null>((least, start) => (start !== null && (least === null || start < least) ? start : least), null);
  if (first === null || extent.from === null) return extent;
  return { ...extent, from: Date.parse(first) > Date.parse(extent.from) ? first : extent.from };
}
