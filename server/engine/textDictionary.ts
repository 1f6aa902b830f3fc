/**
 * One number for each text of a dimension, found by the text's UTF-8 bytes, so that a text in a batch of the log needs no string.
 * A text is stored once, in 4-byte words: its code, its length, its bytes. A hash table leads to it; it is cut in parts that grow and
 * split one by one, so that growing never stops the engine for long. 20 to 35 bytes a text beside the text itself.
 */
import { randomInt } from 'node:crypto';

/** Texts are stored in chunks of this many words; a longer one has a chunk to itself. */
const CHUNK_BITS = 16;
const CHUNK_WORDS = 2 ** CHUNK_BITS;
/** Codes in one block of addresses. */
const BLOCK_BITS = 14;
const BLOCK_CODES = 2 ** BLOCK_BITS;
const FIRST_SLOTS = 16;
/** A part with more slots splits. */
const MOST_SLOTS = 2 ** 14;
const MAX_LOAD = 0.7;
/** So many strings are remembered each way: dimensions of few texts are asked for all the time. */
const REMEMBERED = 2 ** 14;
/** Senders must not be able to choose texts that collide. */
const SEED = randomInt(2 ** 31);
const ENCODER = new TextEncoder();

/** Part of the hash table: two words a slot, the hash and the address; address 0 is an empty slot. */
interface Part {
  slots: Int32Array;
  used: number;
  /** How many leading bits the hashes of this part share. */
  readonly depth: number;
}

interface Chunk {
  readonly words: Int32Array;
  readonly bytes: Buffer;
}

/** Codes count up from 1 in the order in which texts were added; 0 is no text. */
export class TextDictionary {
  /** By the leading {@link depth} bits of a hash. */
  private parts: Part[] = [{ slots: new Int32Array(2 * FIRST_SLOTS), used: 0, depth: 0 }];
  private depth = 0;
  private readonly chunks: Chunk[] = [];
  /** First free word of the last chunk, and its end. Address 0 stands for none. */
  private free = 1;
  private end = 0;
  /** Addresses by code, in blocks. */
  private readonly addresses: Int32Array[] = [];
  private count = 0;
  /** The text that is looked for: its words, the last one filled up with zeros, its length in bytes and its hash. */
  private probe = new Int32Array(64);
  private length = 0;
  private hash = 0;
  private scratch = new Uint8Array(256);
  private readonly strings: (string | undefined)[] = [];
  /** Texts that were found lately, by {@link placeOf}, and their codes. */
  private found = new Array<string | undefined>(FIRST_SLOTS).fill(undefined);
  private foundCodes = new Int32Array(FIRST_SLOTS);

  get size(): number {
    return this.count;
  }

  /** Memory held, in bytes, without the strings that are remembered. */
  get bytes(): number {
    const parts = [...new Set(this.parts)].reduce((sum, { slots }) => sum + slots.byteLength, 0);
    return parts + this.chunks.reduce((sum, { words }) => sum + words.byteLength, 0) + this.addresses.length * BLOCK_CODES * 4;
  }

  /** Code of the text in `view` from byte `from` to `to` (exclusive), 0 when it is not known. */
  findBytes(view: DataView, from: number, to: number): number {
    this.readBytes(view, from, to);
    return this.findProbe();
  }

  /** Adds the text that was looked for last, which must be unknown; answers its code. */
  addLast(): number {
    const code = ++this.count;
    const address = this.store(code);
    const block = code >>> BLOCK_BITS;
    if (block === this.addresses.length) this.addresses.push(new Int32Array(BLOCK_CODES));
    (this.addresses[block] as Int32Array)[code & (BLOCK_CODES - 1)] = address;
    this.place(this.hash, address);
    return code;
  }

  /** Code of a well-formed text, 0 when it is not known. */
  find(text: string): number {
    const place = placeOf(text) & (this.foundCodes.length - 1);
    // A Map would read every letter to find what is nearly always here.
    if (this.found[place] === text) return this.foundCodes[place] as number;
    this.readText(text);
    const code = this.findProbe();
    if (code > 0) this.remember(text, code);
    return code;
  }

  private remember(text: string, code: number): void {
    if (this.foundCodes.length < Math.min(REMEMBERED, 4 * this.count)) {
      const length = Math.min(REMEMBERED, 2 ** (35 - Math.clz32(this.count)));
      this.found = new Array<string | undefined>(length).fill(undefined);
      this.foundCodes = new Int32Array(length);
    }
    const place = placeOf(text) & (this.foundCodes.length - 1);
    this.found[place] = text;
    this.foundCodes[place] = code;
  }

