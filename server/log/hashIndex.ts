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
  /** Three words a slot: two of the hash, then the sequence number, its 32 bits as they are; 0 is an empty slot. */
  words: Int32Array;
  /** Its slots, a power of two, less one. */
  mask: number;
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
  const shards: Shard[] = Array.from({ length: SHARDS }, () => createShard(FIRST_SLOTS));
  const shardOf = (hashes: Buffer, at: number): Shard => shards[hashes[at] as number] as Shard;
  return {
    add(hashes, at, seq) {
      if (seq > MAX_SEQ) throw new Error(`sequence number ${seq}: this log holds at most ${MAX_SEQ} events`);
      const shard = shardOf(hashes, at);
      if (shard.used + 1 > (shard.mask + 1) * MAX_LOAD) grow(shard);
      place(shard, hashes.readInt32LE(at + 1), hashes.readInt32LE(at + 5), seq);
      shard.used += 1;
    },
    remove(hashes, at, seq) {
      const shard = shardOf(hashes, at);
      if (takeOut(shard, hashes.readInt32LE(at + 1), seq | 0)) shard.used -= 1;
    },
    find(hashes, at, accept) {
      const { words, mask } = shardOf(hashes, at);
      const low = hashes.readInt32LE(at + 1);
      const high = hashes.readInt32LE(at + 5);
      for (let slot = low & mask; ; slot = (slot + 1) & mask) {
        const seq = words[3 * slot + 2] as number;
        if (seq === 0) return null;
        if (words[3 * slot] === low && words[3 * slot + 1] === high && accept(seq >>> 0)) return seq >>> 0;
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
  return { words: new Int32Array(3 * slots), mask: slots - 1, used: 0 };
}

function grow(shard: Shard): void {
  const old = shard.words;
  const { words, mask } = createShard(2 * (shard.mask + 1));
  shard.words = words;
  shard.mask = mask;
  for (let at = 0; at < old.length; at += 3) {
    const seq = old[at + 2] as number;
    if (seq !== 0) place(shard, old[at] as number, old[at + 1] as number, seq);
  }
}

function place({ words, mask }: Shard, low: number, high: number, seq: number): void {
  let slot = low & mask;
  while (words[3 * slot + 2] !== 0) slot = (slot + 1) & mask;
  words[3 * slot] = low;
  words[3 * slot + 1] = high;
  words[3 * slot + 2] = seq;
}

/** Empties the slot of `seq`; what stands behind it up to the next empty slot is placed anew, so that it is still found. */
function takeOut(shard: Shard, low: number, seq: number): boolean {
  const { words, mask } = shard;
  let slot = low & mask;
  for (; words[3 * slot + 2] !== seq; slot = (slot + 1) & mask) if (words[3 * slot + 2] === 0) return false;
  words[3 * slot + 2] = 0;
  for (slot = (slot + 1) & mask; words[3 * slot + 2] !== 0; slot = (slot + 1) & mask) {
    const moved = words[3 * slot + 2] as number;
    words[3 * slot + 2] = 0;
    place(shard, words[3 * slot] as number, words[3 * slot + 1] as number, moved);
  }
  return true;
}
