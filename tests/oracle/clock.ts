/** Local time by the platform's calendar alone, without any shortcut: for checking the server's. */

const formats = new Map<string, Intl.DateTimeFormat>();
const DAY_MS = 86_400_000;

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export function wallClock(timeMs: number, zone: string): Wall {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(timeMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return { year, month, day, hour, minute, second };
}

/** The wall clock as one number that sorts as it reads. */
function reading(timeMs: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(timeMs, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const known = new Map<string, number>();

/** First instant at which the wall clock shows this date and time or, where it is skipped, something later. */
export function firstInstant(localMs: number, zone: string): number {
  const key = `${zone} ${localMs}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const first = search(localMs, zone);
  known.set(key, first);
  return first;
}

function search(localMs: number, zone: string): number {
  // The clock can be up to 15 hours from UTC. Quarter hours are tried one by one, since a clock that is set back shows a time twice.
  const step = 900_000;
  let low = localMs - DAY_MS;
  while (reading(low + step, zone) < localMs) low += step;
  let high = low + step;
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (reading(middle, zone) < localMs) low = middle;
    else high = middle;
  }
  return high;
}

/** Start instant of the bucket that holds an instant. */
export function bucketStart(grain: string, timeMs: number, zone: string): number {
  if (grain === 'minute') return partOfHour(timeMs, zone, 60_000);
  if (grain === 'hour') return partOfHour(timeMs, zone, 3_600_000);
  const { year, month, day } = wallClock(timeMs, zone);
  return firstInstant(firstDate(grain, year, month, day), zone);
}

/** A bucket of the clock begins where it reads a whole unit or, when it was set within the unit, at that moment. */
function partOfHour(timeMs: number, zone: string, unitMs: number): number {
  const wholeMs = Math.floor(timeMs / 1000) * 1000;
  const shown = reading(wholeMs, zone);
  const startMs = wholeMs - (((shown % unitMs) + unitMs) % unitMs);
  if (reading(startMs, zone) % unitMs === 0) return startMs;
  const offset = shown - wholeMs;
  let changed = wholeMs;
  while (reading(changed - 1000, zone) - (changed - 1000) === offset) changed -= 1000;
  return changed;
}

function firstDate(grain: string, year: number, month: number, day: number): number {
  switch (grain) {
    case 'day':
      return Date.UTC(year, month - 1, day);
    case 'week': {
      const date = Date.UTC(year, month - 1, day);
      const sinceMonday = (new Date(date).getUTCDay() + 6) % 7;
      return date - sinceMonday * DAY_MS;
    }
    case 'month':
      return Date.UTC(year, month - 1, 1);
    case 'quarter':
      return Date.UTC(year, month - 1 - ((month - 1) % 3), 1);
    case 'year':
      return Date.UTC(year, 0, 1);
    default:
      throw new Error(`grain ${grain}: unknown`);
  }
}

/** `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds only where there are any. */
export function toText(timeMs: number): string {
  const text = new Date(timeMs).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}
