/**
 * Finds the values of known names in the bytes of one JSON object, in one walk and without making anything. It knows plain JSON only:
 * whatever is unusual (see {@link Scanner.scan}) is left to JSON.parse, so that what it does accept means the same there.
 */
import { createNames, type Names, nameAt, namesEqualAt } from './scannerNames.ts';

/** What kind of value stands under a name. */
export const ABSENT = 0;
/** Text of printable ASCII, no backslash. */
export const TEXT = 1;
/** Text with other characters, no backslash. */
export const WIDE_TEXT = 2;
/** Text with backslashes, none of them `\u`. */
export const ESCAPED_TEXT = 3;
/** Without exponent, no negative zero, at most {@link MAX_NUMBER_BYTES} long. */
export const NUMBER = 4;
export const TRUE = 5;
export const FALSE = 6;
export const NULL = 7;
export const NESTED = 8;

/** So short a number without exponent is finite. */
const MAX_NUMBER_BYTES = 40;
/** Deeper values are unusual. */
const MAX_DEPTH = 16;

export interface Scanner {
  /**
   * Walks the object between `from` and `to`, well-formed UTF-8, and answers the position behind it; -1 when it is no JSON object or unusual:
   * a name that is not known at the top or stands twice, an escape in a name, `\u` in a value, null under a name of `data` that is not known,
   * a number that is not {@link NUMBER}, `__proto__`, deep nesting.
   */
  scan(bytes: Uint8Array, from: number, to: number): number;
  /** Kinds of the values found, by position of the name: those of the top, then those of `data`. */
  readonly kinds: Uint8Array;
  /** First byte and the one after the last of name n's value at `2 * n`; says nothing where the kind is {@link ABSENT}. */
  readonly ranges: Int32Array;
  /** The names found, in the order they stand: the first {@link Scanner.count} entries. */
  readonly found: Int32Array;
  count(): number;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];
const UNUSUAL = -1;

/** `topNames` must hold `data`; below it, `dataNames` are looked for. */
export function createScanner(topNames: readonly string[], dataNames: readonly string[]): Scanner {
  const size = topNames.length + dataNames.length;
  const kinds = new Uint8Array(size);
  const ranges = new Int32Array(2 * size);
  const top = createNames(topNames, 0);
  const data = createNames(dataNames, topNames.length);
  const dataName = topNames.indexOf('data');
  const found = new Int32Array(size);
  let count = 0;
  let view: DataView = new DataView(new ArrayBuffer(0));
  let viewed: Uint8Array | null = null;

  /** The members behind an opening brace. */
  const walk = (names: Names, bytes: Uint8Array, start: number, to: number): number => {
    let at = next(bytes, start, to);
    if (bytes[at] === CLOSE) return at + 1;
    for (let turn = 0; ; turn++) {
      let name = names.expected[turn & names.turns] as number;
      let behind = name >= 0 ? namesEqualAt(names, name, view, at, to) : UNUSUAL;
      if (behind < 0) {
        behind = endOfPlainText(bytes, at, to);
        if (behind < 0) return UNUSUAL;
        name = nameAt(names, view, at, behind);
        names.expected[turn & names.turns] = name;
        if (name < 0 && (names === top || isProto(bytes, at, behind))) return UNUSUAL;
      }
      at = next(bytes, behind, to);
      if (bytes[at] !== COLON) return UNUSUAL;
      at = next(bytes, at + 1, to);
      const first = bytes[at] as number;
      const value =
        first === QUOTE
          ? scanShort(bytes, view, at, to)
          : name === dataName && names === top && first === OPEN
            ? walk(data, bytes, at + 1, to) * 16 + NESTED
            : scanValue(bytes, at, to, 0);
      if (value < 0) return UNUSUAL;
      const end = value >> 4;
      if (name >= 0) {
        const slot = names.first + name;
        if (kinds[slot] !== ABSENT) return UNUSUAL;
        kinds[slot] = value & 15;
        found[count++] = slot;
        ranges[2 * slot] = at;
        ranges[2 * slot + 1] = end;
      } else if ((value & 15) === NULL) return UNUSUAL;
      at = next(bytes, end, to);
      const behindValue = bytes[at];
      if (behindValue === CLOSE) return at + 1;
      if (behindValue !== COMMA) return UNUSUAL;
      at = next(bytes, at + 1, to);
    }
  };
  return {
    kinds,
    ranges,
    found,
    count: () => count,
    scan: (bytes, from, to) => {
      for (let at = 0; at < count; at++) kinds[found[at] as number] = ABSENT;
      count = 0;
      if (viewed !== bytes) view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      viewed = bytes;
      const at = skipBlanks(bytes, from, to);
      if (bytes[at] !== OPEN) return UNUSUAL;
      const end = walk(top, bytes, at + 1, to);
      return end <= to ? end : UNUSUAL;
    },
  };
}

/** The position of the first byte from `at` on that is no blank. */
function next(bytes: Uint8Array, at: number, to: number): number {
  return (bytes[at] as number) > 0x20 ? at : skipBlanks(bytes, at, to);
}

/** The position of the first byte that is no white space of JSON, `to` where all are. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const byte = bytes[at] as number;
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return at;
    at += 1;
  }
  return at;
}

/** The position behind a value, times 16, plus its kind; negative when it is none or unusual. */
function scanValue(bytes: Uint8Array, at: number, to: number, depth: number): number {
  const first = bytes[at] as number;
  if (first === QUOTE) return scanText(bytes, at, to);
  if (first === MINUS || (first >= ZERO && first <= NINE)) return scanNumber(bytes, at);
  if (first === OPEN || first === OPEN_LIST) return depth < MAX_DEPTH ? skipNested(bytes, at, to, depth) * 16 + NESTED : UNUSUAL;
  return scanWord(bytes, at);
}

