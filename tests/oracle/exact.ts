/** Exact numbers, the slow way. */

/** A number as 1/10,000ths, rounded half to even from its decimal text; null when it is no number. */
export function tenThousandths(value: unknown): bigint | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(String(value).trim());
  if (!match || (match[2] === '' && match[3] === '')) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = 4 + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : halfEven(digits, 10n ** BigInt(-shift));
  return sign === '-' ? -size : size;
}

/** A fraction rounded to a whole number, halves to the even one. */
export function halfEven(top: bigint, bottom: bigint): bigint {
  const down = top / bottom;
  const rest = (top % bottom) * 2n;
  if (rest < bottom || (rest === bottom && down % 2n === 0n)) return down;
  return down + 1n;
}

/** The double nearest to a fraction; null over zero. */
export function toDouble(top: bigint, bottom: bigint): number | null {
  if (bottom === 0n) return null;
  const negative = top < 0n;
  const size = negative ? -top : top;
  const digits = ((size % bottom) * 10n ** 60n) / bottom;
  const value = Number(`${size / bottom}.${digits.toString().padStart(60, '0')}`);
  return negative && value !== 0 ? -value : value;
}
