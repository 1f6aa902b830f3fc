import type { JSX } from 'react';
import { areaPath, linePath, type Series, sparkPoints } from '../../model/spark.ts';
import type { Span } from '../../model/timeBuckets.ts';
import styles from './charts.module.css';

const WIDTH = 76;
const HEIGHT = 28;

interface SparklineProps {
  readonly instants: readonly number[];
  readonly values: readonly number[];
  /** Interval of each value, NaN where there is none. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly span: Span;
  /** The same in another time of the same length: dotted, on the same range. */
  readonly before?: Series | null;
}

/** How a figure moved, on its own range; a band where its interval is known, and faint where all of it may be chance. */
export function Sparkline({ instants, values, low, high, span, before = null }: SparklineProps): JSX.Element {
  const { line, band, dotted, isNoise } = sparkPoints({ instants, values, low, high, span }, WIDTH, HEIGHT, before);
  const end = line.at(-1);
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {band.length > 1 ? <path className={styles.band} d={areaPath(band)} /> : null}
      {dotted.length > 1 ? <path className={styles.dotted} data-before d={linePath(dotted)} /> : null}
      {line.length > 1 ? <path className={styles.line} data-noise={isNoise} d={linePath(line)} /> : null}
      {end === undefined ? null : <circle className={styles.dot} cx={end.x} cy={end.y} r={2} />}
    </svg>
  );
}
