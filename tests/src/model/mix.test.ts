/** Which rows a short list has, and in what order. */
import { expect, it } from 'vitest';
import { listedRows, rowsToAsk } from '../../../src/model/mix.ts';
import { share } from '../../../src/protocol/interval.ts';
import type { Cell } from '../../../src/protocol/query.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const rates = (cases: readonly (readonly [city: string, satisfied: number, n: number])[]) =>
  toTable({
    columns: [{ name: 'city', unit: null }, ...['', '.n', '.low', '.high'].map((part) => ({ name: `csat${part}`, unit: '%' }))],
    rows: cases.map(([city, satisfied, n]): Cell[] => {
      if (n === 0) return [city, null, 0, null, null];
      const { value, low, high } = share(satisfied, n);
      return [city, value, n, low, high];
    }),
    ...WHOLE,
  });

it('of a rate is led by what is surely high, not by one happy answer, as the list of the map is', () => {
  const table = rates([
    ['a', 1, 1],
    ['b', 1, 1],
    ['large', 870, 1000],
    ['small', 7, 8],
    ['sad', 0, 5],
    ['none', 0, 0],
  ]);
  expect(listedRows(table, 'csat', 6).map((row) => table.keys[0]?.[row])).toEqual(['large', 'small', 'a', 'b', 'sad', 'none']);
  expect(listedRows(table, 'csat', 2).map((row) => table.keys[0]?.[row])).toEqual(['large', 'small']);
  // Which of them these are, the rows of the highest values alone do not tell.
  expect([rowsToAsk({ interval: true }, 8), rowsToAsk({ interval: false }, 8)]).toEqual([2000, 8]);
});

it('of all else keeps the order of its values, nothing known last', () => {
  const rows: Cell[][] = [
    ['a', 5],
    ['b', null],
    ['c', 9],
    ['d', -2],
    ['e', 5],
  ];
  const table = toTable({
    columns: [
      { name: 'city', unit: null },
      { name: 'revenue', unit: 'EUR' },
    ],
    rows,
    ...WHOLE,
  });
  expect(listedRows(table, 'revenue', 5)).toEqual([2, 0, 4, 3, 1]);
});
