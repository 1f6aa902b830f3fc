/** Sums that stay exact however large they grow. */
import { grown } from '../grown.ts';
import type { SumMeasure } from '../measures.ts';
import type { Tally } from './tallies.ts';

const MOST = Number.MAX_SAFE_INTEGER;
/** A bigint in a map, about. */
const BIGINT_BYTES = 100;

/** The sums of a view. Those of a group lie side by side: to reach a group costs more than to add. */
export function createSums(measures: readonly SumMeasure[]): Tally[] {
  const width = measures.length;
  let sums = new Float64Array(0);
  return measures.map((measure, place) => {
    /** What was carried over from `sums` where it left the safe range. */
    const carried = new Map<number, bigint>();
    const sumOf = (group: number): number => sums[group * width + place] ?? 0;

    function carry(group: number, number: number): void {
      carried.set(group, (carried.get(group) ?? 0n) + BigInt(sumOf(group)) + BigInt(number));
      sums[group * width + place] = 0;
    }

    return {
      measure,
      columns: [measure.weights],
      kinds: ['number'],
      fold({ columns, first, rows, count, groups, end }, sign) {
        sums = grown(sums, end * width);
        const weights = columns[first] as Float64Array;
        const added = { sums, width, place, weights, rows, count, groups, sign };
        for (let at = addWhileSafe(added, 0); at < count; at = addWhileSafe(added, at + 1)) {
          carry(groups[at] as number, sign * (weights[rows[at] as number] as number));
        }
      },
      bytes: () => (place === 0 ? sums.byteLength : 0) + BIGINT_BYTES * carried.size,
      total(group) {
        const rest = carried.get(group);
        return rest === undefined ? sumOf(group) : rest + BigInt(sumOf(group));
      },
      totals(groups, into) {
        for (let at = 0; at < groups.length; at++) into[at] = sumOf(groups[at] as number);
        return carried.size === 0;
      },
      clear(group) {
        carried.delete(group);
        sums[group * width + place] = 0;
      },
      seed(group, at) {
        const total = at(0);
        sums = grown(sums, (group + 1) * width);
        if (typeof total === 'number') sums[group * width + place] = total;
        else carried.set(group, total);
      },
    };
  });
}

interface Added {
  readonly sums: Float64Array;
  readonly width: number;
  readonly place: number;
  readonly weights: Float64Array;
  readonly rows: Int32Array;
  readonly count: number;
  readonly groups: Int32Array;
  readonly sign: 1 | -1;
}

/** Adds until a sum would leave the safe range; answers where. */
function addWhileSafe({ sums, width, place, weights, rows, count, groups, sign }: Added, from: number): number {
  let at = from;
  // Four rows a turn, because each turn makes sure of every array anew: a third less time.
  for (; at + 3 < count; at += 4) {
    if (!addRow(sums, width, place, weights, rows, groups, at, sign)) return at;
    if (!addRow(sums, width, place, weights, rows, groups, at + 1, sign)) return at + 1;
    if (!addRow(sums, width, place, weights, rows, groups, at + 2, sign)) return at + 2;
    if (!addRow(sums, width, place, weights, rows, groups, at + 3, sign)) return at + 3;
  }
  while (at < count && addRow(sums, width, place, weights, rows, groups, at, sign)) at++;
  return at;
}

function addRow(
  sums: Float64Array,
  width: number,
  place: number,
  weights: Float64Array,
  rows: Int32Array,
  groups: Int32Array,
  at: number,
  sign: number,
): boolean {
  const weight = weights[rows[at] as number] as number;
  // Most events add nothing to most sums: their groups need not be reached.
  if (weight === 0) return true;
  const slot = (groups[at] as number) * width + place;
  const sum = (sums[slot] as number) + sign * weight;
  if (Math.abs(sum) > MOST) return false;
  sums[slot] = sum;
  return true;
}
