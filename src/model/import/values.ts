/** Values as files write them: decimals and times in the ways of several countries, read without loss. */
import { SCALES, type Scale } from '../../protocol/event.ts';
import { fromWallClock } from '../wallClock.ts';
import type { Cell, Reading } from './fields.ts';
import { namedDate } from './namedMonth.ts';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** The sign or code of a currency. */
const MARK = String.raw`[A-Z]{3}|[A-Z]{0,2}\p{Sc}`;
/** A sign before or after the mark, or behind the number, as bookkeeping programs write it; brackets around the number or around all of it mean less than nothing. */
const MONEY = new RegExp(String.raw`^([+-]?)\s*(${MARK})?\s*([+-]?)(\(?)\s*([\d.,'’\s]+?)\s*(\)?)([+-]?)\s*(${MARK})?$`, 'u');
const IN_BRACKETS = /^\((.+)\)$/;
/** Longer texts are no amounts. */
const MOST_CHARACTERS = 80;
/** Signs that mean one currency; the others are of several countries. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  R$: 'BRL',
  US$: 'USD',
  CA$: 'CAD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  '₹': 'INR',
  '₺': 'TRY',
  '₽': 'RUB',
  '₩': 'KRW',
  '₪': 'ILS',
  '₫': 'VND',
  '₴': 'UAH',
};

/** A decimal as plain text (`1234.50`), digit by digit as the file has it; null for what is no number. Never goes through a float. */
export function toDecimal(cell: Cell, decimal: Reading['decimal']): string | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : null;
  if (typeof cell !== 'string') return null;
  const text = cell.trim();
  if (decimal === '.' && PLAIN.test(text)) return text;
  const money = moneyOf(text);
  const digits = money && ungrouped(money.digits, decimal);
  return money && digits !== null ? `${money.isNegative ? '-' : ''}${digits}` : null;
}

/** The currency that stands beside a number: `EUR` of `12,50 €`; null where none does, or a sign such as `$` that several countries use. */
export function currencyNamed(cell: Cell): string | null {
  const mark = typeof cell === 'string' && !PLAIN.test(cell) ? moneyOf(cell.trim())?.mark : undefined;
  if (mark === undefined) return null;
  return SIGNS[mark] ?? (/^[A-Z]{3}$/.test(mark) ? mark : null);
}

/** Signs of several currencies, and what they mean where nothing else is said. */
const SHARED: Readonly<Record<string, string>> = { $: 'USD', '¥': 'JPY' };

/** The same, where amounts are reported in `reporting`: a sign that is not its own is that of another currency. Null: nobody knows what they are reported in. */
export function currencyMeant(reporting: string | null): (cell: Cell) => string | null {
  if (reporting === null) return currencyNamed;
  const own = signOf(reporting);
  return (cell) => {
    const mark = (typeof cell === 'string' && moneyOf(cell.trim())?.mark) || '';
    return currencyNamed(cell) ?? (mark === own ? null : (SHARED[mark] ?? null));
  };
}

/** As those who use the currency write it for short: of Jamaica, Namibia and many others `$`. */
function signOf(currency: string): string | undefined {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value;
}

interface Money {
  readonly digits: string;
  readonly isNegative: boolean;
  readonly mark: string | undefined;
}

function moneyOf(text: string): Money | null {
  if (text.length > MOST_CHARACTERS) return null;
  const inBrackets = IN_BRACKETS.exec(text)?.[1];
  const match = MONEY.exec((inBrackets ?? text).replaceAll('−', '-'));
  if (!match) return null;
  const [, before, first, between, opened, digits = '', closed, behind, last] = match;
  const signs = [before, between, behind].filter(Boolean);
  const brackets = (inBrackets === undefined ? 0 : 1) + (opened ? 1 : 0);
  if (Boolean(opened) !== Boolean(closed) || signs.length + brackets > 1) return null;
  return { digits, isNegative: brackets > 0 || signs[0] === '-', mark: first ?? last };
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
/** The same without marks: `20260301`, `20260301T101500Z`. */
const BASIC = /^(\d{4})(\d\d)(\d\d)(?:[Tt ]?(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d{1,9}))?)?)?([Zz])?$/;
const OTHER =
  /^(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)(?:,?\s+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?[Mm]?\.?(?:\s*(?:[Uu]hr|hs?\b)\.?)?\s*([Zz]|UTC|[+-]\d\d:?(?:\d\d)?)?)?$/;
