/**
 * Tallies: the accumulators of a live view, one for each measure of its metrics. A row is first read into a contribution
 * (a few numbers), which is then added to its group, and taken back when the row leaves a sliding window.
 */
import type { DistinctMeasure, Measure, RepeatMeasure, SumMeasure, UnopenedMeasure, Whole } from '../measures.ts';
import type { RowBatch } from '../rows.ts';
import type { OpenedContacts } from './openedContacts.ts';
import { CapExceeded, grown, TupleIndex } from './tupleIndex.ts';

export interface Tally {
  readonly measure: LiveMeasure;
  /** How many numbers a row contributes. */
  readonly width: number;
  /** Reads the contribution of a row of this batch into `into`, from `at` on. */
  read(batch: RowBatch): (row: number, into: Float64Array, at: number) => void;
  add(group: number, from: Float64Array, at: number): void;
  remove(group: number, from: Float64Array, at: number): void;
  total(group: number): Whole;
  /** The group is empty and its number will be given to another. */
  clear(group: number): void;
  /** Adds what the archive has counted: `at(0)` is a sum's total; keys give the key, repeats customer and order, and then the number of rows. */
  seed(group: number, at: (column: number) => Whole): void;
}

export type LiveMeasure = SumMeasure | DistinctMeasure | RepeatMeasure | UnopenedMeasure;

export function isLive(measure: Measure): measure is LiveMeasure {
  return measure.kind !== 'archive';
}

/** A tally that takes events back. */
export interface UnopenedTally extends Tally {
  /** The contact was opened after all: takes its closings back and calls with each group that changes. */
  retract(contact: number, onGroup: (group: number) => void): void;
}

interface Means {
  readonly opened: OpenedContacts;
  /** Most (group, key) pairs of one measure. */
  readonly mostKeys: number;
}

export function createTally(measure: LiveMeasure, means: Means): Tally {
  switch (measure.kind) {
    case 'sum':
      return createSum(measure);
    case 'distinct':
      return createDistinct(measure, means);
    case 'repeat':
      return createRepeat(measure, means);
    case 'unopened':
      return createUnopened(measure, means);
  }
}

function createSum(measure: SumMeasure): Tally {
  let sums = new Float64Array(16);
  /** What was carried over from `sums` where it left the safe range. */
  const carried = new Map<number, bigint>();

  function add(group: number, number: number): void {
    sums = grown(sums, group + 1);
    const sum = (sums[group] as number) + number;
    if (Number.isSafeInteger(sum)) {
      sums[group] = sum;
      return;
    }
    carried.set(group, (carried.get(group) ?? 0n) + BigInt(sums[group] as number) + BigInt(number));
    sums[group] = 0;
  }

  return {
    measure,
    width: 1,
    read: (batch) => {
      const weight = measure.weight(batch);
      return (row, into, at) => {
        into[at] = weight(row);
      };
    },
    add(group, from, at) {
      const number = from[at] as number;
      if (!Number.isNaN(number)) add(group, number);
    },
    remove(group, from, at) {
      const number = from[at] as number;
      if (!Number.isNaN(number)) add(group, -number);
    },
    total(group) {
      const rest = carried.get(group);
      return rest === undefined ? (sums[group] ?? 0) : rest + BigInt(sums[group] ?? 0);
    },
    clear(group) {
      carried.delete(group);
      if (group < sums.length) sums[group] = 0;
    },
    seed(group, at) {
      const total = at(0);
      if (typeof total === 'number') add(group, total);
      else carried.set(group, (carried.get(group) ?? 0n) + total);
    },
  };
}

/** Counts rows by tuple and calls when a tuple comes or goes. */
function createPresence(width: number, cap: number, what: string) {
  const index = new TupleIndex({ width, cap, what });
  let rows = new Int32Array(16);
  return {
    probe: index.probe,
    /** True when the tuple in `probe` is new. */
    add(count: number): boolean {
      const number = index.add();
      rows = grown(rows, number + 1);
      const before = rows[number] as number;
      rows[number] = before + count;
      return before === 0;
    },
    /** True when the last row of the tuple in `probe` is gone. */
    remove(): boolean {
      const number = index.find();
      if (number < 0) return false;
      rows[number] = (rows[number] as number) - 1;
      if (rows[number] !== 0) return false;
      index.delete(number);
      return true;
    },
  };
}

