/**
 * Which sequence number may hold an identity: a hash table over 38 bits of the identity hashes, in memory, that grows piece by piece.
 * 8 bytes a slot, 11 to 16 bytes an event, 13 in all. An answer is a candidate only: the caller compares with the stored event.
 */
import { HashParts, nextOf, slotOf } from '../hashParts.ts';
import { HASH_BYTES } from './identity.ts';

/** By the first bits of a hash, so that they tell hashes apart as well. */
const SHARDS = 64;
const PART_SLOTS = 2 ** 10;
/** Sequence numbers are kept in 32 bits here. */
const MAX_SEQ = 0xffff_ffff;

/** Hashes of events that follow one another, one behind the other. */
export interface HashedRun {
  readonly hashes: Buffer;
  readonly firstSeq: number;
}

export interface HashIndex {
  /**
   * Adds what all these runs hold, shard by shard: what a shard keeps near its slots is then near the processor as well. Of some hundred thousand
   * it takes a third of the time of {@link add}. Throws beyond {@link MAX_SEQ}, and has added nothing then.
   */
  addAll(runs: readonly HashedRun[]): void;
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
  const shardOf = (hashes: Buffer, at: number): HashParts => shards[shardAt(hashes, at)] as HashParts;
  let size = 0;
  return {
    addAll(runs) {
      const { hashes, seqs, ends } = byShard(runs);
      for (let shard = 0, at = 0; shard < SHARDS; shard++) {
        const parts = shards[shard] as HashParts;
        for (; at < (ends[shard] as number); at++) parts.place(hashes[at] as number, seqs[at] as number);
      }
      size += hashes.length;
    },
    add(hashes, at, seq) {
      checkSeq(seq);
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

function checkSeq(seq: number): void {
  if (seq > MAX_SEQ) throw new Error(`sequence number ${seq}: this log holds at most ${MAX_SEQ} events`);
}

function shardAt(hashes: Buffer, at: number): number {
  return (hashes[at] as number) % SHARDS;
}

/** What the parts of a shard keep of each event, in the order of the shards, and where each shard ends. */
function byShard(runs: readonly HashedRun[]) {
  const ends = new Int32Array(SHARDS);
  let count = 0;
  for (const { hashes, firstSeq } of runs) {
    for (let at = 0; at < hashes.length; at += HASH_BYTES) {
      const shard = shardAt(hashes, at);
      ends[shard] = (ends[shard] as number) + 1;
    }
    count += hashes.length / HASH_BYTES;
    checkSeq(firstSeq + hashes.length / HASH_BYTES - 1);
  }
  // First where each begins; each moves to its end as it is filled.
  let begin = 0;
  for (let shard = 0; shard < SHARDS; shard++) {
    begin += ends[shard] as number;
    ends[shard] = begin - (ends[shard] as number);
  }
  const all = { hashes: new Int32Array(count), seqs: new Int32Array(count), ends };
  for (const { hashes, firstSeq } of runs) {
    for (let at = 0, seq = firstSeq; at < hashes.length; at += HASH_BYTES, seq++) {
      const shard = shardAt(hashes, at);
      const to = ends[shard] as number;
      ends[shard] = to + 1;
      all.hashes[to] = hashes.readInt32LE(at + 1);
      all.seqs[to] = seq;
    }
  }
  return all;
}
