/** RFC 3339 instants. */
import { DecodeFault, shown } from './decodeFault.ts';

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,20}))?(?:([Zz])|([+-])(\d\d):(\d\d))?$/;
const DATE_ONLY = /^\d{4}-\d\d-\d\d$/;
const FIRST_MS = 0;
const END_MS = Date.UTC(2101, 0, 1);
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Milliseconds since 1970 UTC of an instant of the years 1970 to 2100; what is finer than a millisecond is cut off. */
export function decodeTime(value: unknown): number | DecodeFault {
  if (typeof value !== 'string') return invalid(value);
  const match = INSTANT.exec(value.trim().replace(DATE_ONLY, '$&T00:00:00'));
  const timeMs = match && toMs(match);
  if (match === null || timeMs === null) return invalid(value);
  if (match[8] === undefined && match[9] === undefined) return withoutZone(value);
  if (timeMs < FIRST_MS || timeMs >= END_MS) {
    return new DecodeFault('out_of_range', 'time', `time: ${shown(value)} is outside the years 1970 to 2100 that are kept`);
  }
  return timeMs;
}

function toMs(match: RegExpExecArray): number | null {
  const part = (at: number): number => Number(match[at] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const [hour, minute, second] = [part(4), part(5), part(6)];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60 || part(10) > 23 || part(11) > 59) return null;
  const fractionMs = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offsetMs = (match[9] === '-' ? -1 : 1) * (part(10) * 60 + part(11)) * 60_000;
  // It would take the years 0 to 99 for those of the last century; all of the first millennium is out of range.
  return Date.UTC(Math.max(100, year), month - 1, day, hour, minute, second, fractionMs) - offsetMs;
}

function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

function withoutZone(value: string): DecodeFault {
  const reason = `time: ${shown(value)} names no zone; send an instant such as 2024-05-01T09:30:00Z or 2024-05-01T09:30:00+02:00`;
  return new DecodeFault('time_without_zone', 'time', reason);
}

function invalid(value: unknown): DecodeFault {
  const reason = `time: ${shown(value)} is no RFC 3339 instant; send one such as 2024-05-01T09:30:00Z, or leave it out for the time of receipt`;
  return new DecodeFault('invalid_time', 'time', reason);
}
