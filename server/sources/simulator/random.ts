/** Seeded randomness: the same keys give the same numbers on every machine and in every run. */

/** Mixes two 32-bit integers into one. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b ^ (b >>> 15), 0x2c1b3c6d), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A number in [0, 1) that belongs to the keys alone. */
export function unitOf(seed: number, ...keys: readonly number[]): number {
  return keys.reduce((hash, key) => mix(hash, key), mix(seed, 0x9e3779b9)) / 2 ** 32;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [from, to]. */
  int(from: number, to: number): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Number of occurrences of something that happens `mean` times on average. */
  poisson(mean: number): number;
}

/** A stream of numbers that depends on `seed` (32 bits) alone. */
export function createRandom(seed: number): Random {
  let state = mix(seed, 0x51ed270b);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick: (items) => pickAt(items, next()),
    poisson: (mean) => poisson(mean, next),
  };
}

/** The item at the given share (0-1) of a list; throws on an empty list. */
function pickAt<T>(items: readonly T[], share: number): T {
  const item = items[Math.min(items.length - 1, Math.floor(share * items.length))];
  if (item === undefined) throw new Error('nothing to pick from: the list is empty');
  return item;
}

/** Index into ascending cumulative weights for a share (0-1) of their total. */
export function indexAt(cumulative: readonly number[], share: number): number {
  const target = share * (cumulative.at(-1) ?? 0);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first item of an ascending list whose value is at least `from`; the list's length when there is none. */
export function firstFrom<T>(sorted: readonly T[], value: (item: T) => number, from: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(sorted[middle] as T) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Running totals of weights. */
export function accumulate(weights: readonly number[]): number[] {
  let total = 0;
  return weights.map((weight) => (total += weight));
}

// Large means are drawn from the normal curve: the product of the plain method would underflow.
function poisson(mean: number, next: () => number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}