/** Counts of seconds and of milliseconds since 1970, for the years 2001 to 2100. */
const [SECONDS, MILLIS] = [1e9, 1e12];
const LAST_S = 4_133_980_800;
/** Days as spreadsheets count them, of the years 1970 to 2100. */
const SHEET_DAY = /^\d{5}(?:[.,]\d+)?$/;
const [SHEET_1970, SHEET_2101] = [25_569, 73_416];

/** The instant as `2026-03-01T10:15:00.000Z`; null for what is no time that can be read. */
export function toInstant(cell: Cell, reading: Reading): string | null {
  const text = typeof cell === 'number' ? String(cell) : cell;
  if (typeof text !== 'string') return null;
  return fromText(text.trim(), reading) ?? sinceEpoch(text) ?? fromSheet(text.trim(), reading);
}

const CLOCK = /^(\d\d?)(:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)(?:\s*([AaPp])\.?[Mm]\.?)?$/;

/** `20260301`. */
const BARE_DAY = /^(\d{4})(\d\d)(\d\d)$/;

/** Whether a cell is a time of the day and nothing else. */
export function isClock(cell: Cell): boolean {
  return typeof cell === 'string' && CLOCK.test(cell.trim());
}

/** A day and the time of that day from another cell, as one; the day alone where that is no such time, or the day has one already. */
export function onClock(day: Cell, clock: Cell): Cell {
  const match = CLOCK.exec(String(clock ?? '').trim());
  if (typeof day !== 'string' || day.includes(':') || !match) return day;
  const [, hours, rest, half] = match;
  return `${day.trim().replace(BARE_DAY, '$1-$2-$3')} ${fullHour(hours, half)}${rest}`;
}

function fromText(text: string, { dateOrder, timeZone }: Reading): string | null {
  const iso = ISO.exec(text) ?? BASIC.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return instant({ year, month, day, hour, minute, second, fraction }, zone, timeZone);
  }
  const named = namedDate(text);
  if (named) {
    const { year, hour, half, zone } = named;
    return instant({ ...named, year: fullYear(year), hour: fullHour(hour, half), fraction: undefined }, zone, timeZone);
  }
  const match = OTHER.exec(text);
  if (!match) return null;
  const [, first, mark, next, years = '', hours, minute, second, fraction, half, zone] = match;
  const dayFirst = mark === '.' || dateOrder === 'day';
  const [day, month] = dayFirst ? [first, next] : [next, first];
  const clock = { year: fullYear(years), month, day, hour: fullHour(hours, half), minute, second, fraction };
  return instant(clock, zone, timeZone);
}

function fullYear(years: string): string {
  return years.length === 2 ? `${Number(years) < 70 ? 20 : 19}${years}` : years;
}

/** Of 24, by the a or p of AM and PM. */
function fullHour(hours: string | undefined, half: string | undefined): string | undefined {
  return half === undefined ? hours : String((Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0));
}

type Clock = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction', string | undefined>>;

