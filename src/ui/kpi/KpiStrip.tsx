/** The strip of figures on top: the selected place in the window. */
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { useConnection } from '../../live/useConnection.ts';
import { LEAST_STALE } from '../../model/freshness.ts';
import { toSeries } from '../../model/kpi.ts';
import { type Series, wholeBuckets } from '../../model/spark.ts';
import { KPI_METRICS, kpiQuery, previousKpiQuery, sparkGrain, sparkQuery, windowSpan } from '../../model/viewQueries.ts';
import type { Catalog, MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
import { restsText } from '../freshness/freshnessTexts.ts';
import { useLagging } from '../freshness/useLagging.ts';
import { useStaleShare } from '../freshness/useResting.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { KpiTile } from './KpiTile.tsx';
import styles from './kpi.module.css';

export function KpiStrip(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const known = metricIds(catalog);
  const figures = useAnswer(kpiQuery(view, known));
  const before = useAnswer(previousKpiQuery(view, known, useServerNow(view.window.kind === 'last')));
  const timed = useTimedCatalog();
  const history = useAnswer(timed && sparkQuery(view, timed));
  const seriesOf = useHistory(history.table, timed ?? catalog);
  const staleOf = useStaleFigures();
  if (figures.table === null)
    return (
      <section className={styles.waiting} aria-label="Key figures">
        <PanelState status={figures.status} error={figures.error} />
      </section>
    );
  return (
    <section className={styles.strip} aria-label="Key figures" aria-busy={figures.status === 'loading'}>
      {KPI_METRICS.filter((id) => known.includes(id)).map((id) => (
        <KpiTile
          key={id}
          metric={metricOf(catalog, id)}
          figures={figures.table}
          before={before.status === 'loading' ? null : before.table}
          history={seriesOf(id)}
          {...staleOf(metricOf(catalog, id))}
        />
      ))}
    </section>
  );
}

/** What of each figure rests on sources that are behind. */
function useStaleFigures(): (metric: MetricInfo) => { stale: number; staleNote: string } {
  const known = metricIds(useCatalog());
  const shareOf = useStaleShare((view) => kpiQuery(view, known));
  const sources = useLagging()
    .map(({ source }) => source)
    .join(', ');
  return (metric) => {
    const stale = shareOf(metric);
    return stale < LEAST_STALE ? { stale: 0, staleNote: '' } : { stale, staleNote: restsText(stale, sources) };
  };
}

/** The figures over time by metric, whole buckets only. */
function useHistory(table: AnswerTable | null, catalog: Catalog): (metric: string) => Series {
  const view = useAsked();
  const span = windowSpan(view.window, catalog);
  const grain = sparkGrain(view, catalog);
  return (metric) => wholeBuckets(toSeries(table, metric, span), grain, catalog.timezone);
}

/** The server's clock at its last heartbeat, ms; null before the first, and where it is not needed. */
function useServerNow(isNeeded: boolean): number | null {
  return useConnection(({ newestEventAtMs, lagMs }) =>
    !isNeeded || newestEventAtMs === null || lagMs === null ? null : newestEventAtMs + lagMs,
  );
}
