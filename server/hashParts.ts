/**
 * A hash table of whole numbers, cut in parts that split one by one and in place: growing never stops the thread for long, and no memory is
 * given back that nothing else fits into. Parts are of eight sizes, so that they split at different times and memory grows evenly: 11 to
 * 22 bytes an entry, 15 together.
 */

const FIRST_SLOTS = 16;
const MAX_LOAD = 0.75;
/** Leading bits of a hash that choose the size of its part. */
const SIZE_BITS = 3;
const SIZES = 2 ** SIZE_BITS;
/** Bits of a hash that choose the slot in a part; those before them choose the part. */
const SLOT_BITS = 18;
const SLOT_MASK = 2 ** SLOT_BITS - 1;
/** Largest size of a part: the product of slots and bits keeps within 32 bits. */
const MOST_SLOTS = 2 ** (32 - SLOT_BITS);

/** Two words a slot, the hash and the value; value 0 is an empty slot. */
interface Part {
  slots: Int32Array;
  used: number;
  /** How many leading bits the hashes of this part share. */
  depth: number;
}

/** Parts of hashes that are alike in so many leading bits grow instead. */
const MOST_DEPTH = 22;

/** What a part held before it was split. */
const scratch = new Int32Array(2 * MOST_SLOTS);

export class HashParts {
  /** By the leading {@link depth} bits of a hash. */
  private parts: Part[] = [{ slots: newSlots(FIRST_SLOTS), used: 0, depth: 0 }];
  private depth = 0;
  private readonly mostSlots: number;

  /** `mostSlots`: of the largest part, at most 2^14. With room for as many entries as are `expected`: growing moves each of them. */
  constructor(mostSlots: number, expected = 0) {
    this.mostSlots = mostSlots;
    while (this.depth < MOST_DEPTH && expected > (mostSlots / 2) * 2 ** this.depth) this.depth += 1;
    const { depth } = this;
    if (depth === 0) return;
    this.parts = Array.from({ length: 2 ** depth }, (_, at) => ({
      slots: newSlots(this.sizeOf(at << (32 - depth), depth)),
      used: 0,
      depth,
    }));
  }

  get bytes(): number {
    return [...new Set(this.parts)].reduce((sum, { slots }) => sum + slots.byteLength, 0);
  }

  /** The slots where a hash stands, from {@link slotOf} on, one {@link nextOf} after the other. */
  of(hash: number): Int32Array {
    return (this.parts[partOf(hash, this.depth)] as Part).slots;
  }

  /** Reads where the hashes stand, so that they are near when they are looked for: without a decision, many reads wait together. */
  touch(hashes: Int32Array, count: number): number {
    let all = 0;
    for (let at = 0; at < count; at++) {
      const hash = hashes[at] as number;
      const slots = this.of(hash);
      all |= slots[slotOf(hash, slots)] as number;
    }
    return all;
  }

  /** The first value under a hash, 0 when there is none. */
  firstOf(hash: number): number {
    const slots = this.of(hash);
    let slot = slotOf(hash, slots);
    while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = nextOf(slot, slots);
    return slots[slot + 1] as number;
  }

  /** Adds a value under a hash, also where there are others. */
  place(hash: number, value: number): void {
    let part = this.parts[partOf(hash, this.depth)] as Part;
    while (part.used + 1 > (part.slots.length >> 1) * MAX_LOAD) {
      const size = this.sizeOf(hash, part.depth);
      const count = part.slots.length >> 1;
      if (count < size) part.slots = refilled(part.slots, newSlots(Math.min(size, 2 * count)));
      else if (part.depth === MOST_DEPTH) part.slots = refilled(part.slots, newSlots(2 * count));
      else this.split(part, hash);
      part = this.parts[partOf(hash, this.depth)] as Part;
    }
    putIn(part.slots, hash, value);
    part.used += 1;
  }

  /** Takes a value back; false where it does not stand under this hash. */
  remove(hash: number, value: number): boolean {
    const part = this.parts[partOf(hash, this.depth)] as Part;
    const { slots } = part;
    let slot = slotOf(hash, slots);
    for (; slots[slot + 1] !== value || slots[slot] !== hash; slot = nextOf(slot, slots)) if (slots[slot + 1] === 0) return false;
    slots[slot + 1] = 0;
    // What stands behind it up to the next empty slot is placed anew, so that it is still found.
    for (slot = nextOf(slot, slots); slots[slot + 1] !== 0; slot = nextOf(slot, slots)) {
      const moved = slots[slot + 1] as number;
      slots[slot + 1] = 0;
      putIn(slots, slots[slot] as number, moved);
    }
    part.used -= 1;
    return true;
  }

  /** Slots of a part at most. */
  private sizeOf(hash: number, depth: number): number {
    return depth < SIZE_BITS ? this.mostSlots : Math.round(this.mostSlots * 2 ** (-partOf(hash, SIZE_BITS) / SIZES));
  }

  /** Makes two parts of the one of this hash, by one more leading bit: one in its memory, where the size is the same. */
  private split(part: Part, hash: number): void {
    if (part.depth === this.depth) {
      this.parts = this.parts.flatMap((same) => [same, same]);
      this.depth += 1;
    }
    const { length } = part.slots;
    scratch.set(part.slots);
    part.depth += 1;
    part.used = 0;
    const size = this.sizeOf(hash, part.depth);
    if (2 * size === length) part.slots.fill(0);
    else part.slots = newSlots(size);
    const other: Part = { slots: newSlots(size), used: 0, depth: part.depth };
    const span = 2 ** (this.depth - part.depth);
    const first = partOf(hash, part.depth - 1) * 2 * span;
    this.parts.fill(part, first, first + span).fill(other, first + span, first + 2 * span);
    for (let slot = 0; slot < length; slot += 2) {
      if (scratch[slot + 1] === 0) continue;
      const into = (partOf(scratch[slot] as number, part.depth) & 1) === 0 ? part : other;
      putIn(into.slots, scratch[slot] as number, scratch[slot + 1] as number);
      into.used += 1;
    }
  }
}

/** Where a hash stands when nothing is in its way. */
export function slotOf(hash: number, slots: Int32Array): number {
  return 2 * (Math.imul(hash & SLOT_MASK, slots.length >> 1) >>> SLOT_BITS);
}

export function nextOf(slot: number, slots: Int32Array): number {
  return slot + 2 === slots.length ? 0 : slot + 2;
}

function newSlots(count: number): Int32Array {
  return new Int32Array(2 * count);
}

/** The leading bits of a hash as a number. */
function partOf(hash: number, bits: number): number {
  return (hash >>> 1) >>> (31 - bits);
}

function refilled(old: Int32Array, slots: Int32Array): Int32Array {
  for (let slot = 0; slot < old.length; slot += 2) if (old[slot + 1] !== 0) putIn(slots, old[slot] as number, old[slot + 1] as number);
  return slots;
}

function putIn(slots: Int32Array, hash: number, value: number): void {
  let slot = slotOf(hash, slots);
  while (slots[slot + 1] !== 0) slot = nextOf(slot, slots);
  slots[slot] = hash;
  slots[slot + 1] = value;
}
