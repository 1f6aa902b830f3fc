/** SHA-256 (FIPS 180-4), at once and everywhere: the browser's own needs a secure context and a turn for every row. */

const encoder = new TextEncoder();
const ROUNDS = 64;
const BLOCK = 64;

/** Fractions of the roots of the first primes, 32 bits each. */
function rootBits(count: number, power: number): Uint32Array {
  const bits = new Uint32Array(count);
  for (let [prime, found] = [2, 0]; found < count; prime++) {
    let isPrime = true;
    for (let by = 2; by * by <= prime; by++) if (prime % by === 0) isPrime = false;
    if (!isPrime) continue;
    const root = prime ** power;
    bits[found] = (root - Math.floor(root)) * 2 ** 32;
    found += 1;
  }
  return bits;
}

const START = rootBits(8, 1 / 2);
const KEYS = rootBits(ROUNDS, 1 / 3);
const words = new Uint32Array(ROUNDS);

/** The digest of a text's UTF-8 as eight 32-bit words. */
export function sha256(text: string): Uint32Array {
  const sent = encoder.encode(text);
  const padded = new Uint8Array(Math.ceil((sent.length + 9) / BLOCK) * BLOCK);
  padded.set(sent);
  padded[sent.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(sent.length / 2 ** 29));
  view.setUint32(padded.length - 4, (sent.length * 8) >>> 0);
  const state = START.slice();
  for (let at = 0; at < padded.length; at += BLOCK) mix(state, view, at);
  return state;
}

/** The digest as 64 hexadecimal digits. */
export function hex(digest: Uint32Array): string {
  return Array.from(digest, (word) => word.toString(16).padStart(8, '0')).join('');
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function mix(state: Uint32Array, block: DataView, from: number): void {
  for (let at = 0; at < 16; at++) words[at] = block.getUint32(from + at * 4);
  for (let at = 16; at < ROUNDS; at++) {
    const [near, far] = [words[at - 2] as number, words[at - 15] as number];
    const low = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    const high = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[at] = (words[at - 16] as number) + low + (words[at - 7] as number) + high;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < ROUNDS; at++) {
    const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + high + ((e & f) ^ (~e & g)) + (KEYS[at] as number) + (words[at] as number)) | 0;
    const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] as number) + word;
  });
}
