/** What a window is set against, on the calendar of the workspace: the period before it, or the same time of the year before. */
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { metricValues } from './reading.ts';
import { axisReach, axisSpan } from './timeAxis.ts';
import { floorBucket, GRAIN_MS, type Grain, nearestBucket, type Span, shiftBucket, toLocal, toUtc } from './timeBuckets.ts';
import { windowBetween, windowEnds } from './timeWindow.ts';
import { mapQuery } from './viewQueries.ts';
import type { Comparison, TimeWindow, ViewState } from './viewState.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** How far back the other time lies: whole months, whole days of the wall clock, or plain milliseconds. */
export type Shift =
  | { readonly by: 'months'; readonly count: number }
  | { readonly by: 'days'; readonly count: number }
  | { readonly by: 'ms'; readonly count: number };

/**
 * What lies between a window and the one it is compared with; null without a comparison. The period before whole months is as many
 * months, before whole days as many days (of 23, 24 or 25 hours); a year before whole ISO weeks are the weeks of the same numbers.
 */
export function shiftFor(span: Span, compare: Comparison, timeZone: string): Shift | null {
  if (compare === 'none') return null;
  if (compare === 'year')
    return isWeeks(span, timeZone) ? { by: 'days', count: daysOfIsoYear(span.fromMs, timeZone) } : { by: 'months', count: 12 };
  const months = monthsIn(span, timeZone);
  if (months !== null) return { by: 'months', count: months };
  if (startsOn('day', span, timeZone)) return { by: 'days', count: daysIn(span, timeZone) };
  return { by: 'ms', count: span.toMs - span.fromMs };
}

/** The instant so far before `ms`; the wall clock shows the same time where the shift is of days or months, and 29 February becomes the 28th. */
function shiftBack(ms: number, shift: Shift, timeZone: string): number {
  return shift.by === 'ms' ? ms - shift.count : toUtc(localBack(nominalLocal(ms, timeZone), shift), timeZone);
}

/** The wall clock so many days or months before. */
function localBack(local: number, { by, count }: Shift): number {
  return by === 'days' ? local - count * DAY_MS : minusMonths(local, count);
}

/** What lies between a view's window, which is between `ends` now, and the one it is compared with: before a sliding one is as much time, whatever the calendar says. */
export function shiftOf({ window, compare }: Compared, ends: Span, timeZone: string): Shift | null {
  if (slidesBack({ window, compare })) return { by: 'ms', count: ends.toMs - ends.fromMs };
  return shiftFor(ends, compare, timeZone);
}

/** The time that a window is compared with; null too where there was none: an hour that the clocks left out. */
export function spanBefore(span: Span, compare: Comparison, timeZone: string): Span | null {
  const shift = shiftFor(span, compare, timeZone);
  return shift && spanBack(span, shift, timeZone);
}

