/** Values as files write them: decimals and times in the ways of several countries, read without loss. */
import { fromWallClock } from '../wallClock.ts';
import type { Cell, Reading } from './fields.ts';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Signs and codes of currencies beside a number. */
const CURRENCY = /^(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc})?\s*([+-]?)\s*(?:[A-Z]{0,2}\p{Sc})?\s*([\d.,'’\s]+?)\s*(?:[A-Z]{3}|\p{Sc})?$/u;
const IN_BRACKETS = /^\((.+)\)$/;

/** A decimal as plain text (`1234.50`), digit by digit as the file has it; null for what is no number. Never goes through a float. */
export function toDecimal(cell: Cell, decimal: Reading['decimal']): string | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : null;
  if (typeof cell !== 'string') return null;
  const text = cell.trim();
  if (decimal === '.' && PLAIN.test(text)) return text;
  const inBrackets = IN_BRACKETS.exec(text)?.[1];
  const match = CURRENCY.exec(inBrackets ?? text);
  if (!match) return null;
  const digits = ungrouped(match[2] ?? '', decimal);
  if (digits === null) return null;
  return (match[1] === '-') !== (inBrackets !== undefined) ? `-${digits}` : digits;
}

/** Without the marks between thousands; null when they stand where none belong. */
function ungrouped(text: string, decimal: Reading['decimal']): string | null {
  const [whole = '', fraction, more] = text.split(decimal);
  if (more !== undefined || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  const plain = /^\d*$/.test(whole) || /^\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*$/.test(whole);
  const digits = whole.replaceAll(/\D/g, '');
  if (!plain || digits + (fraction ?? '') === '') return null;
  return fraction ? `${digits || '0'}.${fraction}` : digits;
}

const ISO = /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[Tt ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*([Zz]|UTC|[+-]\d\d:?(?:\d\d)?)?$/;
const OTHER = /^(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)(?:,?\s+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?[Mm]?\.?)?$/;
/** Counts of seconds and of milliseconds since 1970, for the years 2001 to 2100. */
const [SECONDS, MILLIS] = [1e9, 1e12];
const LAST_S = 4_133_980_800;

/** The instant as `2026-03-01T10:15:00.000Z`; null for what is no time that can be read. */
export function toInstant(cell: Cell, reading: Reading): string | null {
  const text = typeof cell === 'number' ? String(cell) : cell;
  if (typeof text !== 'string') return null;
  return fromText(text.trim(), reading) ?? sinceEpoch(text);
}

function fromText(text: string, { dateOrder, timeZone }: Reading): string | null {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return instant({ year, month, day, hour, minute, second, fraction }, zone, timeZone);
  }
  const match = OTHER.exec(text);
  if (!match) return null;
  const [, first, mark, next, years = '', hours, minute, second, fraction, half] = match;
  const dayFirst = mark === '.' || dateOrder === 'day';
  const hour = half === undefined ? hours : String((Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0));
  const year = years.length === 2 ? `${Number(years) < 70 ? 20 : 19}${years}` : years;
  const [day, month] = dayFirst ? [first, next] : [next, first];
  return instant({ year, month, day, hour, minute, second, fraction }, undefined, timeZone);
}

type Clock = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction', string | undefined>>;

function instant(clock: Clock, zone: string | undefined, timeZone: string): string | null {
  const [year, month, day] = [Number(clock.year), Number(clock.month), Number(clock.day)];
  const [hour, minute, second] = [Number(clock.hour ?? 0), Number(clock.minute ?? 0), Number(clock.second ?? 0)];
  const millis = Number((clock.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12;
  if (!isReal || hour > 23 || minute > 59 || second > 59) return null;
  const ahead = zone === undefined ? aheadAt(wall, timeZone) : offset(zone);
  return new Date(wall - ahead).toISOString();
}

/** Milliseconds of `+02:00`, `-0300`, `+01`, `Z`. */
function offset(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}

const HOUR_MS = 3_600_000;
const MOST_KEPT = 50_000;
/** Asking the browser for a zone is slow, and the rows of a file share their hours. */
const known = new Map<string, number>();

/** How far the clocks of the zone are ahead of UTC in the hour of this wall time. */
function aheadAt(wall: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const hour = Math.floor(wall / HOUR_MS) * HOUR_MS;
  const key = `${timeZone} ${hour}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const ahead = hour - fromWallClock(new Date(hour).toISOString().slice(0, 16), timeZone);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, ahead);
  return ahead;
}

function sinceEpoch(text: string): string | null {
  if (!/^\d{10}(?:\d{3})?(?:\.\d+)?$/.test(text.trim())) return null;
  const count = Number(text);
  const ms = count >= MILLIS ? count : count >= SECONDS ? count * 1000 : Number.NaN;
  return ms < LAST_S * 1000 ? new Date(Math.floor(ms)).toISOString() : null;
}

const YES = new Set(['true', 'yes', 'y', '1', 'sim', 's', 'ja', 'j']);
const NO = new Set(['false', 'no', 'n', '0', 'não', 'nao', 'nein']);

/** Yes or no in the languages of the page; null for anything else. */
export function toYesNo(cell: Cell): boolean | null {
  if (typeof cell === 'boolean') return cell;
  const word = String(cell ?? '')
    .trim()
    .toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}
