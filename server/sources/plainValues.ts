/** When a value stands just as its decoder would leave it: by kind and bytes, without making it. */
import { SCALES } from '../../src/protocol/event.ts';
import { toFixedOne } from '../log/decimal.ts';
import { ESCAPED_TEXT, FALSE, NESTED, NULL, NUMBER, TEXT, TRUE, WIDE_TEXT } from '../log/jsonScanner.ts';
import { dimensionText, MAX_DIMENSION_CHARACTERS } from './decodeText.ts';

/** Whether the value of this kind between `from` and `to` is plain. */
export type Rule = (bytes: Uint8Array, kind: number, from: number, to: number) => boolean;

const [SPACE, MINUS, POINT, ZERO, NINE, LETTER_A, LETTER_Z] = [0x20, 0x2d, 0x2e, 0x30, 0x39, 0x41, 0x5a];
/** So many digits before the point are within what amounts may be. */
const MAX_WHOLE_DIGITS = 11;
/** So many digits in all, and so many behind the point, are read exactly here. */
const MAX_DIGITS = 15;
const PLACES = 4;

/** Of a text that need be no more than tidy, and not too long. */
export const TIDY_TEXT: Rule = (bytes, kind, from, to) => isTidyText(bytes, kind, from, to, MAX_DIMENSION_CHARACTERS);
const own: Rule = (_bytes, kind) => kind !== NULL && kind !== ESCAPED_TEXT;
const decimal: Rule = (bytes, kind, from, to) =>
  kind === NUMBER ? isWithinBounds(bytes, from, to) : kind === TEXT && isDecimalText(bytes, from + 1, to - 1);
const number: Rule = (bytes, kind, from, to) => kind === NUMBER && isWithinBounds(bytes, from, to);

const NAMED_RULES = { decimal, own, root: ((_bytes, kind) => kind !== NULL && kind !== NESTED) as Rule } as const;

/** `decimal`: a number that is summed; `own`: any value of the sender's own; `root`: one that is no object. */
export function ruleOf(name: keyof typeof NAMED_RULES): Rule {
  return NAMED_RULES[name];
}

/** By name of `data`, as in the decoders. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['country', TIDY_TEXT],
  ['region', TIDY_TEXT],
  ['city', TIDY_TEXT],
  ['postal_code', TIDY_TEXT],
  ['lat', number],
  ['lon', number],
  ['origin_country', TIDY_TEXT],
  ['origin_region', TIDY_TEXT],
  ['origin_city', TIDY_TEXT],
  ['origin_lat', number],
  ['origin_lon', number],
  ['order', TIDY_TEXT],
  ['contact', TIDY_TEXT],
  ['product', TIDY_TEXT],
  ['category', TIDY_TEXT],
  ['brand', TIDY_TEXT],
  ['segment', TIDY_TEXT],
  ['channel', TIDY_TEXT],
  ['reason', TIDY_TEXT],
  ['agent', TIDY_TEXT],
  ['text', (bytes, kind, from, to) => (kind === ESCAPED_TEXT ? isTidy(parseText(bytes, from, to)) : isTidyText(bytes, kind, from, to))],
  ['quantity', decimal],
  ['amount', decimal],
  ['currency', (bytes, kind, from, to) => kind === TEXT && isCurrency(bytes, from, to)],
  ['score', number],
  ['scale', (bytes, kind, from, to) => kind === TEXT && scaleAt(bytes, from, to) !== undefined],
  ['resolved', (_bytes, kind) => kind === TRUE || kind === FALSE],
  ['duration_s', (bytes, kind, from, to) => number(bytes, kind, from, to) && bytes[from] !== MINUS],
]);

/** A non-empty text without blanks at its ends, in NFC; `from` and `to` include the quotes. */
export function isTidyText(bytes: Uint8Array, kind: number, from: number, to: number, maxCharacters = Number.POSITIVE_INFINITY): boolean {
  const length = to - from - 2;
  if (length < 1 || length > maxCharacters) return false;
  if (kind === TEXT) return bytes[from + 1] !== SPACE && bytes[to - 2] !== SPACE;
  return kind === WIDE_TEXT && isTidy(slice(bytes, from + 1, to - 1));
}

function isTidy(value: string): boolean {
  return dimensionText(value) === value;
}

export function isWord(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false;
  for (let at = 0; at < word.length; at++) if (bytes[from + at] !== word[at]) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Of a JSON number without exponent. */
function isWithinBounds(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === MINUS ? from + 1 : from;
  let at = first;
  while (at < to && isDigit(bytes[at] as number)) at += 1;
  return at - first <= MAX_WHOLE_DIGITS;
}

/** `-?digits` or `-?digits.digits`. */
function isDecimalText(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === MINUS ? from + 1 : from;
  let at = first;
  while (at < to && isDigit(bytes[at] as number)) at += 1;
  if (at === first || at - first > MAX_WHOLE_DIGITS || to - from > 2 * MAX_DIGITS) return false;
  if (at === to) return true;
  if (bytes[at] !== POINT || at + 1 === to) return false;
  for (at += 1; at < to; at++) if (!isDigit(bytes[at] as number)) return false;
  return true;
}

function isCurrency(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 5) return false;
  for (let at = from + 1; at < to - 1; at++) if ((bytes[at] as number) < LETTER_A || (bytes[at] as number) > LETTER_Z) return false;
  return true;
}

export function isInScale(bytes: Uint8Array, scoreFrom: number, scoreTo: number, scaleFrom: number, scaleTo: number): boolean {
  const score = numberAt(bytes, scoreFrom, scoreTo);
  const scale = scaleAt(bytes, scaleFrom, scaleTo);
  return scale !== undefined && score >= scale.min && score <= scale.max;
}

const QUOTED_SCALES = Object.entries(SCALES).map(([name, { min, max }]) => ({
  word: new TextEncoder().encode(JSON.stringify(name)),
  min,
  max,
}));

function scaleAt(bytes: Uint8Array, from: number, to: number): { readonly min: number; readonly max: number } | undefined {
  for (const scale of QUOTED_SCALES) if (isWord(bytes, from, to, scale.word)) return scale;
  return undefined;
}

/** A JSON number without exponent. Most scores are whole: these take no text. */
function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (!isDigit(byte) || at - from >= MAX_DIGITS) return Number(slice(bytes, from, to));
    value = value * 10 + byte - ZERO;
  }
  return value;
}

/** Whole 1/10,000ths of a plain decimal, rounded as {@link toFixedOne} does. */
export function toFixed(bytes: Uint8Array, kind: number, from: number, to: number): number {
  const [first, last] = kind === TEXT ? [from + 1, to - 1] : [from, to];
  const negative = bytes[first] === MINUS;
  let [value, digits, places, behindPoint] = [0, 0, 0, false];
  for (let at = negative ? first + 1 : first; at < last; at++) {
    const byte = bytes[at] as number;
    if (byte === POINT) behindPoint = true;
    else {
      value = value * 10 + byte - ZERO;
      digits += 1;
      if (behindPoint) places += 1;
    }
  }
  if (places > PLACES || digits + PLACES - places > MAX_DIGITS) return exactly(slice(bytes, first, last), kind);
  for (; places < PLACES; places++) value *= 10;
  return negative && value !== 0 ? -value : value;
}

function exactly(digits: string, kind: number): number {
  return toFixedOne(kind === TEXT ? digits : Number(digits)) ?? Number.NaN;
}

function parseText(bytes: Uint8Array, from: number, to: number): string {
  return JSON.parse(slice(bytes, from, to)) as string;
}

function slice(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}
