/**
 * Which sequence number may hold an identity: an open-addressing table over 42 bits of the identity hashes, in memory.
 * 1024 shards grow one by one and by a quarter, so that growing neither stops the log for long nor leaves half of the memory unused.
 * 8 bytes a slot, 10 to 13 bytes an event. An answer is a candidate only: the caller compares with the stored event.
 */
const SHARDS = 1024;
const FIRST_SLOTS = 16;
const GROWTH = 1.25;
const MAX_LOAD = 0.8;
/** Shards are not filled quite evenly. */
const SPREAD = 1.04;
/** Sequence numbers are kept in 32 bits here. */
export const MAX_SEQ = 0xffff_ffff;

interface Shard {
  /** Two words a slot: one of the hash, then the sequence number, its 32 bits as they are; 0 is an empty slot. */
  words: Int32Array;
  slots: number;
  used: number;
}

export interface HashIndex {
  /** Adds the hash at byte `at` of `hashes` as belonging to `seq` (1 to {@link MAX_SEQ}). */
  add(hashes: Buffer, at: number, seq: number): void;
  /** Takes back what `add` was called with. */
  remove(hashes: Buffer, at: number, seq: number): void;
  /** The first candidate that `accept` takes; null when there is none. */
  find(hashes: Buffer, at: number, accept: (seq: number) => boolean): number | null;
  readonly size: number;
  readonly bytes: number;
}

/** With room for so many events from the beginning: growing moves each of them several times. */
export function createHashIndex(expected = 0): HashIndex {
  const slots = Math.max(FIRST_SLOTS, Math.ceil((SPREAD * expected) / (SHARDS * MAX_LOAD)));
  const shards: Shard[] = Array.from({ length: SHARDS }, () => createShard(slots));
  const shardOf = (hashes: Buffer, at: number): Shard => shards[hashes.readUInt16LE(at) % SHARDS] as Shard;
  return {
    add(hashes, at, seq) {
      if (seq > MAX_SEQ) throw new Error(`sequence number ${seq}: this log holds at most ${MAX_SEQ} events`);
      const shard = shardOf(hashes, at);
      if (shard.used + 1 > shard.slots * MAX_LOAD) grow(shard);
      place(shard, hashes.readInt32LE(at + 2), seq);
      shard.used += 1;
    },
    remove(hashes, at, seq) {
      const shard = shardOf(hashes, at);
      if (takeOut(shard, hashes.readInt32LE(at + 2), seq | 0)) shard.used -= 1;
    },
    find(hashes, at, accept) {
      const { words, slots } = shardOf(hashes, at);
      const hash = hashes.readInt32LE(at + 2);
      for (let slot = slotOf(hash, slots); ; slot = slot + 1 === slots ? 0 : slot + 1) {
        const seq = words[2 * slot + 1] as number;
        if (seq === 0) return null;
        if (words[2 * slot] === hash && accept(seq >>> 0)) return seq >>> 0;
      }
    },
    get size() {
      return shards.reduce((sum, shard) => sum + shard.used, 0);
    },
    get bytes() {
      return shards.reduce((sum, shard) => sum + shard.words.byteLength, 0);
    },
  };
}

function createShard(slots: number): Shard {
  return { words: new Int32Array(2 * slots), slots, used: 0 };
}

/** Where a hash stands when nothing is in its way: hashes in their order are spread over the slots. */
function slotOf(hash: number, slots: number): number {
  return Math.floor(((hash >>> 0) * slots) / 2 ** 32);
}

function grow(shard: Shard): void {
  const old = shard.words;
  const { words, slots } = createShard(Math.ceil(shard.slots * GROWTH));
  shard.words = words;
  shard.slots = slots;
  for (let at = 0; at < old.length; at += 2) {
    const seq = old[at + 1] as number;
    if (seq !== 0) place(shard, old[at] as number, seq);
  }
}

function place({ words, slots }: Shard, hash: number, seq: number): void {
  let slot = slotOf(hash, slots);
  while (words[2 * slot + 1] !== 0) slot = slot + 1 === slots ? 0 : slot + 1;
  words[2 * slot] = hash;
  words[2 * slot + 1] = seq;
}

/** Empties the slot of `seq`; what stands behind it up to the next empty slot is placed anew, so that it is still found. */
function takeOut(shard: Shard, hash: number, seq: number): boolean {
  const { words, slots } = shard;
  const after = (slot: number): number => (slot + 1 === slots ? 0 : slot + 1);
  let slot = slotOf(hash, slots);
  for (; words[2 * slot + 1] !== seq; slot = after(slot)) if (words[2 * slot + 1] === 0) return false;
  words[2 * slot + 1] = 0;
  for (slot = after(slot); words[2 * slot + 1] !== 0; slot = after(slot)) {
    const moved = words[2 * slot + 1] as number;
    words[2 * slot + 1] = 0;
    place(shard, words[2 * slot] as number, moved);
  }
  return true;
}
