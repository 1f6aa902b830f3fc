/** Exact decimals: from what a sender wrote to whole 1/10,000ths, and from one currency to another. All rounding is half to even. */
import { FIXED_ONE } from './resolvedEvent.ts';

/** A positive decimal as a fraction: `digits / 10^places`. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Longest text taken for a number, and the largest exponent: beyond them it is an attack, not an amount. */
const MAX_CHARACTERS = 100;
const MAX_EXPONENT = 400;
/** Up to here a decimal and its nearest double stand for each other without doubt (15 significant digits). */
const CERTAIN = 1e15;

/**
 * The value as whole 1/10,000ths, rounded half to even from its shortest decimal.
 * Null when it is no decimal number or not below 2^53 / 10^4 in size.
 */
export function toFixedOne(value: number | string): number | null {
  const text = typeof value === 'string' ? value.trim() : value;
  if (typeof text === 'number' || text.length <= 15) {
    const quick = quickFixed(text);
    if (quick !== null) return quick;
  }
  return exactFixed(String(text));
}

function quickFixed(value: number | string): number | null {
  const number = typeof value === 'number' ? value : PLAIN.test(value) ? Number(value) : Number.NaN;
  const scaled = Math.round(number * FIXED_ONE);
  if (!(Math.abs(scaled) < CERTAIN) || scaled / FIXED_ONE !== number) return null;
  return scaled === 0 ? 0 : scaled;
}

const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;

function exactFixed(text: string): number | null {
  const parsed = parse(text);
  if (!parsed) return null;
  const magnitude = rescale(parsed.digits, 4 - parsed.places);
  return magnitude <= BigInt(Number.MAX_SAFE_INTEGER) ? toSigned(magnitude, parsed.negative) : null;
}

function toSigned(magnitude: bigint, negative: boolean): number {
  return magnitude === 0n ? 0 : Number(negative ? -magnitude : magnitude);
}

function parse(text: string): (Decimal & { readonly negative: boolean }) | null {
  const match = text.length <= MAX_CHARACTERS ? DECIMAL.exec(text) : null;
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  if (Math.abs(Number(exponent)) > MAX_EXPONENT) return null;
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent), negative: sign === '-' };
}

/** `digits * 10^power`, rounded half to even. */
function rescale(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  const quotient = digits / divisor;
  const twice = (digits % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

/** A rate, factor or share as the decimal it is written as; null when it is not a positive decimal number. */
export function parseDecimal(text: string): Decimal | null {
  const parsed = parse(text.trim());
  return parsed && !parsed.negative && parsed.digits > 0n ? { digits: parsed.digits, places: parsed.places } : null;
}

/** `fixed * rate` in whole 1/10,000ths, rounded half to even; null when not below 2^53 in size. */
export function multiplyFixed(fixed: number, rate: Decimal): number | null {
  const magnitude = rescale(BigInt(Math.abs(fixed)) * rate.digits, -rate.places);
  return magnitude <= BigInt(Number.MAX_SAFE_INTEGER) ? toSigned(magnitude, fixed < 0) : null;
}
