/** The strip of figures on top: the selected place in the window. */
import { type JSX, useMemo } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { viewBefore } from '../../model/compare.ts';
import { LEAST_STALE } from '../../model/freshness.ts';
import { toWholeSeries } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';
import { type Series, wholeBuckets } from '../../model/spark.ts';
import type { Grain } from '../../model/timeBuckets.ts';
import { answeredSpan, knownSpan } from '../../model/timeWindow.ts';
import { beforeSparkQuery, type FiguresView, kpiQuery, sparkGrain, sparkQuery } from '../../model/viewQueries.ts';
import type { TimeWindow } from '../../model/viewState.ts';
import type { Catalog, MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { restsText } from '../freshness/freshnessTexts.ts';
import { useLagging } from '../freshness/useLagging.ts';
import { useStaleShare } from '../freshness/useResting.ts';
import { PanelState } from '../PanelState.tsx';
import { useAskedOf } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';
import { useStripMetrics } from '../useStripMetrics.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { KpiTile } from './KpiTile.tsx';
import styles from './kpi.module.css';

const TEXTS = texts({ en: { figures: 'Key figures' }, pt: { figures: 'Números principais' }, de: { figures: 'Kennzahlen' } });

export function KpiStrip(): JSX.Element {
  const view = useAskedOf('selected', 'focus', 'where', 'compare');
  const catalog = useCatalog();
  const shown = useStripMetrics();
  const figures = useAnswer(kpiQuery(view, shown));
  const nowMs = useServerNow(view.window.kind === 'last');
  const old = useMemo(() => viewBefore(view, catalog.timezone, nowMs), [view, catalog.timezone, nowMs]);
  const before = useAnswer(old && kpiQuery(old, shown));
  const timed = useTimedCatalog();
  const history = useAnswer(timed && sparkQuery(view, timed, shown));
  const grain = sparkGrain(view, timed ?? catalog);
  const series = useSeries(history.table, shown, view.window, { grain, catalog: timed ?? catalog });
  const asBefore = view.compare === 'none' ? null : old;
  const historyBefore = useAnswer(asBefore && beforeSparkQuery(asBefore, shown, grain));
  const tableBefore = historyBefore.status === 'loading' ? null : historyBefore.table;
  const seriesBefore = useSeries(tableBefore, shown, (asBefore ?? view).window, { grain, catalog: timed ?? catalog });
  const staleOf = useStaleFigures(view);
  if (figures.table === null)
    return (
      <section className={styles.waiting} aria-label={say(TEXTS).figures}>
        <PanelState status={figures.status} error={figures.error} />
      </section>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the screen is narrow, also by keys
    <section tabIndex={0} className={styles.strip} aria-label={say(TEXTS).figures} aria-busy={figures.status === 'loading'}>
      {shown.map((id, at) => (
        <KpiTile
          key={id}
          metric={metricOf(catalog, id)}
          figures={figures.table}
          before={before.status === 'loading' ? null : before.table}
          history={series[at] as Series}
          historyBefore={tableBefore === null ? null : (seriesBefore[at] ?? null)}
          compare={view.compare}
          {...staleOf(metricOf(catalog, id))}
        />
      ))}
    </section>
  );
}

/** What of each figure rests on sources that are behind. */
function useStaleFigures(view: FiguresView): (metric: MetricInfo) => { stale: number; staleNote: string } {
  const shown = useStripMetrics();
  const shareOf = useStaleShare(view, (asked) => kpiQuery(asked, shown));
  const sources = useLagging()
    .map(({ source }) => source)
    .join(', ');
  return (metric) => {
    const stale = shareOf(metric);
    return stale < LEAST_STALE ? { stale: 0, staleNote: '' } : { stale, staleNote: restsText(stale, sources) };
  };
}

interface Buckets {
  readonly grain: Grain;
  readonly catalog: Catalog;
}

/** Each figure over time, whole buckets only. */
function useSeries(
  table: AnswerTable | null,
  shown: readonly string[],
  window: TimeWindow,
  { grain, catalog }: Buckets,
): readonly Series[] {
  return useMemo(() => {
    const { timezone: timeZone } = catalog;
    const span = answeredSpan(table, window, catalog);
    const buckets = { known: knownSpan(span, window, catalog), grain, timeZone };
    return shown.map((id) => wholeBuckets(toWholeSeries(table, metricOf(catalog, id), span, buckets), grain, timeZone));
  }, [table, shown, window, grain, catalog]);
}
