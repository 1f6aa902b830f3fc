import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { toHex } from '../../model/colour.ts';
import { formatExact, formatParts } from '../../model/format.ts';
import { amountText, intervalText } from '../../model/kpi.ts';
import { toColourMeasure } from '../../model/measure.ts';
import { type Measured, measuredAt } from '../../model/rows.ts';
import { createPalette } from '../../model/scale.ts';
import { figuresQuery } from '../../model/viewQueries.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import styles from './drawer.module.css';

/** Both shown metrics of the place, in large type. */
export function Figures(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const { table, status, error } = useAnswer(figuresQuery(view));
  if (table === null) return <PanelState status={status} error={error} />;
  const colour = metricOf(catalog, view.colour);
  const coloured = measuredAt(table, colour.id, 0);
  const palette = createPalette({ theme: view.theme, colour: toColourMeasure(colour), largest: coloured.value, stale: false });
  const swatch =
    colour.interval && Number.isFinite(coloured.value) ? toHex(palette.solid({ value: coloured.value, answers: coloured.n })) : null;
  return (
    <div className={styles.figures} data-figures aria-busy={status === 'loading'}>
      <Figure metric={metricOf(catalog, view.height)} measured={measuredAt(table, view.height, 0)} swatch={null} />
      {view.height === view.colour ? null : <Figure metric={colour} measured={coloured} swatch={swatch} />}
    </div>
  );
}

interface FigureProps {
  readonly metric: MetricInfo;
  readonly measured: Measured;
  readonly swatch: string | null;
}

function Figure({ metric, measured, swatch }: FigureProps): JSX.Element {
  const { text, suffix } = formatParts(measured.value, metric.unit);
  const interval = intervalText(measured, metric.unit);
  return (
    <div title={metric.formula}>
      <span className={styles.label}>{metric.label}</span>
      <span className={styles.figure}>
        {text}
        {suffix === '' ? null : <small>{suffix}</small>}
        {swatch === null ? null : <i style={{ background: swatch }} aria-hidden />}
      </span>
      <span className={styles.caption}>
        {Number.isFinite(measured.n)
          ? `${interval}${interval === '' ? '' : ' · '}n ${formatExact(measured.n, 'count')}`
          : amountText(measured.value, metric.unit)}
      </span>
    </div>
  );
}
