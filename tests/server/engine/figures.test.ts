/** Exact quotients, cells and the order of rows. */
import fc from 'fast-check';
import { cellToParent, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { netPromoter, percentage, quotient, toDecimal } from '../../../server/engine/figures.ts';
import { FINEST, toGridNumber, toIndexText, toParent, toRange } from '../../../server/engine/h3Grid.ts';
import { compareIds, firstRows } from '../../../server/engine/order.ts';
import { toDouble } from '../../oracle/exact.ts';

describe('figures', () => {
  it('are the nearest doubles of exact sums and quotients, of any size', () => {
    const whole = fc.oneof(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.bigInt({ min: -1000n, max: 1000n }));
    fc.assert(
      fc.property(whole, fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.bigInt({ min: 0n, max: 1000n })), (top, bottom) => {
        expect(quotient(top, bottom)).toBe(toDouble(top, bottom));
        expect(toDecimal(top)).toBe(toDouble(top, 10_000n));
      }),
      { seed: 3 },
    );
    expect(toDecimal(4_576_876_315)).toBe(457_687.6315);
    expect(quotient(1, 0)).toBe(null);
  });

  it('have intervals that hold them', () => {
    expect(percentage(0, 0)).toEqual([null, 0, null, null]);
    expect(percentage(0, 5)[2]).toBe(0);
    expect(netPromoter(0, 0, 0)).toEqual([null, 0, null, null]);
    expect(netPromoter(1, 0, 2)).toEqual([50, 2, expect.closeTo(50 - 98 / Math.SQRT2, 9), 100]);
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (cases, others) => {
        const [share, n, low, high] = percentage(cases, cases + others);
        if (n === 0) return;
        expect(Number(low)).toBeLessThanOrEqual(Number(share) + 1e-9);
        expect(Number(high)).toBeGreaterThanOrEqual(Number(share) - 1e-9);
      }),
      { seed: 4 },
    );
  });
});

describe('cells', () => {
  it('have the parents of the H3 library, and lie in their range', () => {
    const place = fc.tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), fc.nat(FINEST));
    fc.assert(
      fc.property(place, ([lat, lon, resolution]) => {
        const cell = latLngToCell(lat, lon, FINEST);
        const grid = toGridNumber(cell);
        const parent = cellToParent(cell, resolution);
        expect(toIndexText(toParent(grid, resolution), resolution)).toBe(parent);
        expect(toIndexText(grid, FINEST)).toBe(cell);
        const { first, last } = toRange(parent);
        expect(grid >= first && grid <= last).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
    expect(toIndexText(0, 5)).toBe(null);
  });
});

describe('order of rows', () => {
  it('is that of code points, null last', () => {
    const id = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}') }), {
      nil: null,
    });
    fc.assert(
      fc.property(id, id, (a, b) => {
        const expected =
          a === null || b === null ? Number(a === null) - Number(b === null) : Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareIds(a, b))).toBe(expected);
      }),
      { numRuns: 1000, seed: 6 },
    );
  });

  it('is that of a plain sort, also of many rows', async () => {
    const first = Float64Array.from({ length: 20_000 }, (_, row) => (row * 7919) % 1009);
    const order = { times: [], first, idOf: (_: number, row: number) => String(row).padStart(5, '0'), dimensionCount: 1 };
    const expected = Array.from(first.keys()).sort((a, b) => (first[b] as number) - (first[a] as number) || a - b);
    for (const limit of [20_000, 12_000, 9000, 10]) {
      expect(Array.from(await firstRows(first.length, limit, order, () => null))).toEqual(expected.slice(0, limit));
    }
  });

  it('is the same whether few or all rows are wanted', async () => {
    const rows = fc.array(
      fc.record({ time: fc.nat(2), metric: fc.constantFrom(1, 2, 3, Number.NaN), id: fc.constantFrom('a', 'b', 'c', null) }),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 20 }), async (table, limit) => {
        // A second id makes every row differ from all others.
        const ids = table.map(({ id }, row) => [id, String(row).padStart(2, '0')]);
        const order = {
          times: [table.map(({ time }) => time)],
          first: Float64Array.from(table, ({ metric }) => metric),
          idOf: (dimension: number, row: number) => ids[row]?.[dimension] ?? null,
          dimensionCount: 2,
        };
        const all = await firstRows(table.length, table.length, order, () => null);
        expect(await firstRows(table.length, limit, order, () => null)).toEqual(all.slice(0, limit));
      }),
      { seed: 7 },
    );
  });
});
