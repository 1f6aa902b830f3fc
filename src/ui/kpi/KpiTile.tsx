import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import { type CSSProperties, type JSX, memo } from 'react';
import { isSignificant } from '../../model/change.ts';
import { formatExact, formatParts, formatShare } from '../../model/format.ts';
import { type Delta, intervalText, toDelta } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';
import { type Measured, measuredAt } from '../../model/rows.ts';
import type { Series } from '../../model/spark.ts';
import type { Comparison } from '../../model/viewState.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { directionText } from '../charts/directionWords.ts';
import { Sparkline } from '../charts/Sparkline.tsx';
import styles from './kpi.module.css';

const TEXTS = texts({
  en: {
    against: { none: 'Period before', previous: 'Period before', year: 'Year before' },
    chance: 'the change may be chance',
  },
  pt: {
    against: { none: 'Período anterior', previous: 'Período anterior', year: 'Ano anterior' },
    chance: 'a variação pode ser acaso',
  },
  de: {
    against: { none: 'Zeitraum davor', previous: 'Zeitraum davor', year: 'Vorjahr' },
    chance: 'die Veränderung kann Zufall sein',
  },
});

interface KpiTileProps {
  readonly metric: MetricInfo;
  readonly figures: AnswerTable | null;
  /** The same figures in the window before, null when there is none. */
  readonly before: AnswerTable | null;
  /** The same figures over time. */
  readonly history: Series;
  /** And in the time that is compared with; null without one. */
  readonly historyBefore: Series | null;
  readonly compare: Comparison;
  /** Share (0-1) that rests on sources that are behind, and what to say of it. */
  readonly stale: number;
  readonly staleNote: string;
}

export const KpiTile = memo(function KpiTile(props: KpiTileProps): JSX.Element {
  const { metric, figures, before, history, historyBefore, compare, stale, staleNote } = props;
  const now = measuredAt(figures, metric.id, 0);
  const { text, suffix } = formatParts(now.value, metric.unit);
  const then = measuredAt(before, metric.id, 0);
  const isChance = isSignificant(now, then) === false;
  const delta = before && toDelta(metric, now.value, then.value, isChance);
  const words = say(TEXTS);
  const against = words.against[compare];
  const detail = [
    detailOf(metric, now),
    ...(before === null || !Number.isFinite(then.value)
      ? []
      : [`${against}: ${formatExact(then.value, metric.unit)}${isChance ? ` (${words.chance})` : ''}`]),
  ];
  return (
    <div
      className={styles.tile}
      data-figures
      title={[...detail, ...(staleNote === '' ? [] : [staleNote])].join('\n')}
      data-metric={metric.id}
      data-value={String(now.value)}
      data-before={before === null ? undefined : then.value}
      data-resting={stale > 0 ? stale : undefined}
      style={stale > 0 ? ({ '--stale-share': `${Math.round(stale * 100)}%` } as CSSProperties) : undefined}
    >
      <div className={styles.head}>
        <span className={styles.label}>{metric.label}</span>
        {delta === null ? null : <DeltaMark delta={delta} title={isChance ? `${against}: ${words.chance}` : against} />}
      </div>
      <span className={styles.figure} data-long={text.length > LONG} style={{ '--signs': text.length + suffix.length } as CSSProperties}>
        {text}
        {suffix === '' ? null : <span className={styles.unit}>{suffix}</span>}
        <span className={styles.interval}>{intervalText(now, metric.unit)}</span>
      </span>
      <Sparkline {...history} before={historyBefore} />
    </div>
  );
});

/** Signs from which on a figure is set smaller, as money in some languages is. */
const LONG = 8;

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };

function DeltaMark({ delta, title }: { delta: Delta; title: string }): JSX.Element {
  const Arrow = ARROWS[delta.direction];
  return (
    <span className={styles.delta} data-news={delta.news} title={title}>
      <Arrow aria-label={directionText(delta.direction)} />
      {delta.text}
    </span>
  );
}

function detailOf(metric: MetricInfo, measured: Measured): string {
  const exact = `${metric.label}: ${formatExact(measured.value, metric.unit)}`;
  const interval = Number.isFinite(measured.n)
    ? `, n ${formatExact(measured.n, 'count')}, ${formatShare(0.95)} ${intervalText(measured, metric.unit)}`
    : '';
  return `${exact}${interval}
${metric.formula}`;
}
