import { CapExceeded } from './capExceeded.ts';
import { hashOfPair, type PairOptions } from './pairs.ts';

/** Pairs that are looked for at once. */
const AT_ONCE = 128;
const FIRST_PLACES = 16;

/** Of the pairs that are looked for at once. */
const hashes = new Int32Array(AT_ONCE);
/** What was read ahead goes here, so that no compiler leaves the reading out. */
const readAhead = new Int32Array(1);

/** Keys that come to groups, row by row: the group of row `rows[i]` is `groups[i]`, its key stands in `codes`; 0 is no key. */
interface KeyRows {
  readonly groups: Int32Array;
  readonly codes: Int32Array;
  readonly rows: Int32Array;
  readonly count: number;
}

/**
 * Which pairs of a group and a key have come; group and key are below 2^31. A hash table in one array, at most half full, both parts of a
 * pair side by side. Many pairs are looked for at once: their places are far apart, and so the processor waits for many of them at a time.
 */
export class PairSet {
  private readonly cap: number;
  private readonly what: string;
  /** Group + 1 (0 where free), key. */
  private places = new Int32Array(2 * FIRST_PLACES);
  private size = 0;

  constructor({ cap, what }: PairOptions) {
    this.cap = cap;
    this.what = what;
  }

  get bytes(): number {
    return this.places.byteLength;
  }

  /** Adds the pairs that are new, and one to the total of their group for each. Throws {@link CapExceeded}. */
  addAll(all: KeyRows, totals: Int32Array): void {
    for (let from = 0; from < all.count; from += AT_ONCE) {
      const end = Math.min(from + AT_ONCE, all.count);
      this.touch(all, from, end);
      for (let at = from; at < end; ) at = this.addSome(all, from, at, end, totals);
    }
  }

  /** Reads where the pairs stand, without a decision between. */
  private touch({ groups, codes, rows }: KeyRows, from: number, end: number): void {
    const { places } = this;
    const mask = places.length - 2;
    let all = 0;
    for (let at = from; at < end; at++) {
      const hash = hashOfPair(groups[at] as number, codes[rows[at] as number] as number);
      hashes[at - from] = hash;
      all |= places[hash & mask] as number;
    }
    readAhead[0] = all;
  }

  /** Adds the pairs from `at` on until the table is too full; answers where it stopped. A loop that calls nothing takes half the time. */
  private addSome({ groups, codes, rows }: KeyRows, from: number, first: number, end: number, totals: Int32Array): number {
    const { places, cap } = this;
    const mask = places.length - 2;
    const most = Math.min(cap, places.length / 4);
    let { size } = this;
    let at = first;
    for (; at < end; at++) {
      const key = codes[rows[at] as number] as number;
      if (key === 0) continue;
      const group = groups[at] as number;
      let place = (hashes[at - from] as number) & mask;
      let found = places[place] as number;
      while (found !== 0 && (found !== group + 1 || places[place + 1] !== key)) {
        place = (place + 2) & mask;
        found = places[place] as number;
      }
      if (found !== 0) continue;
      if (size >= most) break;
      size += 1;
      places[place] = group + 1;
      places[place + 1] = key;
      totals[group] = (totals[group] as number) + 1;
    }
    this.size = size;
    if (at < end && size >= cap) throw new CapExceeded(this.what, cap);
    if (at < end) this.widen();
    return at;
  }

  private widen(): void {
    const before = this.places;
    const places = new Int32Array(2 * before.length);
    const mask = places.length - 2;
    for (let from = 0; from < before.length; from += 2) {
      const first = before[from] as number;
      if (first === 0) continue;
      const key = before[from + 1] as number;
      let place = hashOfPair(first - 1, key) & mask;
      while (places[place] !== 0) place = (place + 2) & mask;
      places[place] = first;
      places[place + 1] = key;
    }
    this.places = places;
  }
}
