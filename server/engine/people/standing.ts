/** Where people stand on an axis: those of one value side by side up to the next value, each always at the same share of the way. */
import type { AxisKind } from '../../../src/protocol/people.ts';
import { toAxis } from '../../../src/protocol/peopleAxis.ts';
import type { Dictionaries } from '../rows.ts';

/** People of one value spread over this much of an axis at most: in doublings, and in what a linear axis counts. */
const WIDEST: Readonly<Record<AxisKind, number>> = { log: 1, linear: 0.9 };

export interface Standing {
  /** Places on an axis by customer code; NaN stays. */
  places(kind: AxisKind, values: Float64Array): Float64Array;
}

export function createStanding(dictionaries: Pick<Dictionaries, 'text'>): Standing {
  let shares = new Float64Array(0);

  /** The share of a customer: of the id alone, so that it is the same in every run. */
  function learn(count: number): void {
    const known = shares.length;
    if (known >= count) return;
    const next = new Float64Array(count);
    next.set(shares);
    for (let code = Math.max(1, known); code < count; code++) next[code] = shareOf(dictionaries.text('customer', code) ?? '');
    shares = next;
  }

  return {
    places(kind, values) {
      learn(values.length);
      const places = new Float64Array(values.length);
      for (let code = 0; code < places.length; code++) places[code] = toAxis(kind, values[code] as number);
      const sorted = places.filter((place) => !Number.isNaN(place)).sort();
      for (let code = 0; code < places.length; code++) {
        const place = places[code] as number;
        if (Number.isNaN(place)) continue;
        const from = firstFrom(sorted, place);
        if (sorted[from + 1] !== place) continue;
        const to = firstAbove(sorted, place, from);
        const room = Math.min(WIDEST[kind], to < sorted.length ? (sorted[to] as number) - place : Number.POSITIVE_INFINITY);
        places[code] = place + room * (shares[code] as number);
      }
      return places;
    },
  };
}

/** The first of the sorted that is not below a value. */
function firstFrom(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first of the sorted that is above a value, looked for from a place on. */
function firstAbove(sorted: Float64Array, value: number, from: number): number {
  let [low, high] = [from, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A number from 0 to below 1 by the text (FNV-1a of its UTF-16 units, mixed). */
function shareOf(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}
