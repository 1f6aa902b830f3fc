/**
 * The workspace's time zone: offsets of its clock and the time buckets of its calendar.
 * A bucket has a whole-number `key` (what rows are grouped by) and a start instant (its id in answers).
 */

export const GRAINS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Offsets are looked up in runs of this length; no zone changes its clock twice within one probe. */
const BLOCK_MS = 256 * DAY_MS;
const PROBE_MS = 4 * DAY_MS;
/** Monday 5 January 1970 is day 4; ISO weeks start on Monday. */
const FIRST_MONDAY = 4;

export interface Zone {
  /** What the zone's clock adds to UTC at an instant, in ms. */
  offsetAt(timeMs: number): number;
  /** Key of the bucket that holds an instant whose offset is `offsetMs`: equal keys, same bucket. */
  bucketKey(grain: Grain, timeMs: number, offsetMs: number): number;
  /** Start instant (ms) of a bucket. */
  bucketStart(grain: Grain, key: number): number;
  /** Key of the bucket that starts at exactly this instant, or undefined when none does. */
  keyOfStart(grain: Grain, startMs: number): number | undefined;
  /** First instant (ms) of the local date `day` (days since 1970-01-01). */
  startOfDay(day: number): number;
  /** The earliest instant at which the zone's clock reads `localMs` (as if it were UTC) or, where it jumps over it, the jump. */
  instantOf(localMs: number): number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/** Text of an instant as time buckets carry it: `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds only where there are any. */
export function toInstantText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** The zone of an IANA name; throws RangeError for a name that the platform does not know. */
export function createZone(name: string): Zone {
  const readOffset = createOffsetReader(name);
  const blocks = new Map<number, readonly Span[]>();
  let recent: Span = { fromMs: 0, toMs: 0, offsetMs: 0 };

  function spanAt(timeMs: number): Span {
    if (timeMs >= recent.fromMs && timeMs < recent.toMs) return recent;
    const block = Math.floor(timeMs / BLOCK_MS);
    let spans = blocks.get(block);
    if (!spans) {
      spans = probeSpans(readOffset, block * BLOCK_MS);
      blocks.set(block, spans);
    }
    recent = spans.find((span) => timeMs < span.toMs) ?? recent;
    return recent;
  }

  const offsetAt = (timeMs: number): number => spanAt(timeMs).offsetMs;
  const dayStarts = new Map<number, number>();

  function instantOf(localMs: number): number {
    let span = spanAt(localMs - 2 * DAY_MS);
    while (span.toMs + span.offsetMs <= localMs) span = spanAt(span.toMs);
    return Math.max(localMs - span.offsetMs, span.fromMs);
  }

  function startOfDay(day: number): number {
    let start = dayStarts.get(day);
    if (start === undefined) {
      start = instantOf(day * DAY_MS);
      dayStarts.set(day, start);
    }
    return start;
  }

  function bucketStart(grain: Grain, key: number): number {
    if (grain !== 'minute' && grain !== 'hour') return startOfDay(firstDay(grain, key));
    const span = spanAt(key);
    const unit = grain === 'hour' ? HOUR_MS : MINUTE_MS;
    // After a clock change by part of a unit, the first bucket is short: it starts with the change.
    return floorMod(key + span.offsetMs, unit) === 0 ? key : span.toMs;
  }

  function bucketKey(grain: Grain, timeMs: number, offsetMs: number): number {
    const localMs = timeMs + offsetMs;
    if (grain === 'minute') return timeMs - floorMod(localMs, MINUTE_MS);
    if (grain === 'hour') return timeMs - floorMod(localMs, HOUR_MS);
    return calendarKey(grain, Math.floor(localMs / DAY_MS));
  }

  function keyOfStart(grain: Grain, startMs: number): number | undefined {
    const key = bucketKey(grain, startMs, offsetAt(startMs));
    return bucketStart(grain, key) === startMs ? key : undefined;
  }

  return { offsetAt, bucketKey, bucketStart, keyOfStart, startOfDay, instantOf };
}

/** Key of a calendar bucket from the local date: days, ISO weeks, months, quarters or years on one number line each. */
function calendarKey(grain: Grain, day: number): number {
  if (grain === 'week') return Math.floor((day - FIRST_MONDAY) / 7);
  if (grain === 'day') return day;
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  if (grain === 'month') return year * 12 + date.getUTCMonth();
  if (grain === 'quarter') return year * 4 + Math.floor(date.getUTCMonth() / 3);
  return year;
}

function firstDay(grain: Grain, key: number): number {
  if (grain === 'week') return key * 7 + FIRST_MONDAY;
  if (grain === 'day') return key;
  const months = grain === 'month' ? key : grain === 'quarter' ? key * 3 : key * 12;
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), floorMod(months, 12), 1);
  return Math.round(date.getTime() / DAY_MS);
}

/** The remainder, never negative, of whole numbers below 2^53; `%` of what is beyond 2^31 takes ten times as long. */
function floorMod(value: number, unit: number): number {
  return value - Math.floor(value / unit) * unit;
}

function probeSpans(readOffset: (timeMs: number) => number, fromMs: number): Span[] {
  const toMs = fromMs + BLOCK_MS;
  const spans: Span[] = [];
  let start = fromMs;
  let offsetMs = readOffset(fromMs);
  for (let probe = fromMs; probe < toMs; ) {
    const next = Math.min(probe + PROBE_MS, toMs);
    const nextOffset = readOffset(next);
    if (nextOffset === offsetMs) {
      probe = next;
      continue;
    }
    const change = findChange(readOffset, probe, next, offsetMs);
    spans.push({ fromMs: start, toMs: change, offsetMs });
    start = probe = change;
    offsetMs = readOffset(change);
  }
  if (start < toMs) spans.push({ fromMs: start, toMs, offsetMs });
  return spans;
}

/** First instant in (fromMs, toMs] whose offset is no longer `offsetMs`. */
function findChange(readOffset: (timeMs: number) => number, fromMs: number, toMs: number, offsetMs: number): number {
  let low = Math.floor(fromMs / 1000);
  let high = Math.floor(toMs / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(middle * 1000) === offsetMs) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function createOffsetReader(name: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (format.resolvedOptions().timeZone === 'UTC') return () => 0;
  return (timeMs) => {
    const wholeMs = Math.floor(timeMs / 1000) * 1000;
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(wholeMs)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  };
}
