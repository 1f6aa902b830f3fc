/** Raised when a live view outgrows a cap: it is then refreshed from the archive instead of folded. */
export class CapExceeded extends Error {
  constructor(what: string, cap: number) {
    super(`a live view holds at most ${cap} ${what}`);
    this.name = 'CapExceeded';
  }
}

interface Options {
  /** Numbers in a tuple; 0 gives an index with one tuple. */
  readonly width: number;
  /** Most tuples held at once. */
  readonly cap: number;
  /** What is counted by the cap, for the message. */
  readonly what: string;
}

/**
 * Numbers tuples of whole numbers below 2^53: dense, from 0, freed numbers given out again. A hash table on typed arrays, because a
 * Map of texts costs ten times the bytes and the time for each event and view.
 */
export class TupleIndex {
  /** Write the tuple here before `add` or `find`. */
  readonly probe: Float64Array;
  private readonly width: number;
  private readonly cap: number;
  private readonly what: string;
  private tuples: Float64Array;
  /** Number + 1 by place, 0 where free; a power of two long, at most half full. */
  private places = new Int32Array(32);
  private readonly freed: number[] = [];
  private used = 0;

  constructor({ width, cap, what }: Options) {
    this.width = width;
    this.cap = cap;
    this.what = what;
    this.probe = new Float64Array(width);
    this.tuples = new Float64Array(16 * width);
  }

  /** Tuples held now. */
  get size(): number {
    return this.used - this.freed.length;
  }

  /** One more than the largest number given out. */
  get end(): number {
    return this.used;
  }

  /** The number of the tuple in `probe`, which is added when it is new. Throws {@link CapExceeded}. */
  add(): number {
    const place = this.placeOf(this.probe, 0);
    const found = this.places[place] as number;
    if (found > 0) return found - 1;
    if (this.size >= this.cap) throw new CapExceeded(this.what, this.cap);
    const number = this.freed.pop() ?? this.used++;
    this.store(number);
    this.places[place] = number + 1;
    if (this.size * 2 > this.places.length) this.rehash();
    return number;
  }

  /** The number of the tuple in `probe`, or -1. */
  find(): number {
    return (this.places[this.placeOf(this.probe, 0)] as number) - 1;
  }

  /** Part `at` of a tuple. */
  part(number: number, at: number): number {
    return this.tuples[number * this.width + at] as number;
  }

  delete(number: number): void {
    let hole = this.placeOf(this.tuples, number * this.width);
    this.places[hole] = 0;
    this.freed.push(number);
    const mask = this.places.length - 1;
    for (let place = (hole + 1) & mask; this.places[place] !== 0; place = (place + 1) & mask) {
      const wanted = this.hash(this.tuples, ((this.places[place] as number) - 1) * this.width) & mask;
      // What would be found from its wanted place only across the hole moves into it.
      if (((place - wanted) & mask) < ((place - hole) & mask)) continue;
      this.places[hole] = this.places[place] as number;
      this.places[place] = 0;
      hole = place;
    }
  }

  private placeOf(source: Float64Array, from: number): number {
    const mask = this.places.length - 1;
    let place = this.hash(source, from) & mask;
    for (let number = this.places[place] as number; number > 0; number = this.places[place] as number) {
      if (this.isSame(number - 1, source, from)) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  private isSame(number: number, source: Float64Array, from: number): boolean {
    for (let at = 0; at < this.width; at++) if (this.tuples[number * this.width + at] !== source[from + at]) return false;
    return true;
  }

  private hash(source: Float64Array, from: number): number {
    let hash = 0x9e3779b9;
    for (let at = from; at < from + this.width; at++) {
      const part = source[at] as number;
      hash = Math.imul(hash ^ (part | 0), 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 13) ^ ((part / 0x100000000) | 0), 0xc2b2ae35);
    }
    return hash ^ (hash >>> 16);
  }

  private store(number: number): void {
    const from = number * this.width;
    if (from + this.width > this.tuples.length) {
      const wider = new Float64Array(Math.max(16, this.tuples.length * 2));
      wider.set(this.tuples);
      this.tuples = wider;
    }
    this.tuples.set(this.probe, from);
  }

  private rehash(): void {
    const numbers = this.places.filter((number) => number > 0);
    this.places = new Int32Array(this.places.length * 2);
    for (const number of numbers) this.places[this.placeOf(this.tuples, (number - 1) * this.width)] = number;
  }
}

/** An array at least `length` long with the same start; doubles, so that growing costs little in sum. */
export function grown<T extends Float64Array | Int32Array | Uint8Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const wider = new (array.constructor as new (length: number) => T)(Math.max(16, array.length * 2, length));
  wider.set(array);
  return wider;
}
