/** What a filter says of values that are chosen and not in its list. */

import { expect, it } from 'vitest';
import { filterValueName, toFilterValues } from '../../../src/model/filterValues.ts';
import { SEGMENT_RULE, writeRule } from '../../../src/protocol/people.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const rule = writeRule({ kind: 'box', sides: [{ measure: 'orders', from: 5, to: null }] });
const answer = (dimension: string, value: string, truncated = false) =>
  toTable({
    columns: [
      { name: dimension, unit: null },
      { name: 'events', unit: 'count' },
    ],
    ...WHOLE,
    truncated,
    rows: [[value, 5]],
  });
const countOf = (value: string, ...[table, dimension]: readonly [ReturnType<typeof answer> | null, string]) =>
  toFilterValues(table, dimension, [value]).find((one) => one.value === value)?.count;

it('counts nothing of a stage that nobody is in, and says no number of people who were drawn', () => {
  const table = answer(SEGMENT_RULE, 'loyal');
  expect(countOf('atRisk', table, SEGMENT_RULE)).toBe(0);
  expect(countOf(rule, table, SEGMENT_RULE)).toBeNaN();
});

it('says no number of what a long list leaves out, or before there is one', () => {
  expect(countOf('Rare', answer('product', 'Mug'), 'product')).toBe(0);
  expect(countOf('Rare', answer('product', 'Mug', true), 'product')).toBeNaN();
  expect(countOf('Rare', null, 'product')).toBeNaN();
});

it('calls people by the name that somebody saved them under', () => {
  expect(filterValueName(SEGMENT_RULE, rule, [{ rule, name: 'Regulars' }])).toBe('Regulars');
  expect(filterValueName(SEGMENT_RULE, rule)).toBe('Orders from 5');
  expect(filterValueName('product', rule, [{ rule, name: 'Regulars' }])).toBe(rule);
});

it('a scale of scores is called by its name, also on a wall', () => {
  expect(['csat5', 'points-of-ten', null].map((value) => filterValueName('scale', value))).toEqual([
    'Satisfaction, 1–5',
    'points-of-ten',
    'Without a scale',
  ]);
  expect(filterValueName('channel', 'nps')).toBe('nps');
});
