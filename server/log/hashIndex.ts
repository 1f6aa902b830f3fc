/**
 * Which sequence number may hold an identity: an open-addressing table over 64 bits of the identity hashes, in memory.
 * 256 shards grow one by one, so that growing never stops the log for long. 12 bytes a slot, 16 to 32 bytes an event.
 * An answer is a candidate only: the caller compares with the stored event.
 */
const SHARDS = 256;
const FIRST_SLOTS = 64;
const MAX_LOAD = 0.75;
/** Sequence numbers are kept in 32 bits here. */
export const MAX_SEQ = 0xffff_ffff;

interface Shard {
  /** Three words a slot: two of the hash, then the sequence number; 0 is an empty slot. */
  words: Uint32Array;
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

export function createHashIndex(): HashIndex {
  const shards: Shard[] = Array.from({ length: SHARDS }, () => ({ words: new Uint32Array(FIRST_SLOTS * 3), used: 0 }));
  const shardOf = (hashes: Buffer, at: number): Shard => shards[hashes[at] as number] as Shard;
  return {
    add(hashes, at, seq) {
      if (seq > MAX_SEQ) throw new Error(`sequence number ${seq}: this log holds at most ${MAX_SEQ} events`);
      const shard = shardOf(hashes, at);
      if ((shard.used + 1) * 3 > shard.words.length * MAX_LOAD) grow(shard);
      place(shard.words, hashes.readUInt32LE(at + 1), hashes.readUInt32LE(at + 5), seq);
      shard.used += 1;
    },
    remove(hashes, at, seq) {
      const shard = shardOf(hashes, at);
      if (takeOut(shard.words, hashes.readUInt32LE(at + 1), seq)) shard.used -= 1;
    },
    find(hashes, at, accept) {
      const { words } = shardOf(hashes, at);
      const [low, high] = [hashes.readUInt32LE(at + 1), hashes.readUInt32LE(at + 5)];
      for (let slot = firstSlot(words, low); ; slot = nextSlot(words, slot)) {
        const seq = words[slot + 2] as number;
        if (seq === 0) return null;
        if (words[slot] === low && words[slot + 1] === high && accept(seq)) return seq;
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

function grow(shard: Shard): void {
  const old = shard.words;
  shard.words = new Uint32Array(old.length * 2);
  for (let slot = 0; slot < old.length; slot += 3) {
    const seq = old[slot + 2] as number;
    if (seq !== 0) place(shard.words, old[slot] as number, old[slot + 1] as number, seq);
  }
}

function place(words: Uint32Array, low: number, high: number, seq: number): void {
  let slot = firstSlot(words, low);
  while (words[slot + 2] !== 0) slot = nextSlot(words, slot);
  words[slot] = low;
  words[slot + 1] = high;
  words[slot + 2] = seq;
}

/** Empties the slot of `seq`; what stands behind it up to the next empty slot is placed anew, so that it is still found. */
function takeOut(words: Uint32Array, low: number, seq: number): boolean {
  let slot = firstSlot(words, low);
  for (; words[slot + 2] !== seq; slot = nextSlot(words, slot)) if (words[slot + 2] === 0) return false;
  words[slot + 2] = 0;
  for (slot = nextSlot(words, slot); words[slot + 2] !== 0; slot = nextSlot(words, slot)) {
    const moved = words[slot + 2] as number;
    words[slot + 2] = 0;
    place(words, words[slot] as number, words[slot + 1] as number, moved);
  }
  return true;
}

/** Slots are a power of two. */
function firstSlot(words: Uint32Array, low: number): number {
  return (low & (words.length / 3 - 1)) * 3;
}

function nextSlot(words: Uint32Array, slot: number): number {
  return slot + 3 === words.length ? 0 : slot + 3;
}
