/**
 * A hash table of whole numbers, cut in parts. Neighbouring parts are a group, which grows in place by one part after the other, from two to four, and
 * is two groups then: growing never stops the thread for long, no memory is given back that nothing else fits into, and what is held is never less
 * than half full. Parts are of eight sizes, so that they grow at different times and memory grows evenly: 11 to 16 bytes an entry, 13 together.
 */

const FIRST_SLOTS = 16;
const MAX_LOAD = 0.75;
/** With room for what is expected, as the parts are filled on average. */
const EXPECTED_LOAD = 0.6;
/** Leading bits of a hash that choose the size of its part. */
const SIZE_BITS = 3;
const SIZES = 2 ** SIZE_BITS;
/** Bits of a hash that choose the slot in a part; those before them choose the part. */
const SLOT_BITS = 18;
/** Leading bits by which many hashes are put in order: parts of a large table share about as many. */
const ORDERED_BITS = 11;
const SLOT_MASK = 2 ** SLOT_BITS - 1;
/** Largest size of a part: the product of slots and bits keeps within 32 bits. */
const MOST_SLOTS = 2 ** (32 - SLOT_BITS);
const [FIRST_PARTS, MOST_PARTS] = [2, 4];
/** Places of a group that its parts share evenly, however many they are. */
const GROUP_PLACES = 12;

/** Two words a slot, the hash and the value; value 0 is an empty slot. */
interface Part {
  slots: Int32Array;
  used: number;
  group: Group;
}

interface Group {
  /** In the order of their hashes. */
  readonly parts: Part[];
  /** How many leading bits the hashes of this group share. */
  readonly depth: number;
}

/** Parts of hashes that are alike in so many leading bits grow instead. */
const MOST_DEPTH = 18;

/** What the parts of a group held before there was one more. */
const scratch = new Int32Array(2 * MOST_SLOTS * (MOST_PARTS - 1));

export class HashParts {
  /** By the place of a hash: where it stands among all hashes, in {@link GROUP_PLACES} steps for each of 2^{@link depth} groups. */
  private places: Part[] = [];
  private depth = SIZE_BITS;
  /** From a hash to its place. */
  private scale = 0;
  private readonly mostSlots: number;
  private slotCount = 0;

  /** `mostSlots`: of the largest part, at most 2^14. With room for as many entries as are `expected`: growing moves each of them. */
  constructor(mostSlots: number, expected = 0) {
    this.mostSlots = mostSlots;
    while (this.depth < MOST_DEPTH && expected > (FIRST_PARTS / 2) * mostSlots * 2 ** this.depth) this.depth += 1;
    const groups = 2 ** this.depth;
    const wanted = Math.max(FIRST_SLOTS, Math.ceil(expected / (FIRST_PARTS * groups * EXPECTED_LOAD)));
    for (let at = 0; at < groups; at++) {
      const group: Group = { parts: [], depth: this.depth };
      const count = Math.min(wanted, this.sizeOf(at << (32 - this.depth)));
      for (let part = 0; part < FIRST_PARTS; part++) {
        group.parts.push({ slots: this.newSlots(count), used: 0, group });
        for (let place = 0; place < GROUP_PLACES / FIRST_PARTS; place++) this.places.push(group.parts[part] as Part);
      }
    }
    this.scale = this.places.length / 2 ** 32;
  }

  get bytes(): number {
    return 2 * Int32Array.BYTES_PER_ELEMENT * this.slotCount;
  }

