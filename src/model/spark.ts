/** The shapes of small line charts, as points in the units of their drawing. */
import { floorBucket, type Grain, type Span, shiftBucket } from './timeBuckets.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface Series {
  /** Milliseconds, ascending; row-aligned with the values. */
  readonly instants: readonly number[];
  readonly values: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly span: Span;
}

/** Space that the line's own width and its end dot need. */
const PAD = 3;

/** Intervals that are on average wider than this share of a line's range leave nothing to be seen in it. */
const NOISE = 0.8;

/** Fewest points that a line should have after its cut ends are left out. */
const FEWEST_POINTS = 3;

/** Most buckets that zeros are put into. */
const MOST_BUCKETS = 1000;

/** A series of what adds up or is counted with a zero for each bucket of `known` (the time of which something is known) that has no event: a line would lead over it. */
export function withZeros(series: Series, known: Span, grain: Grain, timeZone: string): Series {
  const at = new Map(series.instants.map((ms, place) => [ms, place]));
  const instants: number[] = [];
  for (let ms = floorBucket(known.fromMs, grain, timeZone); ms < known.toMs && instants.length < MOST_BUCKETS; ) {
    instants.push(ms);
    ms = shiftBucket(ms, 1, grain, timeZone);
  }
  // Of what never happened there is no line.
  if (at.size === 0 || instants.every((ms) => at.has(ms))) return series;
  const all = [...new Set([...series.instants, ...instants])].sort((one, other) => one - other);
  const filled = (values: readonly number[], nothing: number) => all.map((ms) => values[at.get(ms) ?? -1] ?? nothing);
  return {
    span: series.span,
    instants: all,
    values: filled(series.values, 0),
    low: filled(series.low, Number.NaN),
    high: filled(series.high, Number.NaN),
  };
}

/** A series without the buckets that the window cuts: half a week beside whole ones looks like a fall. Short series stay as they are. */
export function wholeBuckets(series: Series, grain: Grain, timeZone: string): Series {
  const { instants, span } = series;
  const isWhole = (ms: number) => ms >= span.fromMs && shiftBucket(ms, 1, grain, timeZone) <= span.toMs;
  const from = isWhole(instants[0] ?? span.fromMs) ? 0 : 1;
  const to = instants.length - (isWhole(instants.at(-1) ?? span.fromMs) ? 0 : 1);
  if (to - from === instants.length || to - from < FEWEST_POINTS) return series;
  const part = (values: readonly number[]) => values.slice(from, to);
  return { span, instants: part(instants), values: part(series.values), low: part(series.low), high: part(series.high) };
}

/**
 * A line on its own range, with the band of its interval clipped to that range, and one of another time laid over it. Missing values are left
 * out. Where the intervals are nearly as wide as that range, the line moves within chance: it is noise, and has no band.
 */
export function sparkPoints(
  series: Series,
  width: number,
  height: number,
  before: Series | null = null,
): { readonly line: readonly Point[]; readonly band: readonly BandPoint[]; readonly dotted: readonly Point[]; readonly isNoise: boolean } {
  const known = series.values.flatMap((value, at) => (Number.isFinite(value) ? [at] : []));
  const values = known.map((at) => series.values[at] as number);
  const others = (before?.values ?? []).filter(Number.isFinite);
  const [least, most] = [Math.min(...values, ...others), Math.max(...values, ...others)];
  const range = most - least || 1;
  const x = (at: number) => PAD + share(series, at) * (width - 2 * PAD);
  const y = (value: number) => (most === least ? height / 2 : height - PAD - ((value - least) / range) * (height - 2 * PAD));
  const clamped = (value: number) => Math.max(0, Math.min(height, y(value)));
  const band = known.flatMap((at) => {
    const [low, high] = [series.low[at] ?? Number.NaN, series.high[at] ?? Number.NaN];
    return Number.isFinite(low) && Number.isFinite(high) ? [{ x: x(at), low: clamped(low), high: clamped(high) }] : [];
  });
  const dotted = (before?.values ?? []).flatMap((value, at) =>
    before !== null && Number.isFinite(value) ? [{ x: PAD + share(before, at) * (width - 2 * PAD), y: y(value) }] : [],
  );
  const wide = band.reduce((sum, { low, high }) => sum + low - high, 0) / (height - 2 * PAD);
  const isNoise = wide > NOISE * known.length;
  return { line: known.map((at) => ({ x: x(at), y: y(series.values[at] as number) })), band: isNoise ? [] : band, dotted, isNoise };
}

function share({ instants, span }: Series, at: number): number {
  const ms = instants[at] as number;
  const first = Math.min(span.fromMs, instants[0] ?? span.fromMs);
  const last = Math.max(first + 1, instants.at(-1) ?? span.toMs);
  return (ms - first) / (last - first);
}

/** A polyline as an SVG path. */
export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The area between two edges as an SVG path. */
export function areaPath(points: readonly BandPoint[]): string {
  const upper = points.map(({ x, high }) => ({ x, y: high }));
  const lower = points.map(({ x, low }) => ({ x, y: low })).reverse();
  return points.length === 0 ? '' : `${linePath(upper)}L${linePath(lower).slice(1)}Z`;
}

/** The known values of a series as points of a drawing with its own scales. */
export function trendPoints(series: Series, x: (ms: number) => number, y: (value: number) => number): readonly Point[] {
  return series.values.flatMap((value, at) => (Number.isFinite(value) ? [{ x: x(series.instants[at] as number), y: y(value) }] : []));
}