function createDistinct(measure: DistinctMeasure, { mostKeys }: Means): Tally {
  const keys = createPresence(2, mostKeys, `keys of ${measure.id}`);
  let totals = new Int32Array(16);
  function addKey(group: number, key: number, count: number): void {
    keys.probe[0] = group;
    keys.probe[1] = key;
    if (!keys.add(count)) return;
    totals = grown(totals, group + 1);
    totals[group] = (totals[group] as number) + 1;
  }
  return {
    measure,
    width: 1,
    read: (batch) => {
      const keyOf = measure.keyOf(batch);
      return (row, into, at) => {
        into[at] = keyOf(row);
      };
    },
    add(group, from, at) {
      if (from[at] !== 0) addKey(group, from[at] as number, 1);
    },
    remove(group, from, at) {
      if (from[at] === 0) return;
      keys.probe[0] = group;
      keys.probe[1] = from[at] as number;
      if (keys.remove()) totals[group] = (totals[group] as number) - 1;
    },
    total: (group) => totals[group] ?? 0,
    clear: () => {},
    seed: (group, at) => addKey(group, Number(at(0)), Number(at(1))),
  };
}

function createRepeat(measure: RepeatMeasure, { mostKeys }: Means): Tally {
  const orders = createPresence(3, mostKeys, `orders of ${measure.id}`);
  const customers = new TupleIndex({ width: 2, cap: mostKeys, what: `customers of ${measure.id}` });
  let ordersOf = new Int32Array(16);
  let totals = new Int32Array(16);

  function aim(group: number, customer: number, order: number): void {
    orders.probe[0] = customers.probe[0] = group;
    orders.probe[1] = customers.probe[1] = customer;
    orders.probe[2] = order;
  }

  function addOrder(group: number, rows: number): void {
    if (!orders.add(rows)) return;
    const number = customers.add();
    ordersOf = grown(ordersOf, number + 1);
    totals = grown(totals, group + 1);
    ordersOf[number] = (ordersOf[number] as number) + 1;
    if (ordersOf[number] === 2) totals[group] = (totals[group] as number) + 1;
  }

  function removeOrder(group: number): void {
    if (!orders.remove()) return;
    const number = customers.find();
    ordersOf[number] = (ordersOf[number] as number) - 1;
    if (ordersOf[number] === 1) totals[group] = (totals[group] as number) - 1;
    if (ordersOf[number] === 0) customers.delete(number);
  }

  return {
    measure,
    width: 2,
    read: (batch) => {
      const keyOf = measure.keyOf(batch);
      const countedOf = measure.countedOf(batch);
      return (row, into, at) => {
        into[at] = keyOf(row);
        into[at + 1] = countedOf(row);
      };
    },
    add(group, from, at) {
      if (from[at] === 0) return;
      aim(group, from[at] as number, from[at + 1] as number);
      addOrder(group, 1);
    },
    remove(group, from, at) {
      if (from[at] === 0) return;
      aim(group, from[at] as number, from[at + 1] as number);
      removeOrder(group);
    },
    total: (group) => totals[group] ?? 0,
    clear: () => {},
    seed(group, at) {
      aim(group, Number(at(0)), Number(at(1)));
      addOrder(group, Number(at(2)));
    },
  };
}

function createUnopened(measure: UnopenedMeasure, { opened, mostKeys }: Means): UnopenedTally {
  const groupsOf = new Map<number, Map<number, number>>();
  let totals = new Float64Array(16);

  function add(group: number, contact: number, rows: number): void {
    let groups = groupsOf.get(contact);
    if (!groups) {
      if (groupsOf.size >= mostKeys) throw new CapExceeded(`keys of ${measure.id}`, mostKeys);
      groups = new Map();
      groupsOf.set(contact, groups);
    }
    groups.set(group, (groups.get(group) ?? 0) + rows);
    totals = grown(totals, group + 1);
    totals[group] = (totals[group] as number) + rows;
  }

  return {
    measure,
    width: 1,
    read: (batch) => {
      const keyOf = measure.keyOf(batch);
      return (row, into, at) => {
        into[at] = keyOf(row);
      };
    },
    add(group, from, at) {
      const contact = from[at] as number;
      if (contact !== 0 && !opened.has(contact)) add(group, contact, 1);
    },
    remove(group, from, at) {
      const groups = groupsOf.get(from[at] as number);
      const rows = groups?.get(group);
      if (!groups || !rows) return;
      totals[group] = (totals[group] as number) - 1;
      if (rows > 1) groups.set(group, rows - 1);
      else groups.delete(group);
      if (groups.size === 0) groupsOf.delete(from[at] as number);
    },
    total: (group) => totals[group] ?? 0,
    clear: () => {},
    seed: (group, at) => add(group, Number(at(0)), Number(at(1))),
    retract(contact, onGroup) {
      const groups = groupsOf.get(contact);
      if (!groups) return;
      groupsOf.delete(contact);
      for (const [group, rows] of groups) {
        totals[group] = (totals[group] as number) - rows;
        onGroup(group);
      }
    },
  };
}