/** The same of a part of a window, which lies as far back as all of it does. */
export function spanBack(span: Span, shift: Shift, timeZone: string): Span | null {
  const [fromMs, toMs] = [shiftBack(span.fromMs, shift, timeZone), endBack(span, shift, timeZone)];
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/** The end of the time before. A window that ends within a 29 February, and began sooner, has all of the 28th before it. */
function endBack({ fromMs, toMs }: Span, shift: Shift, timeZone: string): number {
  const [isBegun, isEnded] = [fromMs, toMs].map((ms) => isMissing(ms, shift, timeZone));
  if (!isEnded || isBegun) return shiftBack(toMs, shift, timeZone);
  return shiftBucket(shiftBack(toMs, shift, timeZone), 1, 'day', timeZone);
}

/** Whether the month so far before has no such day. */
function isMissing(ms: number, shift: Shift, timeZone: string): boolean {
  if (shift.by !== 'months') return false;
  const local = nominalLocal(ms, timeZone);
  return new Date(local).getUTCDate() !== new Date(minusMonths(local, shift.count)).getUTCDate();
}

/**
 * Start of the bucket that a bucket is compared with; null for 29 February, which no other year has, and for an hour that the clocks leave out or
 * show twice on one of two days. It is the nearest one of a week, of a month and longer that does not lie so many months before, and of a day
 * that lies so many times 24 hours before: a clock that was set between the two shifts its midnight.
 */
export function bucketBefore(fromMs: number, shift: Shift, grain: Grain, timeZone: string): number | null {
  const isLong = GRAIN_MS[grain] > WEEK_MS && shift.by !== 'months';
  if (grain === 'week' || isLong || (grain === 'day' && shift.by === 'ms' && shift.count % DAY_MS === 0))
    return nearestBucket(shiftBack(fromMs, shift, timeZone), grain, timeZone);
  const hasNone = isMissing(fromMs, shift, timeZone) || isOfOneDay(fromMs, shift, timeZone);
  return hasNone ? null : floorBucket(shiftBack(fromMs, shift, timeZone), grain, timeZone);
}

/** Whether only one of the two days has such a moment, so far before by the wall clock: the other's clock jumps over it, or shows it a second time. */
function isOfOneDay(ms: number, shift: Shift, timeZone: string): boolean {
  if (shift.by === 'ms') return false;
  const local = nominalLocal(ms, timeZone);
  const before = localBack(local, shift);
  return toUtc(local, timeZone) !== ms || nominalLocal(toUtc(before, timeZone), timeZone) !== before;
}

type Compared = Pick<ViewState, 'window' | 'compare'>;

/** Whether the time before slides with the window, so that the two always meet: no event is in both of them, or in neither. */
function slidesBack({ window, compare }: Compared): boolean {
  return window.kind === 'last' && compare === 'previous';
}

/** The window before as it is asked; null without a comparison, for all of time, and while the server's clock (`nowMs`) is needed and not known. */
export function comparedWindow(view: Compared, timeZone: string, nowMs: number | null): TimeWindow | null {
  if (view.window.kind === 'last' && slidesBack(view)) return { ...view.window, ago: view.window.duration };
  const ends = windowEnds(view.window, nowMs);
  const before = ends && spanBefore(ends, view.compare, timeZone);
  return before && windowBetween(before);
}

/** The view in the window before, for every question that has one. */
export function comparedView<View extends Compared>(view: View, timeZone: string, nowMs: number | null): View | null {
  const window = comparedWindow(view, timeZone, nowMs);
  return window && { ...view, window };
}

/** The view in the time that figures are set against: the chosen comparison, else the period before; null as {@link comparedWindow}. */
export function viewBefore<View extends Compared>(view: View, timeZone: string, nowMs: number | null): View | null {
  return comparedView(view.compare === 'none' ? { ...view, compare: 'previous' } : view, timeZone, nowMs);
}

/** What of a window the timeline shows, or may soon show, and the time that this part is compared with. */
export interface ComparedPart {
  readonly now: Span;
  readonly shift: Shift;
  readonly before: TimeWindow;
}

/** All of the window, or what lies around the axis that somebody moved: of a long window no answer has all of the small buckets. Null as {@link comparedWindow}, and where the axis shows nothing of it. */
export function comparedPart(view: Compared & Pick<ViewState, 'axis'>, timeZone: string, nowMs: number | null): ComparedPart | null {
  const ends = windowEnds(view.window, nowMs);
  const shift = ends && shiftOf(view, ends, timeZone);
  if (ends === null || shift === null) return null;
  const reach = view.axis === null ? ends : axisReach(axisSpan(view.axis));
  if (reach.fromMs <= ends.fromMs && reach.toMs >= ends.toMs) {
    const before = comparedWindow(view, timeZone, nowMs);
    return before && { now: ends, shift, before };
  }
  const now = { fromMs: Math.max(ends.fromMs, reach.fromMs), toMs: Math.min(ends.toMs, reach.toMs) };
  const before = now.fromMs < now.toMs ? spanBack(now, shift, timeZone) : null;
  return before && { now, shift, before: windowBetween(before) };
}

/** What the map asks of the window before: the height metric alone. */
export function comparedMapQuery(view: ViewState, timeZone: string, nowMs: number | null): Query | null {
  const before = comparedView(view, timeZone, nowMs);
  return before && mapQuery({ ...before, colour: before.height });
}

/** The wall clock at an instant; midnight at the beginning of a day, also of one whose clock jumped over it. */
function nominalLocal(ms: number, timeZone: string): number {
  const local = toLocal(ms, timeZone);
  return floorBucket(ms, 'day', timeZone) === ms ? local - (((local % DAY_MS) + DAY_MS) % DAY_MS) : local;
}

/** A bucket of the window with what the metric was in the bucket that it is compared with. */
export interface BarBefore extends Span {
  readonly value: number;
}

/** Most buckets that a window is cut into. */
const MOST_BARS = 3000;

/** The values before under the buckets of now, oldest first; buckets without one are left out. */
export function barsBefore(
  table: AnswerTable,
  metric: string,
  { window, shift, grain, timeZone }: { readonly window: Span; readonly shift: Shift; readonly grain: Grain; readonly timeZone: string },
): readonly BarBefore[] {
  const values = metricValues(table, metric);
  const starts = (table.keys[0] ?? []).slice(0, table.rowCount);
  const valueAt = new Map(
    starts.flatMap((start, row) => (start === null ? [] : [[Date.parse(start), values?.[row] ?? Number.NaN] as const])),
  );
  const bars: BarBefore[] = [];
  for (let fromMs = floorBucket(window.fromMs, grain, timeZone); fromMs < window.toMs && bars.length < MOST_BARS; ) {
    const toMs = shiftBucket(fromMs, 1, grain, timeZone);
    const value = valueAt.get(bucketBefore(fromMs, shift, grain, timeZone) ?? Number.NaN) ?? Number.NaN;
    bars.push({ fromMs, toMs, value });
    fromMs = toMs;
  }
  return bars.filter(({ value }) => Number.isFinite(value));
}

function startsOn(grain: Grain, { fromMs, toMs }: Span, timeZone: string): boolean {
  return floorBucket(fromMs, grain, timeZone) === fromMs && floorBucket(toMs, grain, timeZone) === toMs;
}

function daysIn({ fromMs, toMs }: Span, timeZone: string): number {
  return Math.round((nominalLocal(toMs, timeZone) - nominalLocal(fromMs, timeZone)) / DAY_MS);
}

function monthsIn(span: Span, timeZone: string): number | null {
  if (!startsOn('month', span, timeZone)) return null;
  const [from, to] = [new Date(toLocal(span.fromMs, timeZone)), new Date(toLocal(span.toMs, timeZone))];
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
}

function isWeeks(span: Span, timeZone: string): boolean {
  return startsOn('week', span, timeZone) && monthsIn(span, timeZone) === null;
}

/** Days from an ISO week back to the week of the same number a year before; week 53 goes to week 52 where there is no other. */
function daysOfIsoYear(ms: number, timeZone: string): number {
  const thursday = toLocal(floorBucket(ms, 'week', timeZone), timeZone) + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - isoYearStart(year)) / WEEK_MS);
  const weeksBefore = Math.round((isoYearStart(year) - isoYearStart(year - 1)) / WEEK_MS);
  return 7 * (week + weeksBefore - Math.min(week, weeksBefore - 1));
}

/** Monday of ISO week 1, as a wall clock. */
function isoYearStart(year: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
}

/** A wall clock `count` months before; the last day of a shorter month where the day is missing. */
function minusMonths(local: number, count: number): number {
  const date = new Date(local);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count, 1);
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count + 1, 0)).getUTCDate();
  const timeOfDay = ((local % DAY_MS) + DAY_MS) % DAY_MS;
  return first + (Math.min(date.getUTCDate(), days) - 1) * DAY_MS + timeOfDay;
}
