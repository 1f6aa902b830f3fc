/** Numbers as people read them, in their language: `$21.19M`, `78.1 %`, `71,846`, `4 m 10 s`. A missing number is a dash. */
import { languageNow, localeNow, say, texts } from './language.ts';

const TEXTS = texts({
  en: { points: 'pt', to: ' to ', minutes: 'm', percent: ' %' },
  pt: { points: 'pts', to: ' a ', minutes: 'min', percent: '%' },
  de: { points: 'Pkt.', to: ' bis ', minutes: 'min', percent: ' %' },
});

/** What stands where a number is not known. */
export const MISSING = '–';

const CURRENCY = /^[A-Z]{3}$/;
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = localeNow() + JSON.stringify(options);
  // Minus zero, and what rounds to it, reads as a sign of something.
  const format = formats.get(key) ?? new Intl.NumberFormat(localeNow(), { signDisplay: 'negative', ...options });
  formats.set(key, format);
  return format;
}

/** Whether the unit of a column is a currency: a code of three capitals. */
export function isCurrency(unit: string | null): unit is string {
  return unit !== null && CURRENCY.test(unit);
}

/** A number split so that its unit can be set smaller: `{ text: '78.1', suffix: '%' }`. The suffix is empty where the sign is part of the number. */
export interface FormattedValue {
  readonly text: string;
  readonly suffix: string;
}

/** Splits a value and its unit for large type; NaN and null give a dash. Numbers of 10,000 and more are shortened except counts. */
export function formatParts(value: number | null, unit: string | null): FormattedValue {
  if (value === null || !Number.isFinite(value)) return { text: MISSING, suffix: '' };
  if (isCurrency(unit)) return { text: formatMoney(value, unit), suffix: '' };
  if (unit === '%') return { text: formatFixed(value, 1), suffix: '%' };
  if (unit === 'points') return { text: formatFixed(value, 1), suffix: say(TEXTS).points };
  if (unit === 'score') return { text: formatFixed(value, 2), suffix: '' };
  if (unit === 's') return { text: formatDuration(value), suffix: '' };
  if (unit === 'count' || unit === null) return { text: formatCount(value), suffix: '' };
  return { text: formatCount(value), suffix: unit };
}

/** A value with its unit in one text: `$21.19M`, `78.1 %`, `71,846`. */
export function formatValue(value: number | null, unit: string | null): string {
  const { text, suffix } = formatParts(value, unit);
  return withSuffix(text, suffix);
}

function withSuffix(text: string, suffix: string): string {
  if (suffix === '%') return `${text}${say(TEXTS).percent}`;
  return suffix === '' ? text : `${text} ${suffix}`;
}

/** A share of one as a whole percentage: `78 %`. */
export function formatShare(share: number): string {
  return withSuffix(formatFixed(share * 100, 0), '%');
}

/** A value in as few signs as a label on the map bears: `$419k`, `78 %`, `72k`. */
export function formatShort(value: number | null, unit: string | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  if (isCurrency(unit)) return formatShortMoney(value, unit);
  if (unit === '%') return withSuffix(formatFixed(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0), '%');
  if (unit === 'count' || unit === null) return compact(value, {}, { maximumSignificantDigits: 3 });
  return formatValue(value, unit);
}

/** A round amount of a scale without digits that say nothing: `$5M`, `$20k`, `50`. */
export function formatRound(value: number, unit: string): string {
  return isCurrency(unit) ? compactMoney(value, unit, { maximumSignificantDigits: 3 }) : formatShort(value, unit);
}

/** An exact count or amount, never shortened: `71,846`, `$457,687.63`. Up to four decimals, as the product keeps them, or `most`; an amount has those of its currency. */
export function formatExact(value: number | null, unit: string | null, most = 4): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  if (isCurrency(unit)) return formatWholeMoney(value, unit, most);
  const text = numberFormat({ maximumFractionDigits: most }).format(value);
  if (unit === null || unit === 'count' || unit === 'score') return text;
  return withSuffix(text, unit === 'points' ? say(TEXTS).points : unit);
}

/** So many of something, in the word for one or for several: `1 event`, `71,846 events`. */
export function counted(count: number, one: string, several: string): string {
  return `${formatExact(count, 'count')} ${count === 1 ? one : several}`;
}

