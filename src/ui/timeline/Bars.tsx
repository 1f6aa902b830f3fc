import { type JSX, memo, useMemo } from 'react';
import { toHex } from '../../model/colour.ts';
import type { BarBefore } from '../../model/compare.ts';
import { createPalette } from '../../model/scale.ts';
import type { Span } from '../../model/timeBuckets.ts';
import type { Bar } from '../../model/timeline.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useFittedMeasure } from '../colourFit.ts';
import { useViewOf } from '../viewStore.ts';
import { CHART } from './chartSize.ts';
import styles from './timeline.module.css';

interface BarsProps {
  readonly bars: readonly Bar[];
  /** The metric of their colours. */
  readonly colour: string;
  /** What each bucket of the window is compared with. */
  readonly before: readonly BarBefore[];
  /** Bars outside are grey; null colours all. */
  readonly window: Span | null;
  readonly domain: Span;
  readonly width: number;
}

/** Narrowest bar and the gap beside it, desk pixels. */
const NARROWEST = 1;
const GAP = 1.5;

/** One bar a bucket: its height is the height metric from zero, its colour the colour metric. A dotted line is what was before. */
export const Bars = memo(function Bars({ bars, colour, before, window, domain, width }: BarsProps): JSX.Element {
  const colours = useBarColours(bars, colour);
  const largest = [...bars.map(({ height }) => height), ...before.map(({ value }) => value)].reduce(
    (most, value) => Math.max(most, value || 0),
    0,
  );
  const least = bars.reduce((low, bar) => Math.min(low, bar.height || 0), 0);
  const x = (ms: number) => Math.max(0, Math.min(1, (ms - domain.fromMs) / (domain.toMs - domain.fromMs))) * width;
  const y = (value: number) => CHART.foot - ((value - least) / (largest - least || 1)) * (CHART.foot - CHART.top);
  return (
    <g data-figures>
      {bars.map((bar, at) => {
        if (bar.toMs <= domain.fromMs || bar.fromMs >= domain.toMs) return null;
        const [left, right] = [x(bar.fromMs), x(bar.toMs)];
        const gap = Math.min(GAP, (right - left) / 4);
        const [top, foot] = [y(Math.max(0, bar.height || 0)), y(Math.min(0, bar.height || 0))];
        const isInside = window === null || isWithin(bar, window);
        return (
          <rect
            key={bar.fromMs}
            className={isInside ? undefined : styles.outside}
            x={left + gap / 2}
            width={Math.max(NARROWEST, right - left - gap)}
            y={top}
            height={bar.height ? Math.max(1, foot - top) : 0}
            rx={Math.min(1, (right - left) / 6)}
            fill={isInside ? colours[at] : undefined}
          />
        );
      })}
      {before.length === 0 ? null : <path className={styles.before} data-before={before.length} d={stepPath(before, domain, x, y)} />}
    </g>
  );
});

function isWithin(bar: Span, window: Span): boolean {
  return (bar.fromMs >= window.fromMs && bar.fromMs < window.toMs) || (bar.fromMs < window.fromMs && bar.toMs > window.fromMs);
}

/** A step for each bucket; the line breaks where one is missing. */
function stepPath(before: readonly BarBefore[], domain: Span, x: (ms: number) => number, y: (value: number) => number): string {
  let endMs = Number.NaN;
  return before
    .filter(({ fromMs, toMs }) => toMs > domain.fromMs && fromMs < domain.toMs)
    .map(({ fromMs, toMs, value }) => {
      const start = fromMs === endMs ? `V${y(value).toFixed(1)}` : `M${x(fromMs).toFixed(1)} ${y(value).toFixed(1)}`;
      endMs = toMs;
      return `${start}H${x(toMs).toFixed(1)}`;
    })
    .join('');
}

function useBarColours(bars: readonly Bar[], colour: string): readonly string[] {
  const { theme } = useViewOf('theme');
  const measure = useFittedMeasure(metricOf(useCatalog(), colour));
  return useMemo(() => {
    const largest = bars.reduce((most, bar) => Math.max(most, bar.colour || 0), 0);
    const palette = createPalette({ theme, colour: measure, largest, stale: false });
    return bars.map((bar) => toHex(palette.solid({ value: bar.colour, answers: bar.n })));
  }, [bars, measure, theme]);
}
