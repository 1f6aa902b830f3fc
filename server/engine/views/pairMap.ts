import { CapExceeded } from './capExceeded.ts';
import { hashOfPair, type PairOptions } from './pairs.ts';

const WIDTH = 3;

/**
 * A whole number for each pair of whole numbers below 2^31, at first 0. A hash table in one array: a pair and its number lie side by side,
 * because memory that is not in the cache costs more than all else here. Slots hold until the next `add` or `delete`.
 */
export class PairMap {
  private readonly cap: number;
  private readonly what: string;
  /** First part + 1 (0 where free), second part, number. */
  private slots = new Int32Array(16 * WIDTH);
  private mask = 15;
  private size = 0;

  constructor({ cap, what }: PairOptions) {
    this.cap = cap;
    this.what = what;
  }

  get bytes(): number {
    return this.slots.byteLength;
  }

  /** The slot of a pair, which is added when it is new. Throws {@link CapExceeded}. */
  add(first: number, second: number): number {
    const slot = this.slotOf(first, second);
    if (this.slots[slot] !== 0) return slot;
    if (this.size >= this.cap) throw new CapExceeded(this.what, this.cap);
    const isFull = ++this.size * 3 > (this.mask + 1) * 2;
    if (isFull) this.widen();
    const free = isFull ? this.slotOf(first, second) : slot;
    this.slots[free] = first + 1;
    this.slots[free + 1] = second;
    return free;
  }

  /** The slot of a pair, or -1. */
  find(first: number, second: number): number {
    const slot = this.slotOf(first, second);
    return this.slots[slot] === 0 ? -1 : slot;
  }

  /** Adds to the number of a slot; answers what it is then. */
  change(slot: number, by: number): number {
    const number = (this.slots[slot + 2] as number) + by;
    this.slots[slot + 2] = number;
    return number;
  }

  delete(slot: number): void {
    const { slots, mask } = this;
    let hole = slot / WIDTH;
    for (let place = (hole + 1) & mask; slots[place * WIDTH] !== 0; place = (place + 1) & mask) {
      const wanted = hashOfPair((slots[place * WIDTH] as number) - 1, slots[place * WIDTH + 1] as number) & mask;
      // What would be found from its wanted place only across the hole moves into it.
      if (((place - wanted) & mask) < ((place - hole) & mask)) continue;
      move(slots, place * WIDTH, slots, hole * WIDTH);
      hole = place;
    }
    slots[hole * WIDTH] = 0;
    slots[hole * WIDTH + 2] = 0;
    this.size--;
  }

  private slotOf(first: number, second: number): number {
    const { slots, mask } = this;
    let place = hashOfPair(first, second) & mask;
    for (;;) {
      const slot = place * WIDTH;
      const found = slots[slot] as number;
      if (found === 0 || (found === first + 1 && slots[slot + 1] === second)) return slot;
      place = (place + 1) & mask;
    }
  }

  private widen(): void {
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    this.mask = this.mask * 2 + 1;
    for (let slot = 0; slot < before.length; slot += WIDTH) {
      const first = before[slot] as number;
      if (first > 0) move(before, slot, this.slots, this.slotOf(first - 1, before[slot + 1] as number));
    }
  }
}

function move(from: Int32Array, at: number, into: Int32Array, slot: number): void {
  into[slot] = from[at] as number;
  into[slot + 1] = from[at + 1] as number;
  into[slot + 2] = from[at + 2] as number;
}
