import { type JSX, useMemo } from 'react';
import { rampOf, toHex } from '../../model/colour.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { scoreSeries } from '../../model/records/scoreChart.ts';
import { scaleEnds } from '../../model/scorePlace.ts';
import { timeTicks } from '../../model/ticks.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { useCatalog } from '../catalogContext.ts';
import { Section } from '../drawer/Section.tsx';
import { useSize } from '../useSize.ts';
import { useViewPart } from '../viewStore.ts';
import styles from './person.module.css';
import { personWords } from './personTexts.ts';

/** Desk pixels. */
const CHART = { height: 132, scores: 56, scoresTop: 8, foot: 112, money: 40, edge: 16 };
const LABEL_EVERY = 90;

/** Scores as dots on their scales above, orders as stems by their amount below, on one axis of time. */
export function ScoreChart({ records, toMs }: { readonly records: readonly RecordAnswer[]; readonly toMs: number }): JSX.Element | null {
  const series = useMemo(() => scoreSeries(records, toMs), [records, toMs]);
  const [ref, { width }] = useSize<SVGSVGElement>();
  const { currency, timezone } = useCatalog();
  const theme = useViewPart((view) => view.theme);
  const words = personWords();
  if (series === null) return null;
  const { dots, stems, fromMs, largest } = series;
  const span = { fromMs, toMs: Math.max(series.toMs, fromMs + 1) };
  const right = Math.max(1, width - 2 * CHART.edge);
  const x = (ms: number) => CHART.edge + ((ms - span.fromMs) / (span.toMs - span.fromMs)) * right;
  const yScore = (place: number) => CHART.scoresTop + (1 - place) * CHART.scores;
  const ramp = rampOf(theme, 'diverging');
  const line = dots.map(({ ms, place }, at) => `${at === 0 ? 'M' : 'L'}${x(ms)} ${yScore(place)}`).join('');
  const isOneScale = new Set(dots.map(({ scale }) => scale)).size === 1;
  const ends = isOneScale ? scaleEnds(dots[0]?.scale ?? null) : null;
  return (
    <Section title={words.chart} note={formatShort(largest, currency)}>
      <svg
        ref={ref}
        className={styles.chart}
        viewBox={`0 0 ${Math.max(1, width)} ${CHART.height}`}
        role="img"
        aria-label={words.chartSaid(dots.length, stems.length)}
      >
        <line className={styles.rule} x1={0} x2={width} y1={yScore(0.5)} y2={yScore(0.5)} />
        <line className={styles.zero} x1={0} x2={width} y1={CHART.foot} y2={CHART.foot} />
        {ends === null
          ? null
          : [ends.min, ends.max].map((score, place) => (
              <text key={score} className={styles.axis} x={0} y={yScore(place) + 4}>
                {score}
              </text>
            ))}
        {stems.map(({ seq, ms, share, value }) => (
          <line key={seq} className={styles.stem} x1={x(ms)} x2={x(ms)} y1={CHART.foot} y2={CHART.foot - Math.max(2, share * CHART.money)}>
            <title>{formatExact(value, currency)}</title>
          </line>
        ))}
        {isOneScale && dots.length > 1 ? <path className={styles.thread} d={line} /> : null}
        {dots.map(({ seq, ms, place, score }) => (
          <circle key={seq} className={styles.dot} cx={x(ms)} cy={yScore(place)} r={4.5} fill={toHex(ramp(place))}>
            <title>{formatExact(score, 'score')}</title>
          </circle>
        ))}
        {timeTicks(span, Math.max(2, Math.floor(right / LABEL_EVERY)), timezone).map(({ ms, label }) => (
          <text key={ms} className={styles.axis} x={x(ms)} y={CHART.height - 4}>
            {label}
          </text>
        ))}
      </svg>
    </Section>
  );
}
