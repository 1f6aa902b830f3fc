/** Zooming and panning the time axis: which part of time the timeline shows. */
import { clamp } from '../protocol/clamp.ts';
import { type Span, toInstant } from './timeBuckets.ts';
import type { TimeAxis } from './viewState.ts';

/** The least time that the axis can show: a dozen minutes. */
const LEAST_MS = 12 * 60_000;

/** What of the time between `limits` is shown after zooming by `factor` (above 1 shows less) about an instant, which stays where it is. */
export function zoomAxis(axis: Span, factor: number, aboutMs: number, limits: Span): Span {
  const before = axis.toMs - axis.fromMs;
  const length = clamp(before / factor, LEAST_MS, Math.max(LEAST_MS, limits.toMs - limits.fromMs));
  const share = clamp((aboutMs - axis.fromMs) / before, 0, 1);
  return within({ fromMs: aboutMs - share * length, toMs: aboutMs + (1 - share) * length }, limits);
}

/** The axis moved by a time, as far as there is any. */
export function panAxis(axis: Span, byMs: number, limits: Span): Span {
  return within({ fromMs: axis.fromMs + byMs, toMs: axis.toMs + byMs }, limits);
}

/** Two fingers hold two instants: the axis under which they lie at `shares` of its width. Fingers that meet change nothing. */
export function pinchAxis(axis: Span, held: readonly [number, number], shares: readonly [number, number], limits: Span): Span {
  const [one, other] = shares;
  const length = (held[1] - held[0]) / (other - one);
  if (!Number.isFinite(length) || length <= 0) return axis;
  const kept = clamp(length, LEAST_MS, Math.max(LEAST_MS, limits.toMs - limits.fromMs));
  const middleMs = (held[0] + held[1]) / 2;
  const fromMs = middleMs - ((one + other) / 2) * kept;
  return within({ fromMs, toMs: fromMs + kept }, limits);
}

/** As the view keeps it, to the second; null where it shows all there is between `limits`. */
export function toAxis(axis: Span, limits: Span): TimeAxis | null {
  const isAll = axis.fromMs <= limits.fromMs && axis.toMs >= limits.toMs;
  return isAll ? null : spanAxis(axis);
}

/** A span as the view keeps it, to the second. */
export function spanAxis({ fromMs, toMs }: Span): TimeAxis {
  const second = (ms: number) => toInstant(Math.round(ms / 1000) * 1000);
  return { from: second(fromMs), to: second(toMs) };
}

export function axisSpan({ from, to }: TimeAxis): Span {
  return { fromMs: Date.parse(from), toMs: Date.parse(to) };
}

/** What is asked for an axis: half its length more on either side, on steps of that half, so that a small move asks nothing new. */
export function axisReach({ fromMs, toMs }: Span): Span {
  const step = 2 ** Math.ceil(Math.log2((toMs - fromMs) / 2));
  return { fromMs: (Math.floor(fromMs / step) - 1) * step, toMs: (Math.ceil(toMs / step) + 1) * step };
}

/** Moved into the limits; all of them where it is longer. */
function within({ fromMs, toMs }: Span, limits: Span): Span {
  if (toMs - fromMs >= limits.toMs - limits.fromMs) return limits;
  const by = fromMs < limits.fromMs ? limits.fromMs - fromMs : Math.min(0, limits.toMs - toMs);
  return { fromMs: fromMs + by, toMs: toMs + by };
}
