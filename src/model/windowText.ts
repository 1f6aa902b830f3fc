/** A window of time in words. */
import { capitalized, say, texts } from './language.ts';
import { dateRangeText, dateText } from './ticks.ts';
import { durationMs, floorBucket, GRAIN_MS, type Span, shiftBucket, toInstant } from './timeBuckets.ts';
import type { Calendar } from './timeline.ts';
import type { TimeWindow } from './viewState.ts';

const TEXTS = texts({
  en: {
    last: {
      day: (count: number) => (count === 1 ? 'last day' : `last ${count} days`),
      hour: (count: number) => (count === 1 ? 'last hour' : `last ${count} hours`),
      minute: (count: number) => (count === 1 ? 'last minute' : `last ${count} minutes`),
      second: (count: number) => (count === 1 ? 'last second' : `last ${count} seconds`),
    },
    now: 'now',
    days: 'd',
    weekOf: (day: string) => `week of ${day}`,
    quarter: (share: number, year: string) => `Q${Math.ceil(share)} ${year}`,
  },
  pt: {
    last: {
      day: (count) => (count === 1 ? 'último dia' : `últimos ${count} dias`),
      hour: (count) => (count === 1 ? 'última hora' : `últimas ${count} horas`),
      minute: (count) => (count === 1 ? 'último minuto' : `últimos ${count} minutos`),
      second: (count) => (count === 1 ? 'último segundo' : `últimos ${count} segundos`),
    },
    now: 'agora',
    days: 'd',
    weekOf: (day) => `semana de ${day}`,
    quarter: (share, year) => `${Math.ceil(share)}º tri. ${year}`,
  },
  de: {
    last: {
      day: (count) => (count === 1 ? 'letzter Tag' : `letzte ${count} Tage`),
      hour: (count) => (count === 1 ? 'letzte Stunde' : `letzte ${count} Stunden`),
      minute: (count) => (count === 1 ? 'letzte Minute' : `letzte ${count} Minuten`),
      second: (count) => (count === 1 ? 'letzte Sekunde' : `letzte ${count} Sekunden`),
    },
    now: 'jetzt',
    days: 'T',
    weekOf: (day) => `Woche ab ${day}`,
    quarter: (share, year) => `${Math.ceil(share)}. Quartal ${year}`,
  },
});

/** Windows that can be followed live. */
export const LAST_CHOICES = ['PT15M', 'PT1H', 'P1D', 'P7D', 'P30D'] as const;

/** The window to follow first: an hour while events are fresh, a month of those that ended long ago. */
export function firstLast(lagMs: number | null): (typeof LAST_CHOICES)[number] {
  return lagMs !== null && lagMs > GRAIN_MS.day ? 'P30D' : 'PT1H';
}

/** The longest window to follow before which as much time of data lies again; an hour where there is none. */
export function comparableLast({ fromMs, toMs }: Span): (typeof LAST_CHOICES)[number] {
  return LAST_CHOICES.findLast((choice) => 2 * (durationMs(choice) ?? 0) <= toMs - fromMs) ?? 'PT1H';
}

/** Lengths in days that are offered of data that ended. */
const ENDED_DAYS = [365, 182, 91, 30, 7] as const;

/** The window to set against the time before it. Where the data ended, it may be as long as a year, up to their last day in the workspace's time zone. */
export function comparableWindow(
  extent: Span,
  hasEnded: boolean,
  timeZone: string,
): { readonly window: TimeWindow; readonly text: string } {
  const days = ENDED_DAYS.find((count) => 2 * count * GRAIN_MS.day <= extent.toMs - extent.fromMs);
  if (!hasEnded || days === undefined) {
    const duration = comparableLast(extent);
    return { window: { kind: 'last', duration }, text: lastText(duration) };
  }
  const toMs = shiftBucket(extent.toMs, 1, 'day', timeZone);
  const window = { kind: 'between', from: toInstant(shiftBucket(toMs, -days, 'day', timeZone)), to: toInstant(toMs) } as const;
  return { window, text: lastText(`P${days}D`) };
}

