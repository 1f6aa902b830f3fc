/** Which people stand as points: all of them, or a sample that stays the same while people come and go. */
import { randomInt } from 'node:crypto';

const STEPS = [1, 2, 5] as const;
/** Places that fit beside a hash of 32 bits into a whole number. */
const MOST_IN_ONE = 2 ** 21;

export interface ChosenPoints {
  /** People that one point stands for. */
  readonly perPoint: number;
  /** Places in the columns of the crowd, in an order that says nothing of the people. */
  readonly order: Uint32Array;
}

/** One of N people of each segment, the same ones for as long as N is: those whose hash is least. */
export function choosePoints(placed: Uint32Array, customers: Uint32Array, segment: Uint8Array, most: number): ChosenPoints {
  const perPoint = stepFrom(placed.length / most);
  const byHash = inOrderOfHash(placed, customers);
  if (perPoint === 1) return { perPoint, order: byHash };
  const sizes = new Map<number, number>();
  for (const at of placed) sizes.set(segment[at] as number, (sizes.get(segment[at] as number) ?? 0) + 1);
  const left = new Map(Array.from(sizes, ([code, size]) => [code, Math.round(size / perPoint)]));
  const order = byHash.filter((at) => {
    const rest = left.get(segment[at] as number) ?? 0;
    left.set(segment[at] as number, rest - 1);
    return rest > 0;
  });
  return { perPoint, order: order.subarray(0, most) };
}

/** Hash and place in one number each, while both fit: numbers alone are sorted ten times as fast as by a comparison. */
function inOrderOfHash(placed: Uint32Array, customers: Uint32Array): Uint32Array {
  if (placed.length > MOST_IN_ONE)
    return Uint32Array.from(placed).sort((one, other) => mixed(customers[one] as number) - mixed(customers[other] as number));
  const keys = new Float64Array(placed.length);
  for (let at = 0; at < placed.length; at++) keys[at] = mixed(customers[placed[at] as number] as number) * MOST_IN_ONE + at;
  keys.sort();
  const order = new Uint32Array(placed.length);
  for (let at = 0; at < order.length; at++) order[at] = placed[(keys[at] as number) % MOST_IN_ONE] as number;
  return order;
}

/** The least of 1, 2, 5, 10, ... that is not below. */
function stepFrom(value: number): number {
  for (let power = 1; ; power *= 10) {
    const step = STEPS.find((one) => one * power >= value);
    if (step !== undefined) return step * power;
  }
}

/** Keys of people by code: the same for as long as the server runs, another way in every run, and no way back without its secret. */
export function keyMaker(): (code: number) => number {
  const secret = randomInt(2 ** 32);
  return (code) => mixed((code ^ secret) >>> 0);
}

/** A whole number below 2^32 mixed so that neighbours are far apart; different numbers stay different. */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
