import type { JSX } from 'react';
import { formatShort } from '../../model/format.ts';
import { linePath, type Series, trendPoints } from '../../model/spark.ts';
import { timeTicks, valueRoom, valueTicks } from '../../model/ticks.ts';
import { useSize } from '../useSize.ts';
import styles from './charts.module.css';

/** Desk pixels: the drawing with its axis, and the line's own part of it. */
const CHART = { height: 130, foot: 108, top: 6 };
const LABEL_EVERY = 80;

interface TrendChartProps {
  readonly series: Series;
  /** The time it is set against, at the same places of the window; dotted. */
  readonly before?: Series | null;
  readonly unit: string | null;
  readonly timeZone: string;
}

/** A line over its area from zero, three values at the right, instants below. */
export function TrendChart({ series, before = null, unit, timeZone }: TrendChartProps): JSX.Element {
  const [ref, { width }] = useSize<SVGSVGElement>();
  const known = [...series.values, ...(before?.values ?? [])].filter(Number.isFinite);
  const largest = Math.max(0, ...known);
  const least = Math.min(0, ...known);
  const ticks = valueTicks(largest, least).map((value) => ({ value, label: formatShort(value, unit) }));
  const right = Math.max(1, width - valueRoom(ticks.map(({ label }) => label)));
  const y = (value: number) => CHART.foot - ((value - least) / (largest - least || 1)) * (CHART.foot - CHART.top);
  const span = { fromMs: series.instants[0] ?? 0, toMs: series.instants.at(-1) ?? 1 };
  const x = (ms: number) => ((ms - span.fromMs) / (span.toMs - span.fromMs || 1)) * right;
  const points = trendPoints(series, x, y);
  const end = points.at(-1);
  return (
    <svg ref={ref} className={styles.trend} viewBox={`0 0 ${Math.max(1, width)} ${CHART.height}`} data-figures aria-hidden="true">
      {ticks.map(({ value, label }) => (
        <g key={value}>
          <line className={value === 0 ? styles.zero : styles.grid} x1={0} x2={right} y1={y(value)} y2={y(value)} />
          <text className={styles.axis} x={width} y={y(value) + 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {points.length > 1 ? <path className={styles.area} d={`${linePath(points)}L${end?.x} ${y(0)}L${points[0]?.x} ${y(0)}Z`} /> : null}
      {before === null ? null : (
        <path
          className={styles.before}
          d={linePath(trendPoints(before, x, y).filter((point) => point.x >= 0 && point.x <= right))}
          data-before
        />
      )}
      <path className={styles.line} d={linePath(points)} />
      {end === undefined ? null : <circle className={styles.dot} cx={end.x} cy={end.y} r={2.5} />}
      {timeTicks(span, Math.max(2, Math.floor(right / LABEL_EVERY)), timeZone).map(({ ms, label }) => (
        <text key={ms} className={styles.axis} x={x(ms)} y={CHART.height - 4}>
          {label}
        </text>
      ))}
    </svg>
  );
}