/** As {@link scanText}, for the common text: four bytes a turn until one needs a look. */
function scanShort(bytes: Uint8Array, view: DataView, start: number, to: number): number {
  let at = start + 1;
  for (; at + 4 <= to; at += 4) {
    const four = view.getInt32(at, true);
    const quote = four ^ QUOTES;
    const backslash = four ^ BACKSLASHES;
    // In each byte the high bit: where it is what is looked for, below a blank, or beyond printable ASCII. Above the lowest such byte it may be wrong.
    const care = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (four - BLANKS) | (four + ONES) | four) & HIGH_BITS;
    if (care === 0) continue;
    at += (31 - Math.clz32(care & -care)) >> 3;
    break;
  }
  while (CARE[bytes[at] as number] === 0) at += 1;
  return bytes[at] === QUOTE && at < to ? (at + 1) * 16 + TEXT : scanText(bytes, start, to);
}

const [ONES, HIGH_BITS, QUOTES, BACKSLASHES, BLANKS] = [0x01010101, 0x80808080 | 0, 0x22222222, 0x5c5c5c5c, 0x20202020];

function scanText(bytes: Uint8Array, start: number, to: number): number {
  let kind = TEXT;
  for (let at = start + 1; ; at++) {
    while (CARE[bytes[at] as number] === 0) at += 1;
    if (at >= to) return UNUSUAL;
    const byte = bytes[at] as number;
    if (byte === QUOTE) return (at + 1) * 16 + kind;
    if (byte < 0x20) return UNUSUAL;
    if (byte === BACKSLASH) {
      at += 1;
      if (!isShortEscape(bytes[at] as number)) return UNUSUAL;
      kind = ESCAPED_TEXT;
    } else if (kind === TEXT) kind = WIDE_TEXT;
  }
}

/** 0 for the bytes of a text that need no look: printable ASCII but the quote and the backslash. */
const CARE = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x20 || byte > 0x7e || byte === QUOTE || byte === BACKSLASH ? 1 : 0));

/** What stands behind the backslash of `\" \\ \/ \b \f \n \r \t`. */
function isShortEscape(byte: number): boolean {
  if (byte === QUOTE || byte === BACKSLASH || byte === 0x2f) return true;
  return byte === 0x62 || byte === 0x66 || byte === 0x6e || byte === 0x72 || byte === 0x74;
}

function scanNumber(bytes: Uint8Array, start: number): number {
  let at = bytes[start] === MINUS ? start + 1 : start;
  if (bytes[at] === ZERO) {
    if (at > start) return UNUSUAL;
    at += 1;
  } else {
    const whole = at;
    at = skipDigits(bytes, at);
    if (at === whole) return UNUSUAL;
  }
  if (bytes[at] === POINT) {
    const fraction = at + 1;
    at = skipDigits(bytes, fraction);
    if (at === fraction) return UNUSUAL;
  }
  const next = bytes[at] as number;
  const goesOn = next === 0x65 || next === 0x45 || (next >= ZERO && next <= NINE);
  return goesOn || at - start > MAX_NUMBER_BYTES ? UNUSUAL : at * 16 + NUMBER;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at] as number; byte >= ZERO && byte <= NINE; byte = bytes[at] as number) at += 1;
  return at;
}

function scanWord(bytes: Uint8Array, at: number): number {
  if (isWord(bytes, at, WORD_TRUE)) return (at + 4) * 16 + TRUE;
  if (isWord(bytes, at, WORD_FALSE)) return (at + 5) * 16 + FALSE;
  return isWord(bytes, at, WORD_NULL) ? (at + 4) * 16 + NULL : UNUSUAL;
}

const [WORD_TRUE, WORD_FALSE, WORD_NULL] = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

function isWord(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}

/** The position behind an object or a list; negative when it is unusual. */
function skipNested(bytes: Uint8Array, start: number, to: number, depth: number): number {
  const isObject = bytes[start] === OPEN;
  const close = isObject ? CLOSE : CLOSE_LIST;
  let at = skipBlanks(bytes, start + 1, to);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (isObject) {
      const behind = endOfPlainText(bytes, at, to);
      if (behind < 0 || isProto(bytes, at, behind)) return UNUSUAL;
      at = skipBlanks(bytes, behind, to);
      if (bytes[at] !== COLON) return UNUSUAL;
      at = skipBlanks(bytes, at + 1, to);
    }
    const found = scanValue(bytes, at, to, depth + 1);
    if (found < 0) return UNUSUAL;
    at = skipBlanks(bytes, found >> 4, to);
    const next = bytes[at];
    if (next === close) return at + 1;
    if (next !== COMMA) return UNUSUAL;
    at = skipBlanks(bytes, at + 1, to);
  }
}

/** The position behind a text without escapes; negative when there is none. */
function endOfPlainText(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] !== QUOTE) return UNUSUAL;
  const found = scanText(bytes, at, to);
  return found < 0 || (found & 15) === ESCAPED_TEXT ? UNUSUAL : found >> 4;
}

const PROTO = new TextEncoder().encode('"__proto__"');

function isProto(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at === PROTO.length && isWord(bytes, at, PROTO);
}
