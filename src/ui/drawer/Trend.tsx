import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { toWholeSeries } from '../../model/kpi.ts';
import { type Series, wholeBuckets } from '../../model/spark.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { answeredSpan, knownSpan, windowSpan } from '../../model/timeWindow.ts';
import { sparkGrain, trendQuery } from '../../model/viewQueries.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { TrendChart } from '../charts/TrendChart.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';
import { Section } from './Section.tsx';
import { useBefore } from './useBefore.ts';

/** The height metric of the place through the window, and dotted behind it through the time it is set against. */
export function Trend(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const timed = useTimedCatalog();
  const words = drawerWords();
  const grain = sparkGrain(view, timed ?? catalog);
  const metric = metricOf(catalog, view.height);
  const { table, status, error } = useAnswer(timed && trendQuery(view, timed));
  const span = answeredSpan(table, view.window, timed ?? catalog);
  const { timezone: timeZone } = catalog;
  const whole = toWholeSeries(table, metric, span, { known: knownSpan(span, view.window, timed ?? catalog), grain, timeZone });
  const series = wholeBuckets(whole, grain, timeZone);
  const before = useSeriesBefore(span, metric);
  return (
    <Section title={words.by(metric.label, grain)} note={series === whole ? undefined : words.whole}>
      {series.values.length < 2 ? (
        <PanelState status={status} error={error}>
          {words.tooLittle}
        </PanelState>
      ) : (
        <>
          <TrendChart series={series} before={before} unit={metric.unit} timeZone={timeZone} />
          {before === null ? null : (
            <p className={styles.keys}>
              <i aria-hidden /> {words.now} <i data-dotted aria-hidden /> {view.compare === 'year' ? words.yearBefore : words.before}
            </p>
          )}
        </>
      )}
    </Section>
  );
}

/** The same metric in the time before, moved to where the window stands. */
function useSeriesBefore(span: Span, metric: MetricInfo): Series | null {
  const view = useAsked();
  const catalog = useCatalog();
  const timed = useTimedCatalog();
  const before = useBefore();
  const grain = sparkGrain(view, timed ?? catalog);
  const { table, status } = useAnswer(timed && before && { ...trendQuery(before, timed), groupBy: [`time:${grain}`] });
  if (before === null || table === null || timed === null || status === 'loading') return null;
  const { timezone: timeZone } = catalog;
  const earlier = answeredSpan(table, before.window, timed);
  const whole = toWholeSeries(table, metric, earlier, { known: knownSpan(earlier, before.window, timed), grain, timeZone });
  const series = wholeBuckets(whole, grain, timeZone);
  const shiftMs = windowSpan(view.window, timed).fromMs - windowSpan(before.window, timed).fromMs;
  return series.values.length < 2 ? null : { ...series, instants: series.instants.map((ms) => ms + shiftMs), span };
}
