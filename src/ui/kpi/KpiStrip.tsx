/** The strip of figures on top: the selected place in the window. */
import { type JSX, useMemo } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { viewBefore } from '../../model/compare.ts';
import { LEAST_STALE } from '../../model/freshness.ts';
import { toSeries } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';
import { type Series, wholeBuckets } from '../../model/spark.ts';
import { windowSpan } from '../../model/timeWindow.ts';
import { beforeSparkQuery, kpiQuery, sparkGrain, sparkQuery } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import type { Catalog, MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { restsText } from '../freshness/freshnessTexts.ts';
import { useLagging } from '../freshness/useLagging.ts';
import { useStaleShare } from '../freshness/useResting.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';
import { useStripMetrics } from '../useStripMetrics.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { KpiTile } from './KpiTile.tsx';
import styles from './kpi.module.css';

const TEXTS = texts({ en: { figures: 'Key figures' }, pt: { figures: 'Números principais' }, de: { figures: 'Kennzahlen' } });

export function KpiStrip(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const shown = useStripMetrics();
  const figures = useAnswer(kpiQuery(view, shown));
  const nowMs = useServerNow(view.window.kind === 'last');
  const old = useMemo(() => viewBefore(view, catalog.timezone, nowMs), [view, catalog.timezone, nowMs]);
  const before = useAnswer(old && kpiQuery(old, shown));
  const timed = useTimedCatalog();
  const history = useAnswer(timed && sparkQuery(view, timed, shown));
  const seriesOf = useHistory(history.table, timed ?? catalog);
  const seriesBefore = useHistoryBefore(view.compare === 'none' ? null : old, timed ?? catalog);
  const staleOf = useStaleFigures();
  if (figures.table === null)
    return (
      <section className={styles.waiting} aria-label={say(TEXTS).figures}>
        <PanelState status={figures.status} error={figures.error} />
      </section>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the screen is narrow, also by keys
    <section tabIndex={0} className={styles.strip} aria-label={say(TEXTS).figures} aria-busy={figures.status === 'loading'}>
      {shown.map((id) => (
        <KpiTile
          key={id}
          metric={metricOf(catalog, id)}
          figures={figures.table}
          before={before.status === 'loading' ? null : before.table}
          history={seriesOf(id)}
          historyBefore={seriesBefore(id)}
          compare={view.compare}
          {...staleOf(metricOf(catalog, id))}
        />
      ))}
    </section>
  );
}

/** What of each figure rests on sources that are behind. */
function useStaleFigures(): (metric: MetricInfo) => { stale: number; staleNote: string } {
  const shown = useStripMetrics();
  const shareOf = useStaleShare((view) => kpiQuery(view, shown));
  const sources = useLagging()
    .map(({ source }) => source)
    .join(', ');
  return (metric) => {
    const stale = shareOf(metric);
    return stale < LEAST_STALE ? { stale: 0, staleNote: '' } : { stale, staleNote: restsText(stale, sources) };
  };
}

/** The same of the time before; null while nothing is compared. */
function useHistoryBefore(before: ViewState | null, catalog: Catalog): (metric: string) => Series | null {
  const shown = useStripMetrics();
  const grain = sparkGrain(useAsked(), catalog);
  const { table, status } = useAnswer(before && beforeSparkQuery(before, shown, grain));
  if (before === null || table === null || status === 'loading') return () => null;
  const span = windowSpan(before.window, catalog);
  return (metric) => wholeBuckets(toSeries(table, metric, span), grain, catalog.timezone);
}

/** The figures over time by metric, whole buckets only. */
function useHistory(table: AnswerTable | null, catalog: Catalog): (metric: string) => Series {
  const view = useAsked();
  const span = windowSpan(view.window, catalog);
  const grain = sparkGrain(view, catalog);
  return (metric) => wholeBuckets(toSeries(table, metric, span), grain, catalog.timezone);
}
