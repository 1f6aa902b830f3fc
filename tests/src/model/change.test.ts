import { describe, expect, it } from 'vitest';
import { BEFORE, CHANGE, changeOf, changeText, isNew, isSignificant, toChangeMeasure, withBefore } from '../../../src/model/change.ts';
import { toColumns } from '../../../src/model/columns.ts';
import { ghostShares, ghostsOf, raiseGhosts } from '../../../src/model/ghosts.ts';
import { toHeightMeasure } from '../../../src/model/measure.ts';
import { metricValues } from '../../../src/model/reading.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import { net, share } from '../../../src/protocol/interval.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const REVENUE: MetricInfo = {
  id: 'revenue',
  label: 'Revenue',
  unit: 'USD',
  formula: '',
  fold: 'additive',
  interval: false,
  better: 'higher',
  sums: true,
};
const CSAT: MetricInfo = { ...REVENUE, id: 'csat', label: 'Satisfied', unit: '%', interval: true, sums: false };

function revenues(rows: readonly (readonly [string | null, number | null])[]) {
  return toTable({
    columns: [
      { name: 'country', unit: null },
      { name: 'revenue', unit: 'USD' },
    ],
    rows,
    ...WHOLE,
  });
}

function rates(rows: readonly (readonly [string, number, number, number, number])[]) {
  const table = revenues([]);
  const columns = [{ name: 'country', unit: null }, ...['csat', 'csat.n', 'csat.low', 'csat.high'].map((name) => ({ name, unit: '%' }))];
  return {
    ...table,
    columns,
    rowCount: rows.length,
    keys: [rows.map(([id]) => id)],
    values: [1, 2, 3, 4].map((at) => Float64Array.from(rows, (row) => row[at] as number)),
  };
}

function rounded(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Math.round(value * 100) / 100);
}

