/** What the timeline draws and how its brush moves: bars, ticks and windows, without a pixel of drawing. */
import type { AnswerTable } from '../protocol/table.ts';
import { metricValues } from './reading.ts';
import { floorBucket, GRAIN_MS, type Grain, nearestBucket, type Span, shiftBucket, toInstant } from './timeBuckets.ts';
import type { TimeWindow } from './viewState.ts';

/** One bucket; `height` and `colour` are values of the shown metrics, NaN where there is none. `index` is its row in the answer. */
export interface Bar extends Span {
  readonly height: number;
  readonly colour: number;
  /** Answers behind the colour, NaN for metrics without interval. */
  readonly n: number;
}

export interface Calendar {
  readonly grain: Grain;
  readonly timeZone: string;
}

/** The bars of an answer grouped by one time dimension, oldest first. */
export function toBars(
  table: AnswerTable,
  metrics: { readonly height: string; readonly colour: string },
  calendar: Calendar,
): readonly Bar[] {
  const height = metricValues(table, metrics.height);
  const colour = metricValues(table, metrics.colour);
  const n = metricValues(table, `${metrics.colour}.n`);
  const starts = table.keys[0] ?? [];
  const bars = starts.slice(0, table.rowCount).flatMap((start, row) => {
    if (start === null) return [];
    const fromMs = Date.parse(start);
    const toMs = shiftBucket(fromMs, 1, calendar.grain, calendar.timeZone);
    return [{ fromMs, toMs, height: height?.[row] ?? Number.NaN, colour: colour?.[row] ?? Number.NaN, n: n?.[row] ?? Number.NaN }];
  });
  return bars.sort((one, other) => one.fromMs - other.fromMs);
}

/** The bars that begin before an instant: where something is planned for later, or was said of it now, nothing has happened yet. */
export function barsUntil(bars: readonly Bar[], endMs: number): readonly Bar[] {
  return bars.every(({ fromMs }) => fromMs < endMs) ? bars : bars.filter(({ fromMs }) => fromMs < endMs);
}

/** The time drawn: whole buckets that hold `span` and every bar. */
export function timelineDomain(bars: readonly Bar[], span: Span, { grain, timeZone }: Calendar): Span {
  const fromMs = Math.min(floorBucket(span.fromMs, grain, timeZone), bars[0]?.fromMs ?? Number.POSITIVE_INFINITY);
  const last = bars.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY;
  return { fromMs, toMs: Math.max(shiftBucket(span.toMs, 1, grain, timeZone), last) };
}

/** Share of the domain, 0 to 1 within it, at which an instant lies. */
export function toShare(ms: number, domain: Span): number {
  return (ms - domain.fromMs) / (domain.toMs - domain.fromMs);
}

export function fromShare(share: number, domain: Span): number {
  return domain.fromMs + share * (domain.toMs - domain.fromMs);
}

/** What of the brush is held: an edge, the whole of it, or nothing yet (a new one is drawn). */
export type Grip = 'from' | 'to' | 'whole' | 'new';

export interface Drag {
  readonly grip: Grip;
  /** Where the pointer went down, and the brush at that moment. */
  readonly anchorMs: number;
  readonly before: Span;
}

/** What a pointer that goes down at an instant takes hold of; `reachMs` is how near to an edge it must be. */
export function gripAt(ms: number, brush: Span | null, reachMs: number): Grip {
  if (brush === null) return 'new';
  const [toFrom, toTo] = [Math.abs(ms - brush.fromMs), Math.abs(ms - brush.toMs)];
  if (Math.min(toFrom, toTo) <= reachMs) return toFrom < toTo ? 'from' : 'to';
  return ms > brush.fromMs && ms < brush.toMs ? 'whole' : 'new';
}

/** The brush while it is dragged to `atMs`: on bucket boundaries, within the domain, one bucket at least. */
export function dragBrush(drag: Drag, atMs: number, domain: Span, calendar: Calendar): Span {
  const snap = (ms: number) => nearestBucket(clamp(ms, domain), calendar.grain, calendar.timeZone);
  if (drag.grip === 'whole') return moveBrush(drag.before, atMs - drag.anchorMs, domain, calendar);
  if (drag.grip === 'from') return atLeastOne(Math.min(snap(atMs), drag.before.toMs), drag.before.toMs, 'from', calendar);
  if (drag.grip === 'to') return atLeastOne(drag.before.fromMs, Math.max(snap(atMs), drag.before.fromMs), 'to', calendar);
  return drawBrush(drag.anchorMs, atMs, domain, calendar);
}

