import { describe, expect, it } from 'vitest';
import { brushed, toBreakdown } from '../../../src/model/breakdown.ts';
import { toCountry } from '../../../src/model/place.ts';
import { soleFilter, toggleFilter } from '../../../src/model/viewFilters.ts';
import { breakdownQuery, wholeBreakdownQuery } from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import type { AnswerTable } from '../../../src/protocol/table.ts';

function answer(rows: readonly (readonly [string | null, number])[]): AnswerTable {
  return {
    columns: [
      { name: 'category', unit: null },
      { name: 'revenue', unit: 'USD' },
    ],
    rowCount: rows.length,
    keys: [rows.map(([value]) => value)],
    values: [Float64Array.from(rows, ([, revenue]) => revenue)],
    labels: {},
  } as unknown as AnswerTable;
}

const ASKED = { dimension: 'category', metric: 'revenue', chosen: [], limit: 3 };
const WHOLE = answer([
  ['Toys', 50],
  ['Home', 90],
  [null, 20],
  ['Books', 50],
  ['Garden', 10],
]);

describe('a breakdown', () => {
  it('keeps the order of the unfiltered values, whatever the filters leave', () => {
    const { rows, more, largest } = toBreakdown(
      WHOLE,
      answer([
        ['Toys', 45],
        ['Home', 1],
      ]),
      ASKED,
    );
    expect(rows.map(({ value, now, whole }) => [value, now, whole])).toEqual([
      ['Home', 1, 90],
      ['Books', Number.NaN, 50],
      ['Toys', 45, 50],
    ]);
    expect([more, largest]).toEqual([2, 90]);
  });

  it('has what lies below zero in order, too, and what has no figure last', () => {
    const scores = answer([
      ['A', -60],
      ['B', -10],
      ['C', 5],
      ['D', Number.NaN],
      ['E', -30],
    ]);
    expect(toBreakdown(scores, null, { ...ASKED, limit: 5 }).rows.map(({ value }) => value)).toEqual(['C', 'B', 'E', 'A', 'D']);
  });

  it('of a rate is led by what is surely high', () => {
    const columns = ['csat', 'csat.n', 'csat.low', 'csat.high'].map((name) => ({ name, unit: '%' }));
    const table = {
      ...answer([
        ['One', 100],
        ['Many', 87],
      ]),
      columns: [{ name: 'category', unit: null }, ...columns],
      values: [
        [100, 87],
        [1, 1000],
        [20.7, 84.8],
        [100, 88.9],
      ].map((column) => Float64Array.from(column)),
    };
    expect(toBreakdown(table, null, { ...ASKED, metric: 'csat' }).rows.map(({ value }) => value)).toEqual(['Many', 'One']);
  });

  it('always lists what is chosen, also when nothing has it any more', () => {
    const { rows } = toBreakdown(WHOLE, null, { ...ASKED, chosen: [null, 'Gone'] });
    expect(rows.filter((row) => row.isChosen).map(({ value, whole }) => [value, whole])).toEqual([
      [null, 20],
      ['Gone', Number.NaN],
    ]);
  });

  it('has no rows before there is an answer', () => {
    expect(toBreakdown(null, null, ASKED)).toEqual({ rows: [], more: 0, largest: 0 });
  });

  it('is brushed in either direction', () => {
    const { rows } = toBreakdown(WHOLE, null, { ...ASKED, limit: 9 });
    expect(brushed(rows, 1, 3)).toEqual(['Books', 'Toys', null]);
    expect(brushed(rows, 3, 1)).toEqual(brushed(rows, 1, 3));
  });
});

describe('choosing in a breakdown', () => {
  it('takes one value alone, and none again', () => {
    const two = toggleFilter(toggleFilter(DEFAULT_VIEW, 'category', 'Toys'), 'category', null);
    const one = soleFilter(two, 'category', 'Toys');
    expect(one.where).toEqual({ category: ['Toys'] });
    expect(soleFilter(one, 'category', 'Toys').where).toEqual({});
  });

  it('asks under the filters of the other dimensions, and without any', () => {
    const view = { ...toggleFilter(toggleFilter(DEFAULT_VIEW, 'category', 'Toys'), 'channel', 'web'), focus: toCountry('BR') };
    expect(breakdownQuery(view, 'category')).toMatchObject({
      metrics: ['revenue'],
      groupBy: ['category'],
      where: { country: ['BR'], channel: ['web'] },
    });
    expect(wholeBreakdownQuery(view, 'category').where).toEqual({ country: ['BR'] });
  });
});
