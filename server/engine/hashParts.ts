/** A hash table of addresses, cut in parts that grow and split one by one, so that growing never stops the engine for long. */

const FIRST_SLOTS = 16;
/** A part with more slots splits. */
const MOST_SLOTS = 2 ** 14;
const MAX_LOAD = 0.7;

/** Two words a slot, the hash and the address; address 0 is an empty slot. */
interface Part {
  slots: Int32Array;
  used: number;
  /** How many leading bits the hashes of this part share. */
  readonly depth: number;
}

export class HashParts {
  /** By the leading {@link depth} bits of a hash. */
  private parts: Part[] = [{ slots: new Int32Array(2 * FIRST_SLOTS), used: 0, depth: 0 }];
  private depth = 0;

  get bytes(): number {
    return [...new Set(this.parts)].reduce((sum, { slots }) => sum + slots.byteLength, 0);
  }

  /** The part where a hash stands, from slot `hash << 1` on. */
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
      all |= slots[(hash << 1) & (slots.length - 2)] as number;
    }
    return all;
  }

  /** The first address under a hash, 0 when there is none. */
  firstOf(hash: number): number {
    const { slots } = this.parts[partOf(hash, this.depth)] as Part;
    const mask = slots.length - 2;
    let slot = (hash << 1) & mask;
    while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = (slot + 2) & mask;
    return slots[slot + 1] as number;
  }

  /** Adds an address. */
  place(hash: number, address: number): void {
    let part = this.parts[partOf(hash, this.depth)] as Part;
    while (part.used + 1 > (part.slots.length >> 1) * MAX_LOAD) {
      if (part.slots.length < 2 * MOST_SLOTS) part.slots = refilled(part.slots, new Int32Array(2 * part.slots.length));
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
    const halves = [0, 1].map((): Part => ({ slots: new Int32Array(slots.length), used: 0, depth: depth + 1 })) as [Part, Part];
    for (let slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot + 1] === 0) continue;
      const hash = slots[slot] as number;
      const half = halves[partOf(hash, depth + 1) & 1] as Part;
      putIn(half.slots, hash, slots[slot + 1] as number);
      half.used += 1;
    }
    const span = 2 ** (this.depth - depth - 1);
    const first = at - (at % (2 * span));
    this.parts.fill(halves[0], first, first + span).fill(halves[1], first + span, first + 2 * span);
  }
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
  const mask = slots.length - 2;
  let slot = (hash << 1) & mask;
  while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
  slots[slot] = hash;
  slots[slot + 1] = address;
}