  /** The slots where a hash stands, from {@link slotOf} on, one {@link nextOf} after the other. */
  of(hash: number): Int32Array {
    return this.partOf(hash).slots;
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

  /** Adds a value under a hash, also where there are others; answers whether there are. */
  place(hash: number, value: number): boolean {
    let part = this.partOf(hash);
    while (part.used + 1 > (part.slots.length >> 1) * MAX_LOAD) {
      this.grow(part, hash);
      part = this.partOf(hash);
    }
    part.used += 1;
    return putIn(part.slots, hash, value);
  }

  /**
   * Adds value i under hash i, for all of them, and answers which met their own hash. In the order of the parts: what one after the other touches is
   * near, and many take a third of the time.
   */
  placeAll(hashes: Int32Array, values: Int32Array): number[] {
    const met: number[] = [];
    for (const at of byLeadingBits(hashes)) if (this.place(hashes[at] as number, values[at] as number)) met.push(at);
    return met;
  }

  /** Takes a value back; false where it does not stand under this hash. */
  remove(hash: number, value: number): boolean {
    const part = this.partOf(hash);
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

  private partOf(hash: number): Part {
    return this.places[((hash >>> 0) * this.scale) | 0] as Part;
  }

  /** Slots of a part at most. */
  private sizeOf(hash: number): number {
    return Math.round(this.mostSlots * 2 ** (-(hash >>> (32 - SIZE_BITS)) / SIZES));
  }

  private grow(part: Part, hash: number): void {
    const { group } = part;
    const [count, size] = [part.slots.length >> 1, this.sizeOf(hash)];
    if (count < size) this.widen(part, Math.min(size, count + (count >> 1)));
    else if (group.parts.length < MOST_PARTS) this.addPart(group, hash);
    else if (group.depth < MOST_DEPTH) this.split(group);
    else this.widen(part, 2 * count);
  }

  private widen(part: Part, count: number): void {
    const before = part.slots;
    part.slots = this.newSlots(count);
    this.slotCount -= before.length >> 1;
    for (let slot = 0; slot < before.length; slot += 2)
      if (before[slot + 1] !== 0) putIn(part.slots, before[slot] as number, before[slot + 1] as number);
  }

  /** One part more, all of the same size; each begins elsewhere then. */
  private addPart(group: Group, hash: number): void {
    const { parts, depth } = group;
    const size = this.sizeOf(hash);
    let end = 0;
    for (const part of parts) {
      if (part.slots.length < 2 * size) this.widen(part, size);
      scratch.set(part.slots, end);
      end += part.slots.length;
      part.slots.fill(0);
      part.used = 0;
    }
    parts.push({ slots: this.newSlots(size), used: 0, group });
    const span = GROUP_PLACES * 2 ** (this.depth - depth);
    const first = Math.floor(((hash >>> 0) * this.scale) / span) * span;
    const width = span / parts.length;
    for (const [at, part] of parts.entries()) this.places.fill(part, first + at * width, first + (at + 1) * width);
    for (let slot = 0; slot < end; slot += 2) {
      if (scratch[slot + 1] === 0) continue;
      const part = this.partOf(scratch[slot] as number);
      putIn(part.slots, scratch[slot] as number, scratch[slot + 1] as number);
      part.used += 1;
    }
  }

  /** Makes two groups of one, of half its parts each: they stay where they are. */
  private split({ parts, depth }: Group): void {
    if (depth === this.depth) {
      this.places = this.places.flatMap((part) => [part, part]);
      this.depth += 1;
      this.scale *= 2;
    }
    for (const half of [parts.slice(0, MOST_PARTS / 2), parts.slice(MOST_PARTS / 2)]) {
      const group: Group = { parts: half, depth: depth + 1 };
      for (const part of half) part.group = group;
    }
  }

  private newSlots(count: number): Int32Array {
    this.slotCount += count;
    return new Int32Array(2 * count);
  }
}

/** Where a hash stands when nothing is in its way. */
export function slotOf(hash: number, slots: Int32Array): number {
  return 2 * (Math.imul(hash & SLOT_MASK, slots.length >> 1) >>> SLOT_BITS);
}

/** The slot after one, round the end. */
export function nextOf(slot: number, slots: Int32Array): number {
  return slot + 2 === slots.length ? 0 : slot + 2;
}

/** Answers whether the hash has a value already. */
function putIn(slots: Int32Array, hash: number, value: number): boolean {
  let slot = slotOf(hash, slots);
  let met = false;
  for (; slots[slot + 1] !== 0; slot = nextOf(slot, slots)) met ||= slots[slot] === hash;
  slots[slot] = hash;
  slots[slot + 1] = value;
  return met;
}

/** Where the hashes stand, in the order of their leading bits. */
function byLeadingBits(hashes: Int32Array): Int32Array {
  const ends = new Int32Array(2 ** ORDERED_BITS + 1);
  const bucketOf = (hash: number): number => hash >>> (32 - ORDERED_BITS);
  for (const hash of hashes) ends[bucketOf(hash) + 1] = (ends[bucketOf(hash) + 1] as number) + 1;
  for (let bucket = 1; bucket < ends.length; bucket++) ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number);
  const order = new Int32Array(hashes.length);
  for (let at = 0; at < hashes.length; at++) {
    const bucket = bucketOf(hashes[at] as number);
    const next = ends[bucket] as number;
    order[next] = at;
    ends[bucket] = next + 1;
  }
  return order;
}