function instant(clock: Clock, zone: string | undefined, timeZone: string): string | null {
  const [year, month, day] = [Number(clock.year), Number(clock.month), Number(clock.day)];
  const [hour, minute, second] = [Number(clock.hour ?? 0), Number(clock.minute ?? 0), Number(clock.second ?? 0)];
  const millis = Number((clock.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  // `Date.UTC` would take the year 12 for 1912.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const wall = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  const isReal = new Date(midnight).getUTCDate() === day && month >= 1 && month <= 12;
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

const [HOUR_MS, MINUTE_MS] = [3_600_000, 60_000];
const MOST_KEPT = 50_000;
/** Asking the browser for a zone is slow, and the rows of a file share their hours. Null: the clocks are set within that hour. */
const known = new Map<string, number | null>();

/** How far the clocks of the zone are ahead of UTC at this wall time. */
function aheadAt(wall: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const hour = Math.floor(wall / HOUR_MS) * HOUR_MS;
  const key = `${timeZone} ${hour}`;
  let ahead = known.get(key);
  if (ahead === undefined) {
    const [first, last] = [hour, hour + HOUR_MS - MINUTE_MS].map((ms) => ms - instantAt(ms, timeZone));
    ahead = first === last ? (first ?? null) : null;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, ahead);
  }
  if (ahead !== null) return ahead;
  const minute = Math.floor(wall / MINUTE_MS) * MINUTE_MS;
  return minute - instantAt(minute, timeZone);
}

function instantAt(wall: number, timeZone: string): number {
  return fromWallClock(new Date(wall).toISOString().slice(0, 16), timeZone);
}

function sinceEpoch(text: string): string | null {
  if (!/^\d{10}(?:\d{3})?(?:\.\d+)?$/.test(text.trim())) return null;
  const count = Number(text);
  const ms = count >= MILLIS ? count : count >= SECONDS ? count * 1000 : Number.NaN;
  return ms < LAST_S * 1000 ? new Date(Math.floor(ms)).toISOString() : null;
}

/** A date that lost its format in a spreadsheet is the count of its days; a part of one is the time of the day. */
function fromSheet(text: string, { timeZone }: Reading): string | null {
  const days = SHEET_DAY.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  if (!(days >= SHEET_1970 && days < SHEET_2101)) return null;
  const wall = Math.round((days - SHEET_1970) * 86_400) * 1000;
  return new Date(wall - aheadAt(wall, timeZone)).toISOString();
}

/** Hours, minutes and seconds, as telephone systems write how long a call took. Of two parts nobody knows whether they are hours and minutes. */
const LENGTH = /^(\d{1,4}):([0-5]\d):([0-5]\d(?:[.,]\d+)?)$/;

/** A length of time in seconds, written as a number of them or as `00:02:23`; null for what is none. */
export function toSeconds(cell: Cell, decimal: Reading['decimal']): number | null {
  const [, hours, minutes, seconds = ''] = LENGTH.exec(String(cell ?? '').trim()) ?? [];
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
  const number = toDecimal(cell, decimal);
  return number === null ? null : Number(number);
}

/** With the words that spreadsheets of these languages write. */
const YES = new Set(['true', 'yes', 'y', '1', 'sim', 's', 'verdadeiro', 'ja', 'j', 'wahr']);
const NO = new Set(['false', 'no', 'n', '0', 'não', 'nao', 'falso', 'nein', 'falsch']);

/** Yes or no in the languages of the page; null for anything else. */
export function toYesNo(cell: Cell): boolean | null {
  if (typeof cell === 'boolean') return cell;
  const word = String(cell ?? '')
    .trim()
    .toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

const NO_VALUE = /^(?:#?n\/a|na|null|none|nan|\\N|[-–—])$/i;

/** Whether a cell says that there is nothing: as programs write it where a number, a time or a yes is missing. Of a text nobody knows: NA is Namibia. */
export function saysNothing(cell: Cell): boolean {
  return cell === null || (typeof cell === 'number' ? Number.isNaN(cell) : typeof cell === 'string' && NO_VALUE.test(cell.trim()));
}

/** The scale that a cell names, also without the number that its scores go to; null for none. */
export function toScale(cell: Cell): Scale | null {
  const name = String(cell ?? '')
    .trim()
    .toLowerCase();
  if (Object.hasOwn(SCALES, name)) return name as Scale;
  return name === 'csat' ? 'csat5' : name === 'ces' ? 'ces7' : null;
}