/** The buckets between two instants, both of theirs included. */
function drawBrush(oneMs: number, otherMs: number, domain: Span, { grain, timeZone }: Calendar): Span {
  const within = { fromMs: domain.fromMs, toMs: domain.toMs - 1 };
  const fromMs = floorBucket(clamp(Math.min(oneMs, otherMs), within), grain, timeZone);
  return { fromMs, toMs: shiftBucket(clamp(Math.max(oneMs, otherMs), within), 1, grain, timeZone) };
}

/** Moves the brush by a time as whole buckets, keeping as many buckets as it has; it stops at the ends of the domain, or where it is beyond them. */
function moveBrush(span: Span, byMs: number, domain: Span, calendar: Calendar): Span {
  const held = clamp(byMs, { fromMs: Math.min(0, domain.fromMs - span.fromMs), toMs: Math.max(0, domain.toMs - span.toMs) });
  const fromMs = nearestBucket(span.fromMs + held, calendar.grain, calendar.timeZone);
  return { fromMs, toMs: shiftBucket(fromMs, bucketsIn(span, calendar), calendar.grain, calendar.timeZone) };
}

/** Moves one edge, or all of the brush, by whole buckets: what the arrow keys do. */
export function nudgeBrush(span: Span, grip: Grip, count: number, domain: Span, calendar: Calendar): Span {
  const shift = (ms: number) => clamp(shiftBucket(ms, count, calendar.grain, calendar.timeZone), domain);
  if (grip === 'from') return atLeastOne(Math.min(shift(span.fromMs), span.toMs), span.toMs, 'from', calendar);
  if (grip === 'to') return atLeastOne(span.fromMs, Math.max(shift(span.toMs), span.fromMs), 'to', calendar);
  return moveBrush(span, count * GRAIN_MS[calendar.grain], domain, calendar);
}

/** The next window of a playback, one bucket on; null when its end has reached the end of the domain. */
export function advanceBrush(span: Span, domain: Span, { grain, timeZone }: Calendar): Span | null {
  const toMs = shiftBucket(span.toMs, 1, grain, timeZone);
  return toMs > domain.toMs ? null : { fromMs: shiftBucket(span.fromMs, 1, grain, timeZone), toMs };
}

/** Where a playback starts: with the oldest bucket that is seen, an eighth of the domain wide (or as wide as the window was). */
export function firstBrush(span: Span | null, domain: Span, calendar: Calendar): Span {
  const whole = bucketsIn(domain, calendar);
  const buckets = span === null ? Math.max(1, Math.round(whole / 8)) : Math.min(bucketsIn(span, calendar), whole);
  const fromMs = floorBucket(domain.fromMs, calendar.grain, calendar.timeZone);
  return { fromMs, toMs: shiftBucket(fromMs, buckets, calendar.grain, calendar.timeZone) };
}

/** About how many buckets a time has; one at least. */
export function bucketsIn(span: Span, { grain }: Calendar): number {
  return Math.max(1, Math.round((span.toMs - span.fromMs) / GRAIN_MS[grain]));
}

function atLeastOne(fromMs: number, toMs: number, moved: 'from' | 'to', { grain, timeZone }: Calendar): Span {
  if (fromMs < toMs) return { fromMs, toMs };
  return moved === 'from'
    ? { fromMs: shiftBucket(toMs, -1, grain, timeZone), toMs }
    : { fromMs, toMs: shiftBucket(fromMs, 1, grain, timeZone) };
}

function clamp(ms: number, span: Span): number {
  return Math.min(span.toMs, Math.max(span.fromMs, ms));
}

/** The window of a brush. */
export function toWindow(span: Span): TimeWindow {
  return { kind: 'between', from: toInstant(span.fromMs), to: toInstant(span.toMs) };
}
