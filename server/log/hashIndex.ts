/**
 * Which sequence number may hold an identity: a hash table over 38 bits of the identity hashes, in memory, that grows piece by piece.
 * 8 bytes a slot, 11 to 16 bytes an event, 13 in all. An answer is a candidate only: the caller compares with the stored event.
 */
import { HashParts, nextOf, slotOf } from '../hashParts.ts';

/** By the first bits of a hash, so that they tell hashes apart as well. */
const SHARDS = 64;
const PART_SLOTS = 2 ** 10;
/** Sequence numbers are kept in 32 bits here. */
const MAX_SEQ = 0xffff_ffff;

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

/** With room for so many events from the beginning: growing moves each of them. */
export function createHashIndex(expected = 0): HashIndex {
  const shards = Array.from({ length: SHARDS }, () => new HashParts(PART_SLOTS, expected / SHARDS));
  const shardOf = (hashes: Buffer, at: number): HashParts => shards[(hashes[at] as number) % SHARDS] as HashParts;
  let size = 0;
  return {
    add(hashes, at, seq) {
      if (seq > MAX_SEQ) throw new Error(`sequence number ${seq}: this log holds at most ${MAX_SEQ} events`);
      shardOf(hashes, at).place(hashes.readInt32LE(at + 1), seq | 0);
      size += 1;
    },
    remove(hashes, at, seq) {
      if (shardOf(hashes, at).remove(hashes.readInt32LE(at + 1), seq | 0)) size -= 1;
    },
    find(hashes, at, accept) {
      const hash = hashes.readInt32LE(at + 1);
      const slots = shardOf(hashes, at).of(hash);
      for (let slot = slotOf(hash, slots); ; slot = nextOf(slot, slots)) {
        const seq = slots[slot + 1] as number;
        if (seq === 0) return null;
        if (slots[slot] === hash && accept(seq >>> 0)) return seq >>> 0;
      }
    },
    get size() {
      return size;
    },
    get bytes() {
      return shards.reduce((sum, shard) => sum + shard.bytes, 0);
    },
  };
}
