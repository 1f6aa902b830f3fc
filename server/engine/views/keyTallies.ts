/** Distinct keys by group. */
import { grown } from '../grown.ts';
import type { DistinctMeasure } from '../measures.ts';
import { PairMap } from './pairMap.ts';
import { PairSet } from './pairSet.ts';
import type { Tally, TallyMeans } from './tallies.ts';

export function createDistinct(measure: DistinctMeasure, means: TallyMeans): Tally {
  return means.slides ? createSliding(measure, means) : createLasting(measure, means);
}

/** Rows only come: it is enough to know which keys have come. */
function createLasting(measure: DistinctMeasure, { mostKeys }: TallyMeans): Tally {
  const keys = new PairSet({ cap: mostKeys, what: `keys of ${measure.id}` });
  const seeded = { groups: new Int32Array(1), codes: new Int32Array(1), rows: new Int32Array(1), count: 1 };
  let totals = new Int32Array(16);

  return {
    measure,
    columns: [measure.keys],
    kinds: ['code'],
    fold({ columns, first, rows, count, groups, end }) {
      totals = grown(totals, end);
      keys.addAll({ groups, codes: columns[first] as Int32Array, rows, count }, totals);
    },
    bytes: () => keys.bytes + totals.byteLength,
    total: (group) => totals[group] ?? 0,
    totals: (groups, into) => pick(totals, groups, into),
    clear: () => {},
    seed(group, at) {
      totals = grown(totals, group + 1);
      seeded.groups[0] = group;
      seeded.codes[0] = Number(at(0));
      keys.addAll(seeded, totals);
    },
  };
}

/** Rows leave again: those of each key are counted, so that a key goes with its last row. */
function createSliding(measure: DistinctMeasure, { mostKeys }: TallyMeans): Tally {
  const keys = new PairMap({ cap: mostKeys, what: `keys of ${measure.id}` });
  let totals = new Int32Array(16);

  function add(group: number, key: number, rows: number): void {
    if (keys.change(keys.add(group, key), rows) === rows) totals[group] = (totals[group] as number) + 1;
  }

  function remove(group: number, key: number): void {
    const slot = keys.find(group, key);
    if (slot < 0 || keys.change(slot, -1) > 0) return;
    keys.delete(slot);
    totals[group] = (totals[group] as number) - 1;
  }

  return {
    measure,
    columns: [measure.keys],
    kinds: ['code'],
    fold({ columns, first, rows, count, groups, end }, sign) {
      totals = grown(totals, end);
      const codes = columns[first] as Int32Array;
      for (let at = 0; at < count; at++) {
        const key = codes[rows[at] as number] as number;
        if (key === 0) continue;
        if (sign === 1) add(groups[at] as number, key, 1);
        else remove(groups[at] as number, key);
      }
    },
    bytes: () => keys.bytes + totals.byteLength,
    total: (group) => totals[group] ?? 0,
    totals: (groups, into) => pick(totals, groups, into),
    clear: () => {},
    seed(group, at) {
      totals = grown(totals, group + 1);
      add(group, Number(at(0)), Number(at(1)));
    },
  };
}

/** Totals of groups, in their order. */
export function pick(totals: Int32Array | Float64Array, groups: Int32Array, into: Float64Array): true {
  for (let at = 0; at < groups.length; at++) into[at] = totals[groups[at] as number] ?? 0;
  return true;
}
