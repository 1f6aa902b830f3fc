/** The parts of a change: they add up to it, whatever the rows, and are what a fold by hand gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose, missingSide, reversalOf } from '../../../../src/model/drivers/decompose.ts';
import { type DriverDimension, makingOf, toValues } from '../../../../src/model/drivers/values.ts';
import type { AnswerTable } from '../../../../src/protocol/table.ts';
import { CATEGORY, CSAT, ORDERS, REVENUE, rowsOf, type Sold, tableOf, whole } from './driverWorld.ts';

const cents = fc.integer({ min: 0, max: 5_000_000 }).map((amount) => amount / 100);
const sold = fc.uniqueArray(
  fc.record({ value: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', null), amount: cents, n: fc.integer({ min: 1, max: 400 }) }),
  { selector: ({ value }) => value, minLength: 1 },
) as fc.Arbitrary<Sold[]>;
const rated = fc.uniqueArray(fc.record({ value: fc.constantFrom('a', 'b', 'c', 'd', 'e', null), good: fc.nat(200), bad: fc.nat(200) }), {
  selector: ({ value }) => value,
  minLength: 1,
});
type Rated = typeof rated extends fc.Arbitrary<infer Rows> ? Rows : never;

const toRates = (rows: Rated): Sold[] =>
  rows.map(({ value, good, bad }) => ({ value, amount: good + bad === 0 ? Number.NaN : (100 * good) / (good + bad), n: good + bad }));
const rateOf = (rows: Rated) => {
  const [good, n] = rows.reduce(([sum, all], row) => [sum + row.good, all + row.good + row.bad], [0, 0]);
  return { value: n === 0 ? Number.NaN : (100 * good) / n, n, low: Number.NaN, high: Number.NaN };
};

function parts(now: Sold[], before: Sold[], metric = REVENUE, dimension: DriverDimension = CATEGORY) {
  const answers = { now: tableOf(metric, now), before: tableOf(metric, before) };
  return decompose(toValues(answers, dimension, metric), { now: whole(now), before: whole(before) }, makingOf(metric) ?? 'sum');
}

describe('what a sum is made of', () => {
  it('adds up to its change to the cent, in whatever order the rows come', () => {
    fc.assert(
      fc.property(sold, sold, fc.infiniteStream(fc.nat()), (now, before, picks) => {
        const found = parts(now, before);
        const fixed = (value: number) => Math.round(value * 10_000);
        const change = now.reduce((sum, { amount }) => sum + fixed(amount), 0) - before.reduce((sum, { amount }) => sum + fixed(amount), 0);
        expect(fixed(found.change)).toBe(change);
        expect(found.drivers.reduce((sum, { part }) => sum + fixed(part), 0)).toBe(change);
        expect(found.rest).toBe(0);
        for (const { id, part } of found.drivers) {
          const amountIn = (rows: Sold[]) => fixed(rows.find(({ value }) => value === id)?.amount ?? 0);
          expect(fixed(part)).toBe(amountIn(now) - amountIn(before));
        }
        const shuffled = (rows: Sold[]) => rows.map((row) => [picks.next().value as number, row] as const).sort(([a], [b]) => a - b);
        const again = parts(
          shuffled(now).map(([, row]) => row),
          shuffled(before).map(([, row]) => row),
        );
        expect(again.drivers.map(({ key, part }) => [key, part])).toEqual(found.drivers.map(({ key, part }) => [key, part]));
      }),
      { seed: 48, numRuns: 300 },
    );
  });

  it('moves nothing beyond its share where all of it moved alike', () => {
    const before = rowsOf({ a: [100, 10], b: [300, 30], c: [50, 5] });
    const now = rowsOf({ a: [50, 5], b: [150, 15], c: [25, 3] });
    for (const { excess } of parts(now, before).drivers) expect(excess).toBeCloseTo(0, 9);
  });

  it('leaves what is kept back or cut off to the rest, and what stands under several values', () => {
    const before = rowsOf({ a: [100, 10], b: [40, 4], c: [7, 1] });
    const now = rowsOf({ a: [80, 8], b: [60, 6], c: [Number.NaN, Number.NaN] });
    const totals = { now: { ...whole(now), value: 150 }, before: whole(before) };
    const hidden = decompose(toValues({ now: tableOf(REVENUE, now), before: tableOf(REVENUE, before) }, CATEGORY, REVENUE), totals, 'sum');
    // c was 7 and is 10 now: nobody is told.
    expect(hidden).toMatchObject({ change: 3, rest: 3, unknown: 1 });
    expect(hidden.drivers.map(({ id }) => id)).toEqual(['a', 'b']);

    const cut: AnswerTable = { ...tableOf(REVENUE, rowsOf({ a: [80, 8] })), truncated: true };
    // A wall is not told small groups that are filtered or counted by more than one thing: nothing says that they are new.
    const withheld = { ...tableOf(REVENUE, rowsOf({ a: [80, 8] })), suppressed: 1 };
    const onWall = decompose(toValues({ now: tableOf(REVENUE, now), before: withheld }, CATEGORY, REVENUE), totals, 'sum');
    expect(onWall.drivers.map(({ key }) => key)).toEqual(['["a"]']);
    expect(onWall.unknown).toBeGreaterThan(0);
    const short = decompose(toValues({ now: cut, before: tableOf(REVENUE, before) }, CATEGORY, REVENUE), totals, 'sum');
    expect(short).toMatchObject({ unknown: 2, change: 3, rest: 23 });

    // Twelve orders, of which two had goods of both categories.
    const orders = { now: { ...whole([]), value: 12 }, before: { ...whole([]), value: 9 } };
    const several = decompose(
      toValues(
        { now: tableOf(ORDERS, rowsOf({ a: [8, 0], b: [6, 0] })), before: tableOf(ORDERS, rowsOf({ a: [5, 0], b: [4, 0] })) },
        CATEGORY,
        ORDERS,
      ),
      orders,
      'count',
    );
    expect(several).toMatchObject({ change: 3, rest: -2, unknown: 0 });
  });

  it('of no time before is what each value is', () => {
    const now = rowsOf({ a: [30, 3], b: [10, 1] });
    const found = decompose(
      toValues({ now: tableOf(REVENUE, now), before: null }, CATEGORY, REVENUE),
      { now: whole(now), before: null },
      'sum',
    );
    expect(found).toMatchObject({ isWhole: true, change: 40, rest: 0 });
    expect(found.drivers.map(({ part }) => part)).toEqual([30, 10]);
  });
});

describe('what a ratio is made of', () => {
  it('adds up to its change, and is what the two factors give in either order on average', () => {
    fc.assert(
      fc.property(rated, rated, (now, before) => {
        const [is, was] = [rateOf(now), rateOf(before)];
        fc.pre(is.n > 0 && was.n > 0);
        const answers = { now: tableOf(CSAT, toRates(now)), before: tableOf(CSAT, toRates(before)) };
        const found = decompose(toValues(answers, CATEGORY, CSAT), { now: is, before: was }, 'ratio');
        const total = (of: 'part' | 'rate' | 'mix') => found.drivers.reduce((sum, driver) => sum + driver[of], 0);
        expect(total('part') + found.rest).toBeCloseTo(is.value - was.value, 9);
        expect(found.rest).toBeCloseTo(0, 9);

        // The oracle: the rate of the whole after changing one factor, then the other, and the other way round.
        const values = [...new Set([...now, ...before].map(({ value }) => value))];
        const sideOf = (rows: Rated, value: string | null) => {
          const row = rows.find((other) => other.value === value) ?? { good: 0, bad: 0 };
          return { n: row.good + row.bad, rate: (100 * row.good) / (row.good + row.bad) };
        };
        const sides = values.map((value) => ({ now: sideOf(now, value), before: sideOf(before, value) }));
        const blend = (weights: 'now' | 'before', rates: 'now' | 'before') => {
          const n = weights === 'now' ? is.n : was.n;
          return sides.reduce((sum, side) => {
            const rate = side[rates].n > 0 ? side[rates].rate : side[rates === 'now' ? 'before' : 'now'].rate;
            return side[weights].n > 0 ? sum + (side[weights].n / n) * rate : sum;
          }, 0);
        };
        const rate = (blend('before', 'now') - blend('before', 'before') + blend('now', 'now') - blend('now', 'before')) / 2;
        expect(total('rate')).toBeCloseTo(rate, 9);
        expect(total('mix')).toBeCloseTo(is.value - was.value - rate, 9);
      }),
      { seed: 49, numRuns: 300 },
    );
  });

  it('tells a Simpson reversal: every category rose, and the whole fell by its mix', () => {
    const before: Sold[] = [
      { value: 'easy', amount: 90, n: 900 },
      { value: 'hard', amount: 30, n: 100 },
    ];
    const now: Sold[] = [
      { value: 'easy', amount: 92, n: 300 },
      { value: 'hard', amount: 35, n: 700 },
    ];
    const mean = (rows: Sold[]) => ({ ...whole([]), value: rows.reduce((sum, { amount, n }) => sum + amount * n, 0) / 1000, n: 1000 });
    const found = decompose(
      toValues({ now: tableOf(CSAT, now), before: tableOf(CSAT, before) }, CATEGORY, CSAT),
      { now: mean(now), before: mean(before) },
      'ratio',
    );
    expect(found.change).toBeCloseTo(52.1 - 84, 9);
    expect(reversalOf(found)).toBe('up');
    for (const { rate, mix } of found.drivers) {
      expect(rate).toBeGreaterThan(0);
      expect(mix).toBeLessThan(0);
    }
    // Where one of them fell too, it is none.
    expect(
      reversalOf({ ...found, drivers: found.drivers.map((driver, at) => (at === 0 ? { ...driver, now: driver.before } : driver)) }),
    ).toBeNull();
  });

  it('knows which side has no figure: where nobody answers any more, it is not the time before that is empty', () => {
    const told = (now: number, before: number) => {
      const figure = (value: number) => ({ value, n: Number.isNaN(value) ? 0 : 9, low: value, high: value });
      return missingSide({ whole: { now: figure(now), before: figure(before) } });
    };
    expect([told(Number.NaN, 80), told(80, Number.NaN), told(Number.NaN, Number.NaN), told(0, 80)]).toEqual(['now', 'before', 'now', null]);
  });

  it('takes all of a value that is new or gone for mix', () => {
    const found = parts(
      [
        { value: 'old', amount: 80, n: 100 },
        { value: 'new', amount: 20, n: 100 },
      ],
      [{ value: 'old', amount: 80, n: 100 }],
      CSAT,
    );
    const fresh = found.drivers.find(({ id }) => id === 'new');
    expect(fresh?.rate).toBe(0);
    expect(fresh?.mix).toBeLessThan(0);
  });
});
