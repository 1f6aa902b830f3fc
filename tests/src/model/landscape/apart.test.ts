/** What sets some people apart from all. */

import { expect, it } from 'vitest';
import { type Compared, comparableTo, differences } from '../../../../src/model/landscape/apart.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const answer = (rows: readonly (readonly [string, number])[], truncated = false) =>
  toTable({
    columns: [
      { name: 'category', unit: null },
      { name: 'customers', unit: 'count' },
    ],
    ...WHOLE,
    truncated,
    rows,
  });
const all = answer([
  ['Tea', 500],
  ['Coffee', 400],
]);
const among = (here: Compared['here']) => differences([{ dimension: 'category', here, all }], { here: 100, all: 1000 }, 5);

it('is what many more, or none, of them have', () => {
  expect(among(answer([['Tea', 90]])).map(({ value, here, all: whole, n }) => [value, here, whole, n])).toEqual([
    ['Coffee', 0, 0.4, 0],
    ['Tea', 0.9, 0.5, 90],
  ]);
});

it('is nothing that the answer leaves out: some of them may have it', () => {
  expect(among(answer([['Tea', 90]], true)).map(({ value }) => value)).toEqual(['Tea']);
});

it('is not said of so few that they say nothing, nor of all: neither is like everybody', () => {
  expect([0, 4, 5, 999, 1000].map((here) => comparableTo({ here, all: 1000 }))).toEqual(['few', 'few', 'some', 'some', 'all']);
  expect([comparableTo({ here: 0, all: 0 }), comparableTo({ here: 2, all: 2 })]).toEqual(['few', 'all']);
  const four = answer([['Tea', 4]]);
  expect(differences([{ dimension: 'category', here: four, all }], { here: 4, all: 1000 }, 5)).toEqual([]);
});
