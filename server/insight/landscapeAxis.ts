/** Which part of an axis the land shows. */
import type { AxisSpan } from '../../src/protocol/landscape.ts';
import { personMeasure } from '../../src/protocol/people.ts';

interface AskedAxis {
  readonly measure: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The usual part is kept while so many of all stand in it; else the part between these shares of them. */
const IN_USUAL = 0.95;
const LOW = 0.02;
const HIGH = 0.98;
/** Shortest part: doublings, or so much. */
const LEAST_SPAN = 4;
/** Room beside the outermost, in steps. */
const MARGIN = 0.3;

/** `places` on the axis' own scale; `placed` are those that count. */
export function axisSpan({ measure, from, to }: AskedAxis, places: Float64Array, placed: Uint32Array): AxisSpan {
  const suited = suitedSpan(measure, places, placed);
  const span = { measure, from: from ?? suited[0], to: to ?? suited[1] };
  return span.to > span.from ? span : { measure, from: suited[0], to: suited[1] };
}

function suitedSpan(id: string, places: Float64Array, placed: Uint32Array): readonly [number, number] {
  const measure = personMeasure(id);
  const usual = measure?.usual ?? null;
  if (measure?.unit === 'score') return [0.4, 5.6];
  if (measure?.unit === '%') return [-4, 104];
  if (placed.length === 0) return usual ?? [0, LEAST_SPAN];
  if (usual && countInside(usual, places, placed) >= IN_USUAL * placed.length) return usual;
  const sorted = new Float64Array(placed.length);
  for (let at = 0; at < sorted.length; at++) sorted[at] = places[placed[at] as number] as number;
  sorted.sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  // Nobody has half a contact.
  const least = measure?.unit === 'count' ? 1 : 0;
  const step = measure?.axis === 'log' ? 0.5 : Math.max(least, roundStep((at(HIGH) - at(LOW)) / 8));
  const low = Math.max(Math.floor(at(LOW) / step) * step, measure?.floor ?? Number.NEGATIVE_INFINITY);
  const high = Math.max(low + LEAST_SPAN * step, Math.ceil(at(HIGH) / step) * step);
  return [low - MARGIN * step, high + MARGIN * step];
}

function countInside([from, to]: readonly [number, number], places: Float64Array, placed: Uint32Array): number {
  let inside = 0;
  for (let at = 0; at < placed.length; at++) {
    const place = places[placed[at] as number] as number;
    if (place >= from && place <= to) inside++;
  }
  return inside;
}

/** The next of 1, 2, 5, 10, ... */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1e-6, value)));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}
