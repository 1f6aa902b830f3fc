/** Closed contacts that nobody has opened, as far as is known. */
import { grown } from '../grown.ts';
import type { UnopenedMeasure } from '../measures.ts';
import { CapExceeded } from './capExceeded.ts';
import { pick } from './keyTallies.ts';
import type { TallyMeans, UnopenedTally } from './tallies.ts';

/** A contact in the map of its groups, about. */
const CONTACT_BYTES = 300;

export function createUnopened(measure: UnopenedMeasure, { opened, mostKeys }: TallyMeans): UnopenedTally {
  /** Rows by contact and group. */
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
    totals[group] = (totals[group] as number) + rows;
  }

  function remove(group: number, contact: number): void {
    const groups = groupsOf.get(contact);
    const rows = groups?.get(group);
    if (!groups || !rows) return;
    totals[group] = (totals[group] as number) - 1;
    if (rows > 1) groups.set(group, rows - 1);
    else groups.delete(group);
    if (groups.size === 0) groupsOf.delete(contact);
  }

  return {
    measure,
    columns: [measure.keys],
    kinds: ['code'],
    fold({ columns, first, rows, count, groups, end }, sign) {
      totals = grown(totals, end);
      const codes = columns[first] as Int32Array;
      for (let at = 0; at < count; at++) {
        const contact = codes[rows[at] as number] as number;
        if (contact === 0) continue;
        if (sign === -1) remove(groups[at] as number, contact);
        else if (!opened.has(contact)) add(groups[at] as number, contact, 1);
      }
    },
    bytes: () => CONTACT_BYTES * groupsOf.size + totals.byteLength,
    total: (group) => totals[group] ?? 0,
    totals: (groups, into) => pick(totals, groups, into),
    clear: () => {},
    seed(group, at) {
      totals = grown(totals, group + 1);
      add(group, Number(at(0)), Number(at(1)));
    },
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
