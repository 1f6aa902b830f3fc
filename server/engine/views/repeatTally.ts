/** Customers with two or more distinct orders by group. */
import { grown } from '../grown.ts';
import type { RepeatMeasure } from '../measures.ts';
import { pick } from './keyTallies.ts';
import { PairMap } from './pairMap.ts';
import type { Tally, TallyMeans } from './tallies.ts';

/** What stands in the place of a customer's only order once there is another. */
const SEVERAL = -1;

export function createRepeat(measure: RepeatMeasure, means: TallyMeans): Tally {
  return means.slides ? createSliding(measure, means) : createLasting(measure, means);
}

/** Rows only come: of each customer of a group the first order alone is held, and from the second on none. */
function createLasting(measure: RepeatMeasure, { mostKeys }: TallyMeans): Tally {
  /** Code of the first order + 1, or {@link SEVERAL}. */
  const customers = new PairMap({ cap: mostKeys, what: `customers of ${measure.id}` });
  let totals = new Int32Array(16);

  function add(group: number, key: number, order: number): void {
    const slot = customers.add(group, key);
    const held = customers.change(slot, 0);
    if (held === 0) customers.change(slot, order + 1);
    else if (held !== SEVERAL && held !== order + 1) {
      customers.change(slot, SEVERAL - held);
      totals[group] = (totals[group] as number) + 1;
    }
  }

  return {
    measure,
    columns: [measure.keys, measure.countedKeys],
    kinds: ['code', 'code'],
    fold({ columns, first, rows, count, groups, end }) {
      totals = grown(totals, end);
      const keys = columns[first] as Int32Array;
      const counted = columns[first + 1] as Int32Array;
      for (let at = 0; at < count; at++) {
        const row = rows[at] as number;
        const key = keys[row] as number;
        if (key !== 0) add(groups[at] as number, key, counted[row] as number);
      }
    },
    bytes: () => customers.bytes + totals.byteLength,
    total: (group) => totals[group] ?? 0,
    totals: (groups, into) => pick(totals, groups, into),
    clear: () => {},
    seed(group, at) {
      totals = grown(totals, group + 1);
      add(group, Number(at(0)), Number(at(1)));
      add(group, Number(at(0)), Number(at(2)));
    },
  };
}

/** Rows leave again: each order of each customer is held with the number of its rows. */
function createSliding(measure: RepeatMeasure, { mostKeys }: TallyMeans): Tally {
  /** Number of each customer of a group, counted from 1. */
  const customers = new PairMap({ cap: mostKeys, what: `customers of ${measure.id}` });
  /** Rows by (customer of a group, order). */
  const orders = new PairMap({ cap: mostKeys, what: `orders of ${measure.id}` });
  const freed: number[] = [];
  let used = 0;
  let ordersOf = new Int32Array(16);
  let totals = new Int32Array(16);

  function newCustomer(): number {
    const customer = freed.pop() ?? ++used;
    ordersOf = grown(ordersOf, customer + 1);
    return customer;
  }

  function add(group: number, key: number, order: number, rows: number): void {
    const slot = customers.add(group, key);
    const customer = customers.change(slot, 0) || customers.change(slot, newCustomer());
    if (orders.change(orders.add(customer, order), rows) !== rows) return;
    ordersOf[customer] = (ordersOf[customer] as number) + 1;
    if (ordersOf[customer] === 2) totals[group] = (totals[group] as number) + 1;
  }

  function remove(group: number, key: number, order: number): void {
    const slot = customers.find(group, key);
    const customer = slot < 0 ? 0 : customers.change(slot, 0);
    const row = orders.find(customer, order);
    if (row < 0 || orders.change(row, -1) > 0) return;
    orders.delete(row);
    ordersOf[customer] = (ordersOf[customer] as number) - 1;
    if (ordersOf[customer] === 1) totals[group] = (totals[group] as number) - 1;
    if (ordersOf[customer] !== 0) return;
    customers.delete(slot);
    freed.push(customer);
  }

  return {
    measure,
    columns: [measure.keys, measure.countedKeys],
    kinds: ['code', 'code'],
    fold({ columns, first, rows, count, groups, end }, sign) {
      totals = grown(totals, end);
      const keys = columns[first] as Int32Array;
      const counted = columns[first + 1] as Int32Array;
      for (let at = 0; at < count; at++) {
        const row = rows[at] as number;
        const key = keys[row] as number;
        if (key === 0) continue;
        if (sign === 1) add(groups[at] as number, key, counted[row] as number, 1);
        else remove(groups[at] as number, key, counted[row] as number);
      }
    },
    bytes: () => customers.bytes + orders.bytes + ordersOf.byteLength + totals.byteLength + 8 * freed.length,
    total: (group) => totals[group] ?? 0,
    totals: (groups, into) => pick(totals, groups, into),
    clear: () => {},
    seed(group, at) {
      totals = grown(totals, group + 1);
      add(group, Number(at(0)), Number(at(1)), Number(at(2)));
    },
  };
}
