/** Whole 1/10,000ths from the bytes of a JSON value, without a string for numbers that are written plainly. */
import { toNumber } from './eventTexts.ts';

const [QUOTE, MINUS, POINT, ZERO] = [0x22, 0x2d, 0x2e, 0x30];
/** Up to so many digits a decimal and its nearest double stand for each other without doubt. */
const CERTAIN_DIGITS = 15;
const PLACES = 4;
const POWERS = [1, 10, 100, 1000, 10_000] as const;

/**
 * What {@link toNumber} gives for the JSON value from byte `from` to `to` (exclusive): whole 1/10,000ths, NaN where it is no number.
 * A text must hold no escape.
 */
export function fixedAt(bytes: Buffer, from: number, to: number): number {
  const isText = bytes[from] === QUOTE;
  const start = isText ? from + 1 : from;
  const end = isText ? to - 1 : to;
  const isNegative = bytes[start] === MINUS;
  let [number, digits, point] = [0, 0, -1];
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at] as number;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      number = number * 10 + digit;
      digits++;
    } else if (byte === POINT && point < 0) point = digits;
    else return parsedAt(bytes, from, to);
  }
  const places = point < 0 ? 0 : digits - point;
  if (digits === 0 || places > PLACES || digits + PLACES - places > CERTAIN_DIGITS) return parsedAt(bytes, from, to);
  const fixed = number * (POWERS[PLACES - places] as number);
  return isNegative && fixed > 0 ? -fixed : fixed;
}

function parsedAt(bytes: Buffer, from: number, to: number): number {
  return toNumber(JSON.parse(bytes.toString('utf8', from, to)));
}
