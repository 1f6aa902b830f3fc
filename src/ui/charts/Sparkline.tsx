import type { JSX } from 'react';
import { areaPath, linePath, sparkPoints } from '../../model/spark.ts';
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
}

/** How a figure moved, on its own range; a band where its interval is known. */
export function Sparkline({ instants, values, low, high, span }: SparklineProps): JSX.Element {
  const { line, band } = sparkPoints({ instants, values, low, high, span }, WIDTH, HEIGHT);
  const end = line.at(-1);
  return (
    <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {band.length > 1 ? <path className={styles.band} d={areaPath(band)} /> : null}
      {line.length > 1 ? <path className={styles.line} d={linePath(line)} /> : null}
      {end === undefined ? null : <circle className={styles.dot} cx={end.x} cy={end.y} r={2} />}
    </svg>
  );
}