  /** Text of a code; null for 0 and for codes that were not given. */
  text(code: number): string | null {
    if (!(code > 0 && code <= this.count)) return null;
    const remembered = this.strings[code];
    if (remembered !== undefined) return remembered;
    const address = (this.addresses[code >>> BLOCK_BITS] as Int32Array)[code & (BLOCK_CODES - 1)] as number;
    const { words, bytes } = this.chunks[address >>> CHUNK_BITS] as Chunk;
    const at = address & (CHUNK_WORDS - 1);
    const from = 4 * (at + 2);
    const text = bytes.toString('utf8', from, from + (words[at + 1] as number));
    if (code < REMEMBERED) this.strings[code] = text;
    return text;
  }

  private readBytes(view: DataView, from: number, to: number): void {
    const length = to - from;
    if (length > 4 * this.probe.length) this.probe = new Int32Array(length);
    const { probe } = this;
    let hash = SEED ^ length;
    let word = 0;
    let at = from;
    for (; at + 4 <= to; at += 4) {
      const four = view.getInt32(at, true);
      probe[word++] = four;
      hash = mixed(hash, four);
    }
    if (at < to) {
      let rest = 0;
      for (let shift = 0; at < to; at++, shift += 8) rest |= view.getUint8(at) << shift;
      probe[word] = rest;
      hash = mixed(hash, rest);
    }
    this.length = length;
    this.hash = finished(hash);
  }

  private readText(text: string): void {
    const { length } = text;
    if (length > 4 * this.probe.length) this.probe = new Int32Array(length);
    const { probe } = this;
    let hash = SEED ^ length;
    let all = 0;
    for (let at = 0, word = 0; at < length; word++) {
      let four = 0;
      for (let shift = 0; shift < 32 && at < length; at++, shift += 8) {
        const character = text.charCodeAt(at);
        all |= character;
        four |= character << shift;
      }
      probe[word] = four;
      hash = mixed(hash, four);
    }
    this.length = length;
    this.hash = finished(hash);
    if (all >= 0x80) this.readEncoded(text);
  }

  private readEncoded(text: string): void {
    if (this.scratch.length < 3 * text.length) this.scratch = new Uint8Array(3 * text.length);
    const { written } = ENCODER.encodeInto(text, this.scratch);
    this.readBytes(new DataView(this.scratch.buffer), 0, written);
  }

  private findProbe(): number {
    const { hash } = this;
    const { slots } = this.parts[partOf(hash, this.depth)] as Part;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const address = slots[slot + 1] as number;
      if (address === 0) return 0;
      if (slots[slot] !== hash) continue;
      const { words } = this.chunks[address >>> CHUNK_BITS] as Chunk;
      const at = address & (CHUNK_WORDS - 1);
      if (this.isProbe(words, at)) return words[at] as number;
    }
  }

  private isProbe(words: Int32Array, at: number): boolean {
    const { probe, length } = this;
    if (words[at + 1] !== length) return false;
    for (let word = 0, from = at + 2; 4 * word < length; word++) if (words[from + word] !== probe[word]) return false;
    return true;
  }

  /** Stores the probe under a code; answers its address. */
  private store(code: number): number {
    const needed = 2 + ((this.length + 3) >>> 2);
    if (this.chunks.length === 0 || this.free + needed > this.end) this.addChunk(needed);
    const { words } = this.chunks.at(-1) as Chunk;
    const at = this.free;
    words[at] = code;
    words[at + 1] = this.length;
    for (let word = 0; word < needed - 2; word++) words[at + 2 + word] = this.probe[word] as number;
    this.free += needed;
    return ((this.chunks.length - 1) << CHUNK_BITS) | at;
  }

  private addChunk(needed: number): void {
    const words = new Int32Array(Math.max(CHUNK_WORDS, needed + 1));
    this.chunks.push({ words, bytes: Buffer.from(words.buffer) });
    this.free = 1;
    this.end = words.length;
  }

  private place(hash: number, address: number): void {
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

/** Of the letters that tell most texts apart: the last four, one in the middle, the first. */
function placeOf(text: string): number {
  const { length } = text;
  let place = length;
  for (let at = Math.max(0, length - 4); at < length; at++) place = Math.imul(place, 31) + text.charCodeAt(at);
  if (length > 4) place = Math.imul(Math.imul(place, 31) + text.charCodeAt(length >> 1), 31) + text.charCodeAt(0);
  return mixed(place, 0);
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x85ebca6b);
  return product ^ (product >>> 15);
}

function finished(hash: number): number {
  const product = Math.imul(hash, 0xc2b2ae35);
  return product ^ (product >>> 16);
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
