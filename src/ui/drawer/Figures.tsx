import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { isSignificant } from '../../model/change.ts';
import { toHex } from '../../model/colour.ts';
import { formatExact, formatParts } from '../../model/format.ts';
import { amountText, type Delta, intervalText, toDelta } from '../../model/kpi.ts';
import type { ColourMeasure } from '../../model/measure.ts';
import { type Measured, measuredAt } from '../../model/rows.ts';
import { createPalette } from '../../model/scale.ts';
import { figuresQuery, shownMetrics } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { directionText } from '../charts/directionWords.ts';
import { useFittedMeasure } from '../colourFit.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useStripMetrics } from '../useStripMetrics.ts';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';
import { useBefore } from './useBefore.ts';

/** The figures of the place with their intervals and changes: both shown metrics in large type, the rest of the strip below. */
export function Figures(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const shown = shownMetrics(view);
  const others = useStripMetrics().filter((id) => !shown.includes(id));
  const queryOf = (asked: ViewState) => ({ ...figuresQuery(asked), metrics: [...shown, ...others] });
  const { table, status, error } = useAnswer(queryOf(view));
  const before = useBefore();
  const earlier = useAnswer(before && queryOf(before));
  if (table === null) return <PanelState status={status} error={error} />;
  const compared = before !== null && earlier.status !== 'loading' ? earlier.table : null;
  const figure = (id: string) => <Figure key={id} metric={metricOf(catalog, id)} now={table} before={compared} />;
  return (
    <div aria-busy={status === 'loading'} data-figures>
      <div className={styles.figures}>{shown.map(figure)}</div>
      <div className={styles.others}>{others.map(figure)}</div>
      {compared === null ? null : <p className={styles.caption}>{drawerWords().against[view.compare === 'year' ? 'year' : 'previous']}</p>}
    </div>
  );
}

interface FigureProps {
  readonly metric: MetricInfo;
  readonly now: AnswerTable;
  /** The answer in the time before; null without one. */
  readonly before: AnswerTable | null;
}

function Figure({ metric, now, before }: FigureProps): JSX.Element {
  const view = useAsked();
  const measured = measuredAt(now, metric.id, 0);
  const { text, suffix } = formatParts(measured.value, metric.unit);
  const colour = useFittedMeasure(metric);
  const swatch = metric.id === view.colour && metric.interval ? swatchOf(colour, measured, view.theme) : null;
  const earlier = before && measuredAt(before, metric.id, 0);
  const delta = earlier && toDelta(metric, measured.value, earlier.value);
  return (
    <div title={metric.formula} data-metric={metric.id} data-value={String(measured.value)}>
      <span className={styles.label}>{metric.label}</span>
      <span className={styles.figure}>
        {text}
        {suffix === '' ? null : <small>{suffix}</small>}
        {swatch === null ? null : <i style={{ background: swatch }} aria-hidden />}
      </span>
      <span className={styles.caption}>
        {delta === null ? null : <Change delta={delta} isSure={earlier === null || (isSignificant(measured, earlier) ?? true)} />}
        {sampleText(measured, metric.unit, text)}
      </span>
    </div>
  );
}

function swatchOf(colour: ColourMeasure, { value, n }: Measured, theme: ViewState['theme']): string | null {
  if (!Number.isFinite(value)) return null;
  return toHex(createPalette({ theme, colour, largest: value, stale: false }).solid({ value, answers: n }));
}

/** Interval and number of answers of a rate; the exact amount of all else, where the large figure is rounded. */
function sampleText(measured: Measured, unit: string | null, said: string): string {
  if (!Number.isFinite(measured.n)) return amountText(measured.value, unit) === said ? '' : amountText(measured.value, unit);
  const interval = intervalText(measured, unit);
  return `${interval}${interval === '' ? '' : ' · '}n\u00a0${formatExact(measured.n, 'count')}`;
}

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };

function Change({ delta, isSure }: { delta: Delta; isSure: boolean }): JSX.Element {
  const Arrow = ARROWS[delta.direction];
  return (
    <b className={styles.change} data-news={isSure ? delta.news : 'neutral'} title={isSure ? undefined : drawerWords().chance}>
      <Arrow aria-label={directionText(delta.direction)} />
      {delta.text}
      {isSure ? '' : ' ?'}
    </b>
  );
}