describe('changes', () => {
  it('are shares of what was for amounts, points for rates, and unknown against nothing', () => {
    expect(changeOf('USD', 150, 100)).toBe(50);
    expect(changeOf('count', 0, 80)).toBe(-100);
    expect(changeOf('%', 71, 78)).toBe(-7);
    expect(changeOf('USD', 10, 0)).toBeNaN();
    expect([changeText('USD', 21.4), changeText('USD', -50), changeText('%', -6.3), changeText('USD', Number.NaN)]).toEqual([
      '+21.4 %',
      '−50.0 %',
      '−6.3 pt',
      '–',
    ]);
  });

  it('of rates are told from chance by both intervals; amounts have none', () => {
    const rate = (value: number, half: number) => ({ value, n: 100, low: value - half, high: value + half });
    expect(isSignificant(rate(80, 3), rate(74, 3))).toBe(true);
    expect(isSignificant(rate(80, 3), rate(76.5, 3))).toBe(false);
    expect(isSignificant({ value: 1, n: Number.NaN, low: Number.NaN, high: Number.NaN }, rate(1, 1))).toBeNull();
  });

  it('of rates of few answers may be chance, however far they lie apart', () => {
    expect(isSignificant(share(1, 1), share(0, 1))).toBe(false);
    expect(isSignificant(share(1, 3), share(3, 3))).toBe(false);
    expect(isSignificant(share(30, 30), share(0, 30))).toBe(true);
    // Newcombe's example: 56 of 70 against 48 of 80, the difference between 5.2 and 33.4 points.
    expect(isSignificant(share(56, 70), share(48, 80))).toBe(true);
    expect(isSignificant(share(9, 10), share(3, 10))).toBe(true);
  });

  it('of net scores that all answers agree on are no more certain than so many answers are', () => {
    expect(isSignificant(net(1, 0, 1), net(0, 1, 1))).toBe(false);
    expect(isSignificant(net(1, 0, 1), net(40, 20, 100))).toBe(false);
    expect(isSignificant(net(0, 0, 2), net(2, 0, 2))).toBe(false);
    expect(isSignificant(net(40, 0, 40), net(10, 20, 40))).toBe(true);
  });

  it('are of something new only where nothing stood before: no satisfied answer, or a net score of zero, is something', () => {
    const none = Number.NaN;
    expect([isNew('USD', 5, 0), isNew('USD', 5, none), isNew('%', 60, none), isNew('points', 12, none)]).toEqual([true, true, true, true]);
    expect([isNew('%', 60, 0), isNew('points', 12, 0), isNew('USD', 0, 0), isNew('%', none, none), isNew('USD', 5, 4)]).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  it('are coloured from full fall to full rise about no change, the good side as the metric says', () => {
    expect(toChangeMeasure(REVENUE)).toMatchObject({ metric: CHANGE, unit: '%', kind: 'diverging', target: 0, better: 'higher' });
    expect(toChangeMeasure(CSAT)).toMatchObject({ unit: 'points', span: 10 });
  });
});

describe('an answer beside another time', () => {
  const now = revenues([
    ['BR', 150],
    ['DE', 40],
    [null, 5],
  ]);
  const before = revenues([
    ['FR', 30],
    ['BR', 100],
    [null, 10],
  ]);
  const both = withBefore(now, before, REVENUE);
  const columnOf = (name: string) => Object.fromEntries(both.keys[0]?.map((id, row) => [id ?? '', metricValues(both, name)?.[row]]) ?? []);

  it('has no place at zero that the answer of now keeps back or cuts off', () => {
    for (const left of [{ suppressed: 1 }, { truncated: true }])
      expect(withBefore({ ...now, ...left }, before, REVENUE).rowCount).toBe(now.rowCount);
    expect(both.rowCount).toBeGreaterThan(now.rowCount);
  });

  it('has every place of either: new ones without a change, those that are gone at zero', () => {
    expect(columnOf('revenue')).toEqual({ BR: 150, DE: 40, '': 5, FR: 0 });
    expect(columnOf(BEFORE)).toEqual({ BR: 100, DE: Number.NaN, '': 10, FR: 30 });
    expect(columnOf(CHANGE)).toEqual({ BR: 50, DE: Number.NaN, '': -50, FR: -100 });
    expect(both.columns.map(({ name }) => name)).toEqual(['country', 'revenue', BEFORE, CHANGE]);
  });

  it('has left out no rows of now where only the time before leaves some out: the table of the map says so, and plans without sales stand', () => {
    for (const left of [{ suppressed: 1 }, { truncated: true }]) {
      const { truncated, suppressed, isPastCut } = withBefore(now, { ...before, ...left }, REVENUE);
      expect([truncated, suppressed, isPastCut]).toEqual([false, 0, true]);
    }
    expect(both.isPastCut).toBe(false);
  });

  it('leaves the answers that it is made of as they are', () => {
    expect([now.rowCount, before.rowCount, now.columns.length]).toEqual([3, 3, 2]);
  });

  it('stands as columns with a ghost at the height before, on one scale, and none for what is new', () => {
    const options = {
      height: toHeightMeasure(REVENUE),
      colour: toChangeMeasure(REVENUE),
      theme: 'dark',
      stale: false,
      anchorOf: () => [10, 20] as const,
    } as const;
    const fallen = withBefore(
      revenues([
        ['BR', 50],
        ['DE', 40],
      ]),
      revenues([
        ['BR', 100],
        ['FR', 30],
      ]),
      REVENUE,
    );
    const picture = toColumns(fallen, 'country', options, null);
    expect(picture.reference).toBe(100);
    const stood = ghostShares(picture, fallen, 'linear') ?? new Float32Array();
    const onGround = ghostsOf(picture.layout, stood);
    expect(Array.from(onGround.tops.value)).toEqual([10, 20, 0, 10, 20, 0]);
    const ghosts = raiseGhosts(onGround, stood, picture.shares);
    expect(ghosts.count).toBe(2);
    expect(rounded(ghosts.tops.value)).toEqual([10, 20, 1, 10, 20, 0.3]);
    expect(rounded(ghosts.caps.value)).toEqual([10, 20, 0.5, 10, 20, 0]);
    expect(ghosts.tops).not.toBe(onGround.tops);
    expect(rounded(ghostShares(picture, fallen, 'sqrt') ?? [])).toEqual(rounded(stood).map((share) => Number(Math.sqrt(share).toFixed(2))));
    expect(ghostShares(picture, revenues([['BR', 50]]), 'linear')).toBeNull();
  });

  it('look rows up once while those of both times stand: a release changes values alone', () => {
    const before = {
      ...revenues([
        ['BR', 100],
        ['FR', 30],
      ]),
      rows: {},
    };
    const [rows, others] = [{}, {}];
    const now = (value: number, mark: object) => ({ ...revenues([['BR', value]]), rows: mark });
    const first = withBefore(now(50, rows), before, REVENUE);
    const next = withBefore(now(80, rows), before, REVENUE);
    expect(next.rows).toBe(first.rows);
    expect(next.labels).toBe(first.labels);
    expect([next.keys[0], rounded(metricValues(next, 'revenue') ?? []), rounded(metricValues(next, BEFORE) ?? [])]).toEqual([
      ['BR', 'FR'],
      [80, 0],
      [100, 30],
    ]);
    const moved = withBefore({ ...revenues([['FR', 40]]), rows: others }, before, REVENUE);
    expect(moved.rows).not.toBe(first.rows);
    expect([moved.keys[0], rounded(metricValues(moved, BEFORE) ?? [])]).toEqual([
      ['FR', 'BR'],
      [30, 100],
    ]);
    // Where nothing is told of what is gone, the rows are those of now.
    expect(withBefore({ ...now(80, rows), truncated: true }, before, REVENUE).rows).toBe(rows);
  });

  it('says of a rate whether its change may be chance, and keeps its interval', () => {
    const table = withBefore(
      rates([
        ['BR', 80, 900, 77, 83],
        ['DE', 80, 30, 62, 91],
      ]),
      rates([
        ['BR', 70, 900, 67, 73],
        ['DE', 70, 30, 52, 83],
      ]),
      CSAT,
    );
    const certain = metricValues(table, `${CHANGE}.n`);
    expect([certain?.[0], certain?.[1]]).toEqual([1e9, 0]);
    expect(metricValues(table, 'csat.low')?.[0]).toBe(77);
  });
});
