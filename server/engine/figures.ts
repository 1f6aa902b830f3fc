/** From whole numbers to the figures of answers: exact quotients and 95 % intervals. */
import { type Interval, netInterval, shareInterval } from '../../src/protocol/interval.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import type { Whole } from './measures.ts';

/** The double nearest to `numerator / denominator`; null over zero. */
export function quotient(numerator: Whole, denominator: Whole): number | null {
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) {
    return denominator === 0 ? null : (numerator as number) / (denominator as number);
  }
  const top = BigInt(numerator);
  const bottom = BigInt(denominator);
  if (bottom === 0n) return null;
  if (isSafe(top) && isSafe(bottom)) return Number(top) / Number(bottom);
  return divideLong(top, bottom);
}

/** The double nearest to a sum of whole 1/10,000ths. */
export function toDecimal(fixed: Whole): number {
  if (typeof fixed === 'number' && Number.isSafeInteger(fixed)) return fixed / FIXED_ONE;
  return quotient(fixed, FIXED_ONE) ?? 0;
}

/** The mean of `n` numbers, from their sum in whole 1/10,000ths; null of none. */
export function meanOf(fixed: Whole, n: Whole): number | null {
  const ones = Number(n) * FIXED_ONE;
  return quotient(fixed, Number.isSafeInteger(ones) ? ones : BigInt(n) * BigInt(FIXED_ONE));
}

/** {@link toDecimal} of many safe sums. */
export function decimalsOf([fixed]: readonly Float64Array[], count: number, into: Float64Array): boolean {
  for (let at = 0; at < count; at++) into[at] = ((fixed as Float64Array)[at] as number) / FIXED_ONE;
  return true;
}

/** Many counts as they are. */
export function wholesOf([counts]: readonly Float64Array[], count: number, into: Float64Array): boolean {
  for (let at = 0; at < count; at++) into[at] = (counts as Float64Array)[at] as number;
  return true;
}

/** {@link meanOf} of many safe sums and counts, NaN of none; false where one of these is too large. */
export function meansOf([fixed, counts]: readonly Float64Array[], count: number, into: Float64Array): boolean {
  let most = 0;
  for (let at = 0; at < count; at++) {
    const n = (counts as Float64Array)[at] as number;
    most = Math.max(most, n);
    into[at] = n === 0 ? Number.NaN : ((fixed as Float64Array)[at] as number) / (n * FIXED_ONE);
  }
  return Number.isSafeInteger(most * FIXED_ONE);
}

/** A share in percent with its Wilson interval: `[percent, n, low, high]`; `[0, ...]` never stands for "no cases". */
export function percentage(cases: Whole, n: Whole): (number | null)[] {
  return toColumns(shareInterval(Number(cases), Number(n)));
}

/** Net promoter score in points with the interval of its variance: `[points, n, low, high]`. */
export function netPromoter(promoters: Whole, detractors: Whole, n: Whole): (number | null)[] {
  return toColumns(netInterval(Number(promoters), Number(detractors), Number(n)));
}

function toColumns({ value, n, low, high }: Interval): (number | null)[] {
  return [value, n, low, high];
}

function isSafe(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}

/** Long division to more digits than a double holds, rounded once by the platform's parser. */
function divideLong(top: bigint, bottom: bigint): number {
  const sign = top < 0n !== bottom < 0n ? '-' : '';
  const size = top < 0n ? -top : top;
  const unit = bottom < 0n ? -bottom : bottom;
  const digits = 40n;
  const fraction = ((size % unit) * 10n ** digits) / unit;
  const rest = ((size % unit) * 10n ** digits) % unit === 0n ? '' : '1';
  return Number(`${sign}${size / unit}.${fraction.toString().padStart(Number(digits), '0')}${rest}`);
}
