import { expect, it } from 'vitest';
import {
  formatChange,
  formatExact,
  formatInterval,
  formatParts,
  formatRound,
  formatShort,
  formatValue,
} from '../../../src/model/format.ts';
import { amountText } from '../../../src/model/kpi.ts';
import { legendHeights } from '../../../src/model/legend.ts';
import { moneyText } from '../../../src/model/records/eventWords.ts';

it.each([
  [21_187_654, 'USD', '$21.19M', '$21.2M'],
  [1_094_321, 'USD', '$1.09M', '$1.09M'],
  [999_999, 'USD', '$1.00M', '$1.00M'],
  [999_500, 'USD', '$1.00M', '$1.00M'],
  [999_499, 'USD', '$999k', '$999k'],
  [419_023, 'USD', '$419k', '$419k'],
  [99_960, 'USD', '$100k', '$100k'],
  [14_200, 'USD', '$14.2k', '$14k'],
  [4_180, 'USD', '$4.18k', '$4.2k'],
  [512.3, 'USD', '$512', '$512'],
  [99.5, 'USD', '$99.50', '$100'],
  [50, 'JPY', '¥50', '¥50'],
  [50.5, 'JPY', '¥50.50', '¥51'],
  [12.5, 'KWD', 'KWD 12.500', 'KWD 13'],
  [0, 'USD', '$0', '$0'],
  [-0.4, 'USD', '-$0.40', '-$0.40'],
  [-0.004, 'USD', '$0.00', '$0.00'],
  [-0.001, 'count', '0', '-0.001'],
  [-3200, 'EUR', '-€3.2k', '-€3.2k'],
  [12_345, 'CZK', 'Kč 12.3k', 'Kč 12k'],
  [78.14, '%', '78.1 %', '78 %'],
  [4.26, '%', '4.3 %', '4.3 %'],
  [-0.001, 'points', '0.0 pt', '0.0 pt'],
  [71_846, 'count', '71,846', '71.8k'],
  [5, 'count', '5', '5'],
  [4.512, 'score', '4.51', '4.51'],
  [250.2, 's', '4 m 10 s', '4 m 10 s'],
  [41, 's', '41 s', '41 s'],
  [7560, 's', '2 h 6 m', '2 h 6 m'],
  [3, 'kg', '3 kg', '3 kg'],
  [Number.NaN, '%', '–', '–'],
  [null, 'USD', '–', '–'],
])('%s %s reads %s, on the map %s', (value, unit, long, short) => {
  expect(formatValue(value, unit).replaceAll('\u00a0', ' ')).toBe(long);
  expect(formatShort(value, unit).replaceAll('\u00a0', ' ')).toBe(short);
});

it('sets the unit apart for large type', () => {
  expect(formatParts(78.14, '%')).toEqual({ text: '78.1', suffix: '%' });
  expect(formatParts(29.7, 'points')).toEqual({ text: '29.7', suffix: 'pt' });
  expect(formatParts(5, 'USD')).toEqual({ text: '$5.00', suffix: '' });
});

it('never shortens an exact figure', () => {
  expect(formatExact(457_687.63, 'USD')).toBe('$457,687.63');
  expect(formatExact(71_846, 'count')).toBe('71,846');
  expect(formatExact(-25_729.3563, 'USD')).toBe('-$25,729.3563');
  expect(formatExact(78.14, '%')).toBe('78.14 %');
});

it('writes an amount with the decimals of its currency, as lists of records do: no cents of yen, three decimals of dinars', () => {
  const told = (value: number, unit: string) =>
    [formatExact(value, unit), amountText(value, unit)].map((text) => text.replace('\u00a0', ' '));
  expect(told(1234, 'JPY')).toEqual(['¥1,234', moneyText('1234', 'JPY')]);
  expect(told(1234.5, 'JPY')).toEqual(['¥1,234.50', '¥1,234.50']);
  expect(told(1.235, 'KWD')).toEqual(['KWD 1.235', 'KWD 1.235']);
  expect(told(1.2355, 'KWD')).toEqual(['KWD 1.2355', 'KWD 1.236']);
});

it('rounds half a cent as it is written in every list: 8.575 is no 8.57', () => {
  for (const value of [1.005, 8.575, 35.855]) expect(amountText(value, 'EUR')).toBe(formatValue(value, 'EUR'));
  expect([amountText(8.575, 'EUR'), amountText(-0.004, 'EUR')]).toEqual(['€8.58', '€0.00']);
});

it('signs a change, and not one that rounds to nothing', () => {
  expect(formatChange(1.94, '%')).toBe('+1.9 pt');
  expect(formatChange(-0.5, 'points')).toBe('−0.5 pt');
  expect(formatChange(-0.04, '%')).toBe('0.0 pt');
  expect(formatChange(1200, 'USD')).toBe('+$1.2k');
});

it('marks a scale of less than one coin, and one of a few, without saying a mark twice', () => {
  const marks = (tallest: number) => legendHeights(tallest, 'EUR').map(({ text }) => text);
  expect(marks(0.4)).toEqual(['€0.10', '€0.20', '€0.40']);
  expect(marks(3)).toEqual(['€0.50', '€1', '€2']);
  expect(formatRound(-0, 'EUR')).toBe('€0');
});

it('writes an interval only with both ends', () => {
  expect(formatInterval(77.2, 79, '%')).toBe('[77.2–79.0]');
  expect(formatInterval(4.123, 4.6, 'score')).toBe('[4.12–4.60]');
  expect(formatInterval(-10, -7.25, 'points')).toBe('[-10.0 to -7.3]');
  expect(formatInterval(Number.NaN, 79, '%')).toBe('');
  expect(formatInterval(null, null, '%')).toBe('');
});