/** A change with its sign: `+1.9`, `−0.5`; `unit` as in {@link formatValue}. */
export function formatChange(value: number | null, unit: string | null): string {
  if (value === null || !Number.isFinite(value)) return MISSING;
  const size = formatValue(Math.abs(value), unit === '%' ? 'points' : unit);
  if (!/[1-9]/.test(size)) return size;
  return `${value > 0 ? '+' : '−'}${size}`;
}

/** A 95 % interval without its unit: `[77.2–79.0]`, with a word where a sign would look like a dash: `[-3.5 to 9.4]`; empty where a bound is missing. */
export function formatInterval(low: number | null, high: number | null, unit: string | null): string {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return '';
  const digits = unit === 'score' ? 2 : 1;
  return `[${formatFixed(low, digits)}${low < 0 ? say(TEXTS).to : '–'}${formatFixed(high, digits)}]`;
}

/** Seconds as `4 m 10 s`, `2 h 5 m` or `41 s`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const { minutes } = say(TEXTS);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} ${minutes} ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} ${minutes}`;
}

/** From here on three significant digits round up to the next unit: 999,500 reads `$1.00M`, not `$1,000k`. */
const MILLION_FROM = 999_500;

function formatMoney(value: number, currency: string): string {
  const size = Math.abs(value);
  if (size < 1000) return formatSmallMoney(value, currency, size >= 100);
  if (size < MILLION_FROM) return compactMoney(value, currency, { maximumSignificantDigits: 3 });
  if (size < 1e6) return formatShortMoney(value, currency);
  return compactMoney(value, currency, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function formatShortMoney(value: number, currency: string): string {
  const size = Math.abs(value);
  if (size < 1000) return formatSmallMoney(value, currency, size >= 1);
  if (size < MILLION_FROM) return compactMoney(value, currency, { maximumSignificantDigits: size < 99_500 ? 2 : 3 });
  return compactMoney(value, currency, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
}

function formatWholeMoney(value: number, currency: string, most: number): string {
  const least = coinDigits(value, currency);
  return currencyFormat(currency, { minimumFractionDigits: least, maximumFractionDigits: Math.max(least, most) }).format(value);
}

/** Decimals of an amount in a currency: three of dinars, two of most; none of yen, unless it is converted to a part of one. */
function coinDigits(value: number, currency: string): number {
  const usual = currencyFormat(currency, {}).resolvedOptions().minimumFractionDigits ?? 2;
  return Number.isInteger(value) ? usual : Math.max(2, usual);
}

function formatSmallMoney(value: number, currency: string, whole: boolean): string {
  const digits = whole || value === 0 ? 0 : coinDigits(value, currency);
  return currencyFormat(currency, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

function compactMoney(value: number, currency: string, digits: Intl.NumberFormatOptions): string {
  return compact(value, currencyOptions(currency), digits);
}

function currencyFormat(currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return numberFormat({ ...currencyOptions(currency), ...options });
}

/** A plain `$` says US dollars in English and German, not in Portuguese. */
function currencyOptions(currency: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency, currencyDisplay: languageNow() === 'pt' ? 'symbol' : 'narrowSymbol' };
}

function formatCount(value: number): string {
  return numberFormat({ maximumFractionDigits: Number.isInteger(value) ? 0 : 2 }).format(value);
}

function formatFixed(value: number, digits: number): string {
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(value.toFixed(digits)));
}

const THOUSAND = 1000;

/** Short numbers by the language's own words, but `k` for thousands, and `Tsd.` where German would write them out. */
function compact(value: number, style: Intl.NumberFormatOptions, digits: Intl.NumberFormatOptions): string {
  const size = Math.abs(value);
  if (languageNow() !== 'de' || size < THOUSAND || size >= MILLION_FROM)
    return numberFormat({ ...style, notation: 'compact', ...digits })
      .format(value)
      .replace(/K$/, 'k');
  const parts = numberFormat({ ...style, ...digits }).formatToParts(value / THOUSAND);
  const last = parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction');
  return parts.map((part, at) => (at === last ? `${part.value}\u00a0Tsd.` : part.value)).join('');
}
