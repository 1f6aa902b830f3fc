/** Marks of axes: round numbers, and instants of the calendar with short names. */
import { dateLocaleNow } from './language.ts';
import { floorBucket, GRAIN_MS, type Grain, type Span, shiftBucket } from './timeBuckets.ts';

export interface TimeTick {
  readonly ms: number;
  readonly label: string;
}

/** Steps between marks, small to large, as buckets of a grain. */
const STEPS: readonly (readonly [Grain, number])[] = [
  ['minute', 1],
  ['minute', 5],
  ['minute', 15],
  ['hour', 1],
  ['hour', 3],
  ['hour', 6],
  ['day', 1],
  ['day', 2],
  ['week', 1],
  ['week', 2],
  ['month', 1],
  ['month', 3],
  ['month', 6],
  ['month', 12],
  ['month', 24],
  ['month', 36],
  ['month', 60],
];

/** Instants within `span` at even steps of the calendar, at most `most` of them. */
export function timeTicks(span: Span, most: number, timeZone: string): readonly TimeTick[] {
  const lengthMs = span.toMs - span.fromMs;
  const [grain, count] = STEPS.find(([size, times]) => lengthMs / (GRAIN_MS[size] * times) <= most) ?? (['month', 120] as const);
  const ticks: TimeTick[] = [];
  let ms = firstTick(span.fromMs, grain, count, timeZone);
  while (ms < span.toMs && ticks.length <= most) {
    if (ms >= span.fromMs) ticks.push({ ms, label: tickLabel(ms, grain, ticks.at(-1)?.ms ?? null, timeZone) });
    ms = nextTick(ms, grain, count, timeZone);
  }
  return ticks;
}

/** Pixels beside an axis for the longest of its values: `100 Tsd. $` takes more than `$100k`. */
export function valueRoom(labels: readonly string[]): number {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  return Math.max(LEAST_ROOM, longest * SIGN_WIDTH + ROOM_MARGIN);
}

/** Of the small type of axes, pixels of the design. */
const SIGN_WIDTH = 6.2;
const ROOM_MARGIN = 10;
const LEAST_ROOM = 44;

/** Steps count from the year (months) or the day (hours, minutes), so that they fall on round instants. */
function firstTick(fromMs: number, grain: Grain, count: number, timeZone: string): number {
  const base =
    grain === 'month' ? yearStart(fromMs, timeZone) : floorBucket(fromMs, grain === 'day' || grain === 'week' ? grain : 'day', timeZone);
  const skipped = Math.max(0, Math.floor((fromMs - base) / (GRAIN_MS[grain] * count)) - 1);
  return shiftBucket(base, skipped * count, grain, timeZone);
}

/** Hours are counted anew from each midnight: of a day that has one more or less, its last step is a shorter or a longer one. */
function nextTick(ms: number, grain: Grain, count: number, timeZone: string): number {
  const next = shiftBucket(ms, count, grain, timeZone);
  if (grain !== 'hour' || count === 1) return next;
  const midnight = shiftBucket(ms, 1, 'day', timeZone);
  return next > midnight - (count * GRAIN_MS.hour) / 2 ? midnight : next;
}

function yearStart(ms: number, timeZone: string): number {
  const month = Number(dateText(ms, timeZone, { month: 'numeric' }));
  return shiftBucket(ms, 1 - month, 'month', timeZone);
}

function tickLabel(ms: number, grain: Grain, previousMs: number | null, timeZone: string): string {
  const year = dateText(ms, timeZone, { year: 'numeric' });
  if (grain === 'month') {
    const isNewYear = previousMs === null || dateText(previousMs, timeZone, { year: 'numeric' }) !== year;
    return dateText(ms, timeZone, isNewYear ? { month: 'short', year: 'numeric' } : { month: 'short' });
  }
  const day = dateText(ms, timeZone, { day: 'numeric', month: 'short' });
  if (grain === 'day' || grain === 'week') return day;
  const isNewDay = previousMs === null || dateText(previousMs, timeZone, { day: 'numeric', month: 'short' }) !== day;
  const time = dateText(ms, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return isNewDay && previousMs !== null ? day : time;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = dateLocaleNow() + timeZone + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(dateLocaleNow(), { timeZone, ...options });
  formats.set(key, format);
  return format;
}

/** An instant in the workspace's time zone, in the reader's way: `27 Aug 2017`, `27. Aug. 2017`. */
export function dateText(ms: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(timeZone, options).format(ms);
}

/** Two instants with what they share said once: `24 Aug – 22 Nov 2026`. */
export function dateRangeText(span: Span, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(timeZone, options).formatRange(span.fromMs, span.toMs).replaceAll('\u2009', ' ');
}

/** Three or so round values between `least` (0 or less) and `largest` (0 or more), 0 among them: `[0, 10000, 20000]`. Empty when there is nothing to mark. */
export function valueTicks(largest: number, least = 0): readonly number[] {
  const range = largest - least;
  if (!(range > 0) || !Number.isFinite(range)) return [];
  const rough = range / 2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).findLast((size) => size <= rough) ?? power;
  const [below, above] = [Math.floor(-least / step + 1e-9), Math.floor(largest / step + 1e-9)];
  return Array.from({ length: below + above + 1 }, (_, at) => (at - below) * step);
}
