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
      const { shared, rooms } = sharedPlaces(places, WIDEST[kind]);
      for (let code = 0; code < places.length; code++) {
        const place = places[code] as number;
        const at = firstFrom(shared, place);
        if (shared[at] === place) places[code] = place + (rooms[at] as number) * (shares[code] as number);
      }
      return places;
    },
  };
}

/** Places of more than one, ascending, and how far each reaches: most have a place of their own, so that few are looked up. */
function sharedPlaces(places: Float64Array, widest: number): { readonly shared: Float64Array; readonly rooms: Float64Array } {
  // What is no number stands behind all others.
  const sorted = places.slice().sort();
  const [shared, rooms] = [new Float64Array(sorted.length >> 1), new Float64Array(sorted.length >> 1)];
  let found = 0;
  for (let from = 0; from < sorted.length; ) {
    const place = sorted[from] as number;
    let to = from + 1;
    while (to < sorted.length && sorted[to] === place) to++;
    if (to > from + 1) {
      const next = sorted[to] ?? Number.NaN;
      shared[found] = place;
      rooms[found] = Number.isNaN(next) ? widest : Math.min(widest, next - place);
      found++;
    }
    from = to;
  }
  return { shared: shared.subarray(0, found), rooms };
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

/** A number from 0 to below 1 by the text (FNV-1a of its UTF-16 units, mixed). */
function shareOf(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}
