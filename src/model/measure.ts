/** Which metric stands as height and which as colour, and where the neutral of a colour lies. */
import type { MetricInfo } from '../protocol/catalog.ts';
import type { RampKind } from './tokens.ts';

/** A metric shown as the height of columns: linear from zero. */
export interface HeightMeasure {
  readonly metric: string;
  readonly unit: string | null;
  readonly label: string;
}

/** A metric shown as colour. `diverging` has its neutral at `target` and full colour at `target ± span`; `sequential` runs from 0 to the largest value shown, or in steps. */
export interface ColourMeasure extends HeightMeasure {
  readonly kind: RampKind;
  readonly target: number | null;
  /** Distance from the target to full colour, in the metric's unit; null for `sequential`. */
  readonly span: number | null;
  /** Which end is good news: decides which arm of the ramp a high value takes. */
  readonly better: MetricInfo['better'];
  /** The neutral is the value of the whole, not the target. */
  readonly isWhole?: boolean;
  /** Ascending values between the colours of a sequential ramp; without them it runs evenly. */
  readonly breaks?: readonly number[];
}

/** Where full colour and neutral lie, for the metrics that have a customary target. */
const TARGETS: Readonly<Record<string, { readonly target: number; readonly span: number }>> = {
  csat: { target: 75, span: 15 },
  csat_mean: { target: 4, span: 1 },
  nps: { target: 30, span: 30 },
  ces: { target: 5, span: 1.5 },
  fcr: { target: 70, span: 20 },
  repeat_rate: { target: 25, span: 20 },
  churn_rate: { target: 5, span: 5 },
};

/** The height measure of a metric of the catalog. */
export function toHeightMeasure(metric: MetricInfo): HeightMeasure {
  return { metric: metric.id, unit: metric.unit, label: metric.label };
}

/** The colour measure of a metric of the catalog: diverging where it has a target, else sequential. */
export function toColourMeasure(metric: MetricInfo): ColourMeasure {
  const known = TARGETS[metric.id];
  return {
    ...toHeightMeasure(metric),
    kind: known ? 'diverging' : 'sequential',
    target: known?.target ?? null,
    span: known?.span ?? null,
    better: metric.better,
  };
}

/** Fewest answers behind a rate before it may look certain. */
export const CERTAIN_FROM = 30;

/** The metric columns that a map of these measures needs: ask for exactly these. */
export function metricsOf(height: HeightMeasure, colour: ColourMeasure): readonly string[] {
  return height.metric === colour.metric ? [height.metric] : [height.metric, colour.metric];
}
