/** Why a figure changed: the parts add up to the change, and the dimension that carries most of it is told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, drillTo, setFilter, toCountry } from '../../../../src/model/viewState.ts';
import { explain, explainingDimensions } from '../../../../src/model/wall/explain.ts';
import type { AnswerTable } from '../../../../src/protocol/table.ts';

type Rows = readonly (readonly [id: string | null, value: number, n?: number])[];

function table(dimension: string, rows: Rows, isRate = false): AnswerTable {
  const metric = isRate ? 'csat' : 'revenue';
  return {
    columns: [
      { name: dimension, unit: null },
      { name: metric, unit: isRate ? '%' : 'EUR' },
      ...(isRate ? [{ name: 'csat.n', unit: 'count' }] : []),
    ],
    rowCount: rows.length,
    keys: [rows.map(([id]) => id)],
    values: [Float64Array.from(rows, ([, value]) => value), ...(isRate ? [Float64Array.from(rows, ([, , n]) => n ?? 0)] : [])],
    labels: {},
    time: { from: null, to: null },
    asOf: { epoch: 'e', seq: 1 },
    ...{ suppressed: 0, unconverted: 0, truncated: false, live: true },
  };
}
const REVENUE = { id: 'revenue', unit: 'EUR' };
const CSAT = { id: 'csat', unit: '%' };

describe('an explanation', () => {
  it('is by the dimension in which one group carries the change', () => {
    const category = {
      dimension: 'category',
      now: table('category', [
        ['Coffee', 40],
        ['Tea', 100],
      ]),
      before: table('category', [
        ['Coffee', 100],
        ['Tea', 100],
      ]),
    };
    const channel = {
      dimension: 'channel',
      now: table('channel', [
        ['web', 70],
        ['app', 70],
      ]),
      before: table('channel', [
        ['web', 100],
        ['app', 100],
      ]),
    };
    const found = explain([channel, category], REVENUE);
    expect(found).toMatchObject({ dimension: 'category', change: -60, rest: 0, isWhole: false });
    expect(found?.reasons[0]).toMatchObject({ name: 'Coffee', part: -60, now: 40, before: 100 });
  });

  it('of an amount or a rate has parts that add up to the change', () => {
    const rows = fc.uniqueArray(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
      ),
      {
        selector: ([id]) => id,
        minLength: 2,
      },
    );
    const mean = (all: Rows) =>
      all.reduce((sum, [, value, n]) => sum + value * (n ?? 0), 0) / all.reduce((sum, [, , n]) => sum + (n ?? 0), 0);
    const total = (all: Rows) => all.reduce((sum, [, value]) => sum + value, 0);
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (now, before, isRate) => {
        const answer = { dimension: 'x', now: table('x', now, isRate), before: table('x', before, isRate) };
        const found = explain([answer], isRate ? CSAT : REVENUE);
        const change = isRate ? mean(now) - mean(before) : total(now) - total(before);
        if (found === null) return;
        expect(found.change).toBeCloseTo(change, 6);
        expect(found.reasons.reduce((sum, { part }) => sum + part, found.rest)).toBeCloseTo(change, 6);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('without a time before tells the parts of the whole, and nothing where nothing is told', () => {
    expect(
      explain(
        [
          {
            dimension: 'x',
            now: table('x', [
              ['a', 3],
              ['b', 1],
            ]),
            before: null,
          },
        ],
        REVENUE,
      ),
    ).toMatchObject({ isWhole: true, change: 4 });
    expect(explain([{ dimension: 'x', now: table('x', [['a', Number.NaN]]), before: null }], REVENUE)).toBeNull();
  });

  it('is sought where the view leaves more than one value', () => {
    const known = ['category', 'channel', 'country', 'region'];
    expect(explainingDimensions(DEFAULT_VIEW, known)).toEqual(['category', 'channel', 'country']);
    expect(explainingDimensions(drillTo(setFilter(DEFAULT_VIEW, 'category', ['Tea']), toCountry('BR')), known)).toEqual([
      'channel',
      'region',
    ]);
  });
});
