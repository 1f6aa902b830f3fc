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
      const places = values.map((value) => toAxis(kind, value));
      const order = Uint32Array.from(values.keys())
        .filter((code) => !Number.isNaN(values[code] as number))
        .sort((one, other) => (places[one] as number) - (places[other] as number));
      for (let from = 0; from < order.length; ) {
        const place = places[order[from] as number] as number;
        let to = from + 1;
        while (to < order.length && places[order[to] as number] === place) to++;
        const next = to < order.length ? (places[order[to] as number] as number) : Number.POSITIVE_INFINITY;
        const room = Math.min(WIDEST[kind], next - place);
        if (to - from > 1)
          for (let at = from; at < to; at++) places[order[at] as number] = place + room * (shares[order[at] as number] as number);
        from = to;
      }
      return places;
    },
  };
}

/** A number from 0 to below 1 by the text (FNV-1a of its UTF-16 units, mixed). */
function shareOf(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}
