/** Repeat customers are counted as sets of orders would count them, and cost nothing for each order where no row leaves. */
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../../server/engine/metrics.ts';
import { createOpenedContacts } from '../../../../server/engine/views/openedContacts.ts';
import { createTallies, type Tally } from '../../../../server/engine/views/tallies.ts';
import { DEFAULT_SETTINGS } from '../../../../server/settings.ts';
import { seeded } from '../../../load/producer.ts';

interface Row {
  readonly group: number;
  readonly customer: number;
  readonly order: number;
}

function repeatTally(slides: boolean): Tally {
  const measures = createMetrics(DEFAULT_SETTINGS).get('repeat_rate')?.measures.slice(0, 1) ?? [];
  const [tally] = createTallies(measures, { opened: createOpenedContacts(), mostKeys: 100_000, slides });
  if (!tally) throw new Error('repeat_rate: has no tally');
  return tally;
}

function fold(tally: Tally, rows: readonly Row[], sign: 1 | -1 = 1): void {
  const columns = [Int32Array.from(rows, ({ customer }) => customer), Int32Array.from(rows, ({ order }) => order)];
  const groups = Int32Array.from(rows, ({ group }) => group);
  tally.fold({ columns, first: 0, rows: Int32Array.from(rows.keys()), count: rows.length, groups, end: 5 }, sign);
}

function expected(rows: readonly Row[]): number[] {
  return Array.from({ length: 5 }, (_, group) => {
    const orders = new Map<number, Set<number>>();
    for (const row of rows) {
      if (row.group === group && row.customer !== 0) orders.set(row.customer, (orders.get(row.customer) ?? new Set()).add(row.order));
    }
    return [...orders.values()].filter(({ size }) => size > 1).length;
  });
}

function randomRows(count: number, random: () => number): Row[] {
  const below = (end: number): number => Math.floor(random() * end);
  return Array.from({ length: count }, () => ({ group: below(5), customer: below(60), order: 1 + below(40) }));
}

const totalsOf = (tally: Tally): number[] => Array.from({ length: 5 }, (_, group) => Number(tally.total(group)));

describe('customers with two orders', () => {
  it('are those of the rows that have come', () => {
    const random = seeded(71);
    const [lasting, sliding] = [repeatTally(false), repeatTally(true)];
    const rows: Row[] = [];
    for (let round = 0; round < 20; round++) {
      const more = randomRows(25, random);
      rows.push(...more);
      for (const tally of [lasting, sliding]) {
        fold(tally, more);
        expect(totalsOf(tally)).toEqual(expected(rows));
      }
    }
    while (rows.length > 0) {
      fold(sliding, rows.splice(0, 50), -1);
      expect(totalsOf(sliding)).toEqual(expected(rows));
    }
  });

  it('go on from the least and the greatest order of the archive', () => {
    const tally = repeatTally(false);
    for (const [customer, least, greatest] of [
      [1, 7, 7],
      [2, 7, 9],
    ] as const)
      tally.seed(3, (column) => [customer, least, greatest][column] as number);
    expect(totalsOf(tally)).toEqual([0, 0, 0, 1, 0]);
    fold(tally, [{ group: 3, customer: 1, order: 7 }]);
    expect(totalsOf(tally)).toEqual([0, 0, 0, 1, 0]);
    fold(tally, [{ group: 3, customer: 1, order: 8 }]);
    expect(totalsOf(tally)).toEqual([0, 0, 0, 2, 0]);
  });

  it('cost nothing for each further order where no row leaves', () => {
    const tally = repeatTally(false);
    const customers = Array.from({ length: 100 }, (_, at) => at + 1);
    const ordersFrom = (first: number): Row[] => customers.map((customer) => ({ group: 0, customer, order: first + customer }));
    fold(tally, ordersFrom(0));
    const before = tally.bytes();
    for (let round = 1; round < 200; round++) fold(tally, ordersFrom(1000 * round));
    expect(tally.total(0)).toBe(100);
    expect(tally.bytes()).toBe(before);
  });
});
