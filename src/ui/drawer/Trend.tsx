import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { toSeries } from '../../model/kpi.ts';
import { wholeBuckets } from '../../model/spark.ts';
import { sparkGrain, trendQuery, windowSpan } from '../../model/viewQueries.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { TrendChart } from '../charts/TrendChart.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { Section } from './Section.tsx';

/** The height metric of the place through the window. */
export function Trend(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const timed = useTimedCatalog();
  const grain = sparkGrain(view, timed ?? catalog);
  const metric = metricOf(catalog, view.height);
  const { table, status, error } = useAnswer(timed && trendQuery(view, timed));
  const whole = toSeries(table, metric.id, windowSpan(view.window, timed ?? catalog));
  const series = wholeBuckets(whole, grain, catalog.timezone);
  return (
    <Section title={`${metric.label} by ${grain}`} note={series === whole ? undefined : `whole ${grain}s`}>
      {series.values.length < 2 ? (
        <PanelState status={status} error={error}>
          Too little in this window for a line.
        </PanelState>
      ) : (
        <TrendChart series={series} unit={metric.unit} timeZone={catalog.timezone} />
      )}
    </Section>
  );
}
