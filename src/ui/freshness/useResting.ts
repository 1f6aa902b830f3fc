import { useMemo } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { restingQuery, restingShares, restingWindow, withStale } from '../../model/freshness.ts';
import { mapQuery } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useLagging } from './useLagging.ts';

interface Resting {
  readonly part: AnswerTable;
  readonly whole: AnswerTable;
}

/** What of the answer to a view's question comes from lagging sources; null while none lags, or the answer lacks nothing for it. Nothing is asked then. */
export function useResting<View extends Pick<ViewState, 'window'>>(view: View, toQuery: (view: View) => Query): Resting | null {
  const lagging = useLagging();
  const catalog = useCatalog();
  const window = lagging.length === 0 ? null : restingWindow(view.window, lagging);
  const query = window && toQuery({ ...view, window });
  const sources = lagging.map(({ source }) => source);
  const metrics = (query?.metrics ?? []).map((id) => metricOf(catalog, id));
  const part = useAnswer(query && restingQuery(query, sources, metrics)).table;
  const whole = useAnswer(query && restingQuery(query, null, metrics)).table;
  const isAsked = query !== null;
  return useMemo(() => (isAsked && part && whole ? { part, whole } : null), [isAsked, part, whole]);
}

/** The answer of the map with the share of each row that rests on lagging sources; the same table while none lags. */
export function useStaleTable(table: AnswerTable | null): AnswerTable | null {
  const view = useAsked();
  const catalog = useCatalog();
  const resting = useResting(view, mapQuery);
  return useMemo(() => {
    if (table === null || resting === null) return table;
    return withStale(
      table,
      resting,
      [...new Set([view.height, view.colour])].map((id) => metricOf(catalog, id)),
    );
  }, [table, resting, catalog, view.height, view.colour]);
}

/** Reads which share (0-1) of a single figure of a question rests on lagging sources. */
export function useStaleShare<View extends Pick<ViewState, 'window'>>(
  view: View,
  toQuery: (view: View) => Query,
): (metric: MetricInfo) => number {
  const resting = useResting(view, toQuery);
  return (metric) => (resting === null ? 0 : (restingShares(resting.part, resting.whole, metric)[0] ?? 0));
}
