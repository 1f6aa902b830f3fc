/**
 * HalfSipHash-1-3 with 64 bits out: SipHash (https://eprint.iacr.org/2012/351) on 32-bit words. Quick, and nobody without the key can make
 * texts of one hash.
 */

/** Two runs of bytes, each shorter than 2^16. */
export interface Runs {
  readonly bytes: Uint8Array;
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

const FINAL_ROUNDS = 3;

/** Writes the 8 bytes of the hash of a pair at `at`: over the words of both runs, each filled up with zeros, behind their lengths. */
export function writeSipHash(key0: number, key1: number, { bytes, aFrom, aTo, bFrom, bTo }: Runs, into: Buffer, at: number): void {
  const aWords = (aTo - aFrom + 3) >> 2;
  const words = 1 + aWords + ((bTo - bFrom + 3) >> 2);
  let v0 = key0;
  let v1 = key1 ^ 0xee;
  let v2 = 0x6c796765 ^ key0;
  let v3 = 0x74656462 ^ key1;
  for (let n = 0; n < words + 2 * FINAL_ROUNDS; n++) {
    let word = 0;
    if (n === 0) word = ((aTo - aFrom) << 16) | (bTo - bFrom);
    else if (n <= aWords) word = wordAt(bytes, aFrom + 4 * (n - 1), aTo);
    else if (n < words) word = wordAt(bytes, bFrom + 4 * (n - 1 - aWords), bTo);
    else if (n === words) v2 ^= 0xee;
    else if (n === words + FINAL_ROUNDS) {
      into.writeInt32LE(v1 ^ v3, at);
      v1 ^= 0xdd;
    }
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
  }
  into.writeInt32LE(v1 ^ v3, at + 4);
}

/** Four bytes as a word of little end; zeros from `to` on. */
function wordAt(bytes: Uint8Array, at: number, to: number): number {
  let word = bytes[at] as number;
  if (at + 3 < to) return word | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
  if (at + 1 < to) word |= (bytes[at + 1] as number) << 8;
  if (at + 2 < to) word |= (bytes[at + 2] as number) << 16;
  return word;
}
