import { type JSX, memo, useMemo } from 'react';
import { toHex } from '../../model/colour.ts';
import { toColourMeasure } from '../../model/measure.ts';
import { createPalette } from '../../model/scale.ts';
import type { Span } from '../../model/timeBuckets.ts';
import type { Bar } from '../../model/timeline.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useView } from '../viewStore.ts';
import { CHART } from './TimelineChart.tsx';
import styles from './timeline.module.css';

interface BarsProps {
  readonly bars: readonly Bar[];
  /** Bars outside are grey; null colours all. */
  readonly window: Span | null;
  readonly x: (ms: number) => number;
}

/** Narrowest bar and the gap beside it, desk pixels. */
const NARROWEST = 1;
const GAP = 1.5;

/** One bar a bucket: its height is the height metric from zero, its colour the colour metric. */
export const Bars = memo(function Bars({ bars, window, x }: BarsProps): JSX.Element {
  const colours = useBarColours(bars);
  const largest = bars.reduce((most, bar) => Math.max(most, bar.height || 0), 0);
  const least = bars.reduce((low, bar) => Math.min(low, bar.height || 0), 0);
  const y = (value: number) => CHART.foot - ((value - least) / (largest - least || 1)) * (CHART.foot - CHART.top);
  return (
    <g data-figures>
      {bars.map((bar, at) => {
        const [left, right] = [x(bar.fromMs), x(bar.toMs)];
        const gap = Math.min(GAP, (right - left) / 4);
        const [top, foot] = [y(Math.max(0, bar.height || 0)), y(Math.min(0, bar.height || 0))];
        const isInside =
          window === null ||
          (bar.fromMs >= window.fromMs && bar.fromMs < window.toMs) ||
          (bar.fromMs < window.fromMs && bar.toMs > window.fromMs);
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
    </g>
  );
});

function useBarColours(bars: readonly Bar[]): readonly string[] {
  const { colour, theme } = useView();
  const catalog = useCatalog();
  return useMemo(() => {
    const largest = bars.reduce((most, bar) => Math.max(most, bar.colour || 0), 0);
    const palette = createPalette({ theme, colour: toColourMeasure(metricOf(catalog, colour)), largest, stale: false });
    return bars.map((bar) => toHex(palette.solid({ value: bar.colour, answers: bar.n })));
  }, [bars, colour, theme, catalog]);
}
