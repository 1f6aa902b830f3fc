/** Instants in the form nearly all senders write, read from bytes; whatever else is left to {@link decodeTime}. */

const [MINUS, PLUS, POINT, COLON, LETTER_T, LETTER_Z, ZERO] = [0x2d, 0x2b, 0x2e, 0x3a, 0x54, 0x5a, 0x30];
const DAY_MS = 86_400_000;
const END_MS = Date.UTC(2101, 0, 1);

/**
 * Milliseconds since 1970 UTC of `YYYY-MM-DDTHH:MM:SS`, with or without a fraction, and `Z` or `±HH:MM`, between `from` and `to`.
 * NaN for every other text, although it may be an instant too.
 */
export function plainTime(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 20 || bytes[from + 4] !== MINUS || bytes[from + 7] !== MINUS || bytes[from + 10] !== LETTER_T) return Number.NaN;
  if (bytes[from + 13] !== COLON || bytes[from + 16] !== COLON) return Number.NaN;
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const month = two(bytes, from + 5);
  const day = two(bytes, from + 8);
  const hour = two(bytes, from + 11);
  const minute = two(bytes, from + 14);
  const second = two(bytes, from + 17);
  // Days from 29 on need a calendar only where the month is short; NaN fails every comparison.
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return Number.NaN;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  let at = from + 19;
  let fractionMs = 0;
  if (bytes[at] === POINT) {
    const first = at + 1;
    let unit = 100;
    for (at = first; isDigit(bytes[at] as number); at++) {
      if (unit >= 1) fractionMs += unit * ((bytes[at] as number) - ZERO);
      unit = unit >= 10 ? unit / 10 : unit === 1 ? 0 : unit;
    }
    if (at === first || at - first > 20) return Number.NaN;
  }
  const offsetMs = at + 1 === to && bytes[at] === LETTER_Z ? 0 : plainOffset(bytes, at, to);
  const timeMs = daysSince1970(year, month, day) * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000 + fractionMs - offsetMs;
  return timeMs >= 0 && timeMs < END_MS ? timeMs : Number.NaN;
}

function plainOffset(bytes: Uint8Array, at: number, to: number): number {
  const sign = bytes[at];
  if (at + 6 !== to || (sign !== PLUS && sign !== MINUS) || bytes[at + 3] !== COLON) return Number.NaN;
  const [hours, minutes] = [two(bytes, at + 1), two(bytes, at + 4)];
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === MINUS ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Two digits as a number; NaN when they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] as number;
  const ones = bytes[at + 1] as number;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : Number.NaN;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Of the Gregorian calendar, counted in years that begin in March, so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
