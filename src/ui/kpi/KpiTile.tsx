import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import type { CSSProperties, JSX } from 'react';
import { formatExact, formatParts } from '../../model/format.ts';
import { type Delta, intervalText, toDelta } from '../../model/kpi.ts';
import { type Measured, measuredAt } from '../../model/rows.ts';
import type { Series } from '../../model/spark.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { Sparkline } from '../charts/Sparkline.tsx';
import styles from './kpi.module.css';

interface KpiTileProps {
  readonly metric: MetricInfo;
  readonly figures: AnswerTable | null;
  /** The same figures in the window before, null when there is none. */
  readonly before: AnswerTable | null;
  /** The same figures over time. */
  readonly history: Series;
  /** Share (0-1) that rests on sources that are behind, and what to say of it. */
  readonly stale: number;
  readonly staleNote: string;
}

export function KpiTile({ metric, figures, before, history, stale, staleNote }: KpiTileProps): JSX.Element {
  const now = measuredAt(figures, metric.id, 0);
  const { text, suffix } = formatParts(now.value, metric.unit);
  const delta = before && toDelta(metric, now.value, measuredAt(before, metric.id, 0).value);
  return (
    <div
      className={styles.tile}
      data-figures
      title={staleNote === '' ? detailOf(metric, now) : `${detailOf(metric, now)}\n${staleNote}`}
      data-metric={metric.id}
      data-value={now.value}
      data-resting={stale > 0 ? stale : undefined}
      style={stale > 0 ? ({ '--stale-share': `${Math.round(stale * 100)}%` } as CSSProperties) : undefined}
    >
      <div className={styles.head}>
        <span className={styles.label}>{metric.label}</span>
        {delta === null ? null : <DeltaMark delta={delta} />}
      </div>
      <span className={styles.figure}>
        {text}
        {suffix === '' ? null : <span className={styles.unit}>{suffix}</span>}
        <span className={styles.interval}>{intervalText(now, metric.unit)}</span>
      </span>
      <Sparkline {...history} />
    </div>
  );
}

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };

function DeltaMark({ delta }: { delta: Delta }): JSX.Element {
  const Arrow = ARROWS[delta.direction];
  return (
    <span className={styles.delta} data-news={delta.news} title="against the window of the same length before">
      <Arrow aria-label={delta.direction} />
      {delta.text}
    </span>
  );
}

function detailOf(metric: MetricInfo, measured: Measured): string {
  const exact = `${metric.label}: ${formatExact(measured.value, metric.unit)}`;
  const interval = Number.isFinite(measured.n)
    ? `, n ${formatExact(measured.n, 'count')}, 95 % ${intervalText(measured, metric.unit)}`
    : '';
  return `${exact}${interval}
${metric.formula}`;
}
