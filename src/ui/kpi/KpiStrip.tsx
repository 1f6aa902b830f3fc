/** The strip of figures on top: the selected place in the window. */
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { KPI_METRICS, kpiQuery, previousKpiQuery, sparkQuery, windowSpan } from '../../model/viewQueries.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
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
  const before = useAnswer(previousKpiQuery(view, known));
  const timed = useTimedCatalog();
  const history = useAnswer(timed && sparkQuery(view, timed));
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
          history={history.table}
          span={windowSpan(view.window, timed ?? catalog)}
        />
      ))}
    </section>
  );
}
