/** Buckets of time in a workspace's time zone: where one begins, where the next begins, and which size suits a span. */

/** Sizes of buckets, small to large; ids of the time dimension. */
export const GRAINS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];
export type GrainChoice = 'auto' | Grain;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Typical length of a bucket in milliseconds (months: 30.44 days, quarters and years accordingly). */
export const GRAIN_MS: Readonly<Record<Grain, number>> = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30.44 * DAY_MS,
  quarter: 3 * 30.44 * DAY_MS,
  year: 365.25 * DAY_MS,
};

/** Buckets that are counted in months, because their lengths differ. */
const MONTHS: { readonly [grain in Grain]?: number } = { month: 1, quarter: 3, year: 12 };

/** Milliseconds of time, `to` exclusive. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The finest size that divides `span` into at most `most` buckets; years when none does. */
export function grainFor(span: Span, most: number): Grain {
  return GRAINS.find((grain) => (span.toMs - span.fromMs) / GRAIN_MS[grain] <= most) ?? 'year';
}

/** The sizes that make sense for a span: at least 2 and at most `most` buckets. */
export function grainsFor(span: Span, most: number): readonly Grain[] {
  const fitting = GRAINS.filter((grain) => {
    const buckets = (span.toMs - span.fromMs) / GRAIN_MS[grain];
    return buckets >= 2 && buckets <= most;
  });
  return fitting.length > 0 ? fitting : [grainFor(span, most)];
}

/** Start of the bucket that holds `ms`, in milliseconds; ISO weeks, days of `timeZone` (IANA). */
export function floorBucket(ms: number, grain: Grain, timeZone: string): number {
  const local = toLocal(ms, timeZone);
  return isOfClock(grain) ? ms - modulo(local, GRAIN_MS[grain]) : toUtc(floorLocal(local, grain), timeZone);
}

/** Start of the bucket `count` after the one that holds `ms` (before it when negative). */
export function shiftBucket(ms: number, count: number, grain: Grain, timeZone: string): number {
  if (isOfClock(grain)) return floorBucket(ms, grain, timeZone) + count * GRAIN_MS[grain];
  const start = floorLocal(toLocal(ms, timeZone), grain);
  const months = MONTHS[grain];
  if (months === undefined) return toUtc(start + count * GRAIN_MS[grain], timeZone);
  const date = new Date(start);
  return toUtc(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * months, 1), timeZone);
}

/** Minutes and hours follow each other evenly, whatever the wall clock does; longer buckets begin where the wall clock says so. */
function isOfClock(grain: Grain): boolean {
  return grain === 'minute' || grain === 'hour';
}

/** The bucket boundary nearest to `ms`. */
export function nearestBucket(ms: number, grain: Grain, timeZone: string): number {
  const start = floorBucket(ms, grain, timeZone);
  const end = shiftBucket(ms, 1, grain, timeZone);
  return ms - start <= end - ms ? start : end;
}

/** Floors a local time (milliseconds as if the wall clock were UTC). */
function floorLocal(local: number, grain: Grain): number {
  const date = new Date(local);
  const months = MONTHS[grain];
  if (months !== undefined) return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1);
  if (grain !== 'week') return local - modulo(local, GRAIN_MS[grain]);
  const day = local - modulo(local, DAY_MS);
  return day - ((date.getUTCDay() + 6) % 7) * DAY_MS;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** What the wall clock of `timeZone` shows at an instant, as milliseconds as if it were UTC. */
export function toLocal(ms: number, timeZone: string): number {
  return ms + offsetMs(ms, timeZone);
}

/** The earliest instant at which the wall clock shows a time; where the clock jumps over it, the jump. */
export function toUtc(local: number, timeZone: string): number {
  const [before, after] = [offsetMs(local - DAY_MS, timeZone), offsetMs(local + DAY_MS, timeZone)];
  if (before === after) return local - before;
  const candidates = [local - Math.max(before, after), local - Math.min(before, after)];
  return (
    candidates.find((ms) => toLocal(ms, timeZone) === local) ?? jumpBetween(candidates[0] as number, candidates[1] as number, timeZone)
  );
}

/** The instant, to the second, at which the offset changes after `fromMs`, at `toMs` at the latest. */
function jumpBetween(fromMs: number, toMs: number, timeZone: string): number {
  const offset = offsetMs(fromMs, timeZone);
  let [low, high] = [Math.floor(fromMs / 1000), Math.floor(toMs / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle * 1000, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** Offsets that were read, by zone and second: a timeline asks for the same ones again at each frame of a drag. */
const offsets = new Map<string, Map<number, number>>();
const MOST_OFFSETS = 20_000;

/** What the wall clock of `timeZone` is ahead of UTC at an instant, in milliseconds. */
function offsetMs(ms: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const second = Math.floor(ms / 1000);
  const known = offsetsOf(timeZone);
  const offset = known.get(second) ?? readOffset(second * 1000, timeZone);
  known.set(second, offset);
  return offset;
}

function offsetsOf(timeZone: string): Map<number, number> {
  const known = offsets.get(timeZone);
  if (known !== undefined && known.size < MOST_OFFSETS) return known;
  const fresh = new Map<number, number>();
  offsets.set(timeZone, fresh);
  return fresh;
}

function readOffset(ms: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...digits });
  clocks.set(timeZone, clock);
  return clock;
}

const DURATION = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/;

/** Length of an ISO 8601 duration of weeks, or of days to seconds, in milliseconds; null when it is none that a question may name. */
export function durationMs(duration: string): number | null {
  const match = DURATION.exec(duration);
  if (match === null) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  const total = (weeks * 7 + days) * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000;
  return total > 0 ? total : null;
}

/** An instant as the protocol writes it: `2017-08-27T00:00:00Z`. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
