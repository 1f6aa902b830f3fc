import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyFixed, parseDecimal, toFixedOne } from '../../../server/log/decimal.ts';

describe('whole 1/10,000ths of a decimal', () => {
  it.each([
    [0, 0],
    [-0, 0],
    [1, 10_000],
    [-1.5, -15_000],
    [0.1, 1000],
    [0.1 + 0.2, 3000],
    [1.005, 10_050],
    [2.675, 26_750],
    ['12.50', 125_000],
    ['+12.5', 125_000],
    [' 7 ', 70_000],
    ['.5', 5000],
    ['5.', 50_000],
    ['1e3', 10_000_000],
    ['1E-4', 1],
    [1e-7, 0],
    ['-0.00004', 0],
    ['0.00005', 0],
    ['0.00015', 2],
    ['0.00025', 2],
    ['0.00035', 4],
    ['-0.00015', -2],
    ['0.000150000000000000000000001', 2],
    ['0.000250000000000000000000001', 3],
    ['900719925474.0991', 9_007_199_254_740_991],
    ['900719925474.09914', 9_007_199_254_740_991],
    ['-900719925474.0991', -9_007_199_254_740_991],
    [123_456_789.123_45, 1_234_567_891_234],
    ['123456789.12345', 1_234_567_891_234],
    ['123456789.12355', 1_234_567_891_236],
  ])('of %j are %j', (value, fixed) => {
    expect(toFixedOne(value)).toBe(fixed);
  });

  it.each([
    '',
    ' ',
    'abc',
    '1,000',
    '1 000',
    '--1',
    '0x10',
    'Infinity',
    'NaN',
    '1e400',
    '1e99999',
    '.',
    '-',
    'e5',
    '٣',
    '900719925474.0992',
    '1e12',
    Number.POSITIVE_INFINITY,
    Number.NaN,
    Number.MAX_VALUE,
    1e12,
    9.1e11,
    '1'.repeat(101),
  ])('do not exist of %j', (value) => {
    expect(toFixedOne(value)).toBeNull();
  });

  it('agree with exact arithmetic on any text of digits', () => {
    const digits = fc.stringMatching(/^-?\d{1,11}(\.\d{1,12})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(toFixedOne(text)).toBe(exact(text));
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('agree with exact arithmetic on the shortest decimal of any number', () => {
    const number = fc.double({ min: -9e11, max: 9e11, noNaN: true });
    fc.assert(
      fc.property(number, (value) => {
        fc.pre(!String(value).includes('e'));
        expect(toFixedOne(value)).toBe(exact(String(value)));
      }),
      { numRuns: 3000, seed: 2 },
    );
  });
});

describe('an amount times a rate', () => {
  it.each([
    [10_000, '1.0825', 10_825],
    [1, '0.5', 0],
    [3, '0.5', 2],
    [5, '0.5', 2],
    [-3, '0.5', -2],
    [-1, '0.5', 0],
    [9_007_199_254_740_991, '1', 9_007_199_254_740_991],
    [9_007_199_254_740_991, '1.0000000000000001', null],
    [9_007_199_254_740_991, '1.00000000000000001', 9_007_199_254_740_991],
    [9_007_199_254_740_991, '1.1', null],
    [100, '1e2', 10_000],
  ])('%j × %s is %j', (fixed, rate, product) => {
    const parsed = parseDecimal(rate);
    expect(parsed && multiplyFixed(fixed, parsed)).toBe(product);
  });

  it('agrees with fractions of whole numbers on any amount and rate', () => {
    const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    const rates = fc.stringMatching(/^[1-9]\d{0,3}\.\d{1,8}$/);
    fc.assert(
      fc.property(whole, rates, (fixed, rate) => {
        const parsed = parseDecimal(rate);
        const [units = '', parts = ''] = rate.split('.');
        expect(parsed && multiplyFixed(fixed, parsed)).toBe(halfEven(BigInt(fixed) * BigInt(units + parts), 10n ** BigInt(parts.length)));
      }),
      { numRuns: 3000, seed: 3 },
    );
  });

  it.each(['0', '-1', 'x', '', '1,5'])('refuses the rate %j', (rate) => {
    expect(parseDecimal(rate)).toBeNull();
  });
});

/** Oracle: the text as one fraction of whole numbers, rounded by comparing remainders. */
function exact(text: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  return halfEven(BigInt(whole + fraction) * 10_000n, 10n ** BigInt(fraction.length));
}

function halfEven(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const floor = size / denominator;
  const rest = size - floor * denominator;
  const up = rest * 2n > denominator || (rest * 2n === denominator && floor % 2n === 1n);
  const rounded = Number(up ? floor + 1n : floor);
  return rounded === 0 ? 0 : negative ? -rounded : rounded;
}