/** `last 15 minutes`, `last hour`, `last 7 days`. */
export function lastText(duration: string): string {
  const ms = durationMs(duration) ?? 0;
  const units = [
    ['day', GRAIN_MS.day],
    ['hour', GRAIN_MS.hour],
    ['minute', GRAIN_MS.minute],
    ['second', 1000],
  ] as const;
  const [name, size] = units.find(([, length]) => ms >= length && ms % length === 0) ?? ['second', 1000];
  return say(TEXTS).last[name](Math.round(ms / size));
}

/** `27 Aug 2017 – 26 Aug 2018`: the last day is named, not the first after it; hours where the window does not fall on days. */
export function spanText(span: Span, timeZone: string): string {
  const onDays = [span.fromMs, span.toMs].every((ms) => floorBucket(ms, 'day', timeZone) === ms);
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  if (onDays) return dateRangeText({ fromMs: span.fromMs, toMs: span.toMs - 1 }, timeZone, day);
  const [from, to] = [dateText(span.fromMs, timeZone, day), dateText(span.toMs, timeZone, day)];
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const start = `${from}, ${dateText(span.fromMs, timeZone, time)}`;
  return `${start} – ${from === to ? '' : `${to}, `}${dateText(span.toMs, timeZone, time)}`;
}

/** The window as a title. */
export function windowText(window: TimeWindow, extent: Span, timeZone: string): string {
  if (window.kind === 'last') return capitalized(lastText(window.duration));
  if (window.kind === 'between') return spanText({ fromMs: Date.parse(window.from), toMs: Date.parse(window.to) }, timeZone);
  return spanText({ fromMs: floorBucket(extent.fromMs, 'day', timeZone), toMs: shiftBucket(extent.toMs, 1, 'day', timeZone) }, timeZone);
}

/** A text that is broken after a dash or a comma only: a date stays in one piece. */
export function unbroken(text: string): string {
  return text.replace(/(?<![–,])\s(?!–)/gu, '\u00a0').replace(/\s–/gu, '\u00a0–');
}

/** Whether so long ago is now: no sentence says `now ago`. */
export function isNow(ageMs: number): boolean {
  return ageMs < 1500;
}

/** `now`, `12 s`, `4 min`, `3 h`, `2 d`: how long ago something was. */
export function ageText(ageMs: number): string {
  return isNow(ageMs) ? say(TEXTS).now : lastingText(ageMs);
}

/** How long something takes: as {@link ageText}, `< 1 s` where it is less. */
export function lastingText(ageMs: number): string {
  const { days } = say(TEXTS);
  if (ageMs < 1000) return '< 1 s';
  if (ageMs < 100_000) return `${Math.round(ageMs / 1000)} s`;
  if (ageMs < 100 * 60_000) return `${Math.round(ageMs / 60_000)} min`;
  if (ageMs < 48 * 3_600_000) return `${Math.round(ageMs / 3_600_000)} h`;
  return `${Math.round(ageMs / 86_400_000)} ${days}`;
}

/** One bucket of the timeline: `Aug 2017`, `week of 27 Aug 2017`, `27 Aug, 14:00`. */
export function bucketText(bucket: Span, { grain, timeZone }: Calendar): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  if (grain === 'year') return dateText(bucket.fromMs, timeZone, { year: 'numeric' });
  if (grain === 'quarter')
    return say(TEXTS).quarter(
      Number(dateText(bucket.fromMs, timeZone, { month: 'numeric' })) / 3,
      dateText(bucket.fromMs, timeZone, { year: 'numeric' }),
    );
  if (grain === 'month') return dateText(bucket.fromMs, timeZone, { month: 'short', year: 'numeric' });
  if (grain === 'week') return say(TEXTS).weekOf(dateText(bucket.fromMs, timeZone, day));
  if (grain === 'day') return dateText(bucket.fromMs, timeZone, { weekday: 'short', ...day });
  return dateText(bucket.fromMs, timeZone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
