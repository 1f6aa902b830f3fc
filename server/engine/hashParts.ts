/**
 * A hash table of addresses, cut in parts that grow by less than half and split one by one, so that growing neither stops the engine for long
 * nor leaves half of the memory unused: 11 to 15 bytes an address.
 */

const FIRST_SLOTS = 16;
/** A part with so many slots splits. */
const MOST_SLOTS = 2 ** 14;
const GROWTH = Math.SQRT2;
const MAX_LOAD = 0.75;
/** Bits of a hash that choose the slot in a part; those before them choose the part. */
const SLOT_BITS = 18;

/** Two words a slot, the hash and the address; address 0 is an empty slot. */
interface Part {
  slots: Int32Array;
  used: number;
  /** How many leading bits the hashes of this part share. */
  readonly depth: number;
}

export class HashParts {
  /** By the leading {@link depth} bits of a hash. */
  private parts: Part[] = [{ slots: newSlots(FIRST_SLOTS), used: 0, depth: 0 }];
  private depth = 0;

  get bytes(): number {
    return [...new Set(this.parts)].reduce((sum, { slots }) => sum + slots.byteLength, 0);
  }

  /** The part where a hash stands, from {@link slotOf} on, one {@link nextOf} after the other. */
  of(hash: number): Readonly<Part> {
    return this.parts[partOf(hash, this.depth)] as Part;
  }

  /** Reads where the hashes stand, so that they are near when they are looked for: without a decision, many reads wait together. */
  touch(hashes: Int32Array, count: number): number {
    const { parts, depth } = this;
    let all = 0;
    for (let at = 0; at < count; at++) {
      const hash = hashes[at] as number;
      const { slots } = parts[partOf(hash, depth)] as Part;
      all |= slots[slotOf(hash, slots)] as number;
    }
    return all;
  }

  /** The first address under a hash, 0 when there is none. */
  firstOf(hash: number): number {
    const { slots } = this.parts[partOf(hash, this.depth)] as Part;
    let slot = slotOf(hash, slots);
    while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = nextOf(slot, slots);
    return slots[slot + 1] as number;
  }

  /** Adds an address. */
  place(hash: number, address: number): void {
    let part = this.parts[partOf(hash, this.depth)] as Part;
    while (part.used + 1 > (part.slots.length >> 1) * MAX_LOAD) {
      const count = part.slots.length >> 1;
      if (count < MOST_SLOTS) part.slots = refilled(part.slots, newSlots(Math.min(MOST_SLOTS, Math.ceil(count * GROWTH))));
      else this.split(part, partOf(hash, this.depth));
      part = this.parts[partOf(hash, this.depth)] as Part;
    }
    putIn(part.slots, hash, address);
    part.used += 1;
  }

  /** Makes two parts of the one at `at`, by one more leading bit of the hash. */
  private split({ slots, depth }: Part, at: number): void {
    if (depth === this.depth) {
      this.parts = this.parts.flatMap((part) => [part, part]);
      this.depth += 1;
      at *= 2;
    }
    const isSecond = (slot: number): boolean => (partOf(slots[slot] as number, depth + 1) & 1) === 1;
    const used: [number, number] = [0, 0];
    for (let slot = 0; slot < slots.length; slot += 2) if (slots[slot + 1] !== 0) used[isSecond(slot) ? 1 : 0] += 1;
    const halves = used.map(
      (count): Part => ({ slots: newSlots(Math.ceil((count * GROWTH) / MAX_LOAD) + FIRST_SLOTS), used: count, depth: depth + 1 }),
    ) as [Part, Part];
    for (let slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot + 1] !== 0) putIn(halves[isSecond(slot) ? 1 : 0].slots, slots[slot] as number, slots[slot + 1] as number);
    }
    const span = 2 ** (this.depth - depth - 1);
    const first = at - (at % (2 * span));
    this.parts.fill(halves[0], first, first + span).fill(halves[1], first + span, first + 2 * span);
  }
}

/** Where a hash stands when nothing is in its way; at most 2^14 slots keep the product within 32 bits. */
export function slotOf(hash: number, slots: Int32Array): number {
  return 2 * (Math.imul(hash & (2 ** SLOT_BITS - 1), slots.length >> 1) >>> SLOT_BITS);
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

function putIn(slots: Int32Array, hash: number, address: number): void {
  let slot = slotOf(hash, slots);
  while (slots[slot + 1] !== 0) slot = nextOf(slot, slots);
  slots[slot] = hash;
  slots[slot + 1] = address;
}
