/**
 * One number for each text of a dimension, found by the text's UTF-8 bytes, so that a text in a batch of the log needs no string.
 * A text is stored once, in 4-byte words: one for its code and its length, then its bytes. 15 to 18 bytes a text beside the text itself.
 */
import { HashParts, nextOf, slotOf } from './hashParts.ts';
import { hashAt, placeOf, restAt } from './textHash.ts';

/** Texts are stored in chunks of this many words; a longer one has a chunk to itself. */
const CHUNK_BITS = 16;
const CHUNK_WORDS = 2 ** CHUNK_BITS;
/** Address 0 stands for none. */
const FIRST_WORD = 1;
/** Bits of a text's first word that hold its length, before them the code; where one does not fit, all are set and code and length follow. */
const LENGTH_BITS = 6;
const MOST_LENGTH = 2 ** LENGTH_BITS - 2;
const MOST_CODE = 2 ** (32 - LENGTH_BITS) - 1;
const APART = -1;
/** Of so many codes the first one's address is kept; the others' texts stand behind it. */
const RUN_CODES = 16;
/** Addresses in one block. */
const BLOCK_ADDRESSES = 2 ** 10;
/** So many strings are remembered each way: dimensions of few texts are asked for all the time. */
const REMEMBERED = 2 ** 14;
const FIRST_REMEMBERED = 16;
/** At most so many texts are looked for at once. */
export const MOST_AT_ONCE = 256;
const ENCODER = new TextEncoder();

interface Chunk {
  readonly words: Int32Array;
  readonly bytes: Buffer;
  /** First free word. */
  free: number;
}

/** Of the texts that are looked for at once: what is found on the way to their codes. */
const hashes = new Int32Array(MOST_AT_ONCE);
const addresses = new Int32Array(MOST_AT_ONCE);

/** Codes count up from 1 in the order in which texts were added; 0 is no text. */
export class TextDictionary {
  private readonly parts = new HashParts();
  private readonly chunks: Chunk[] = [];
  /** Addresses of the first code of each run, in blocks. */
  private readonly blocks: Int32Array[] = [];
  private count = 0;
  /** Where the text stands that was looked for last, and its hash. */
  private view: DataView = new DataView(new ArrayBuffer(0));
  private from = 0;
  private to = 0;
  private hash = 0;
  private scratch = new Uint8Array(256);
  private scratchView: DataView = new DataView(this.scratch.buffer);
  private readonly strings: (string | undefined)[] = [];
  /** Texts that were found lately, by {@link placeOf}, and their codes. */
  private found = new Array<string | undefined>(FIRST_REMEMBERED).fill(undefined);
  private foundCodes = new Int32Array(FIRST_REMEMBERED);

  get size(): number {
    return this.count;
  }

  /** Memory held, in bytes, without the strings that are remembered. */
  get bytes(): number {
    return this.parts.bytes + this.chunks.reduce((sum, { words }) => sum + words.byteLength, 0) + this.blocks.length * BLOCK_ADDRESSES * 4;
  }

  /** Code of the text in `view` from byte `from` to `to` (exclusive), 0 when it is not known. */
  findBytes(view: DataView, from: number, to: number): number {
    return this.findHashed(view, from, to, hashAt(view, from, to));
  }

  /**
   * Codes of up to {@link MOST_AT_ONCE} texts, 0 where one is not known; `ranges` says where in `view` text i begins and ends, at `2 * i`.
   * Step by step for all of them: what a step reads is far apart, and so the processor waits for many reads at a time.
   */
  findAll(view: DataView, ranges: Int32Array, count: number, codes: Int32Array): void {
    for (let at = 0; at < count; at++) hashes[at] = hashAt(view, ranges[2 * at] as number, ranges[2 * at + 1] as number);
    this.parts.touch(hashes, count);
    for (let at = 0; at < count; at++) addresses[at] = this.parts.firstOf(hashes[at] as number);
    for (let at = 0; at < count; at++) {
      codes[at] = this.codeIfSame(addresses[at] as number, view, ranges[2 * at] as number, ranges[2 * at + 1] as number);
    }
  }

  /** Code of text `at` of the last {@link findAll}, which did not know it; it may be known by now, else it is added. */
  findOrAdd(view: DataView, ranges: Int32Array, at: number): number {
    return this.findHashed(view, ranges[2 * at] as number, ranges[2 * at + 1] as number, hashes[at] as number) || this.addLast();
  }

  /** Adds the text that was looked for last, which must be unknown; answers its code. */
  addLast(): number {
    const run = this.count / RUN_CODES;
    const code = ++this.count;
    const address = this.store(code);
    if (Number.isInteger(run)) {
      if (run % BLOCK_ADDRESSES === 0) this.blocks.push(new Int32Array(BLOCK_ADDRESSES));
      (this.blocks.at(-1) as Int32Array)[run % BLOCK_ADDRESSES] = address;
    }
    this.parts.place(this.hash, address);
    return code;
  }

  /** Code of a well-formed text, 0 when it is not known. */
  find(text: string): number {
    const place = placeOf(text) & (this.foundCodes.length - 1);
    // A Map would read every letter to find what is nearly always here.
    if (this.found[place] === text) return this.foundCodes[place] as number;
    const length = this.writeScratch(text);
    const code = this.findBytes(this.scratchView, 0, length);
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
    const text = this.readText(code);
    if (code < REMEMBERED) this.strings[code] = text;
    return text;
  }

  /** Passes over the texts before it in its run. */
  private readText(code: number): string {
    const run = Math.floor((code - 1) / RUN_CODES);
    const address = this.blocks[Math.floor(run / BLOCK_ADDRESSES)]?.[run % BLOCK_ADDRESSES] as number;
    let at = address >>> CHUNK_BITS;
    let chunk = this.chunks[at] as Chunk;
    let start = address & (CHUNK_WORDS - 1);
    for (let before = (code - 1) % RUN_CODES; before > 0; before--) {
      start = bytesFrom(chunk.words, start) + wordsFor(lengthOf(chunk.words, start));
      if (start < chunk.free) continue;
      chunk = this.chunks[++at] as Chunk;
      start = FIRST_WORD;
    }
    const from = 4 * bytesFrom(chunk.words, start);
    return chunk.bytes.toString('utf8', from, from + lengthOf(chunk.words, start));
  }

  /** Writes a text's UTF-8 into the scratch; answers its length. */
  private writeScratch(text: string): number {
    const { length } = text;
    if (this.scratch.length < 3 * length) {
      this.scratch = new Uint8Array(3 * length);
      this.scratchView = new DataView(this.scratch.buffer);
    }
    const { scratch } = this;
    let all = 0;
    for (let at = 0; at < length; at++) {
      const character = text.charCodeAt(at);
      all |= character;
      scratch[at] = character;
    }
    return all < 0x80 ? length : ENCODER.encodeInto(text, scratch).written;
  }

  private findHashed(view: DataView, from: number, to: number, hash: number): number {
    this.view = view;
    this.from = from;
    this.to = to;
    this.hash = hash;
    const { slots } = this.parts.of(hash);
    for (let slot = slotOf(hash, slots); ; slot = nextOf(slot, slots)) {
      const address = slots[slot + 1] as number;
      if (address === 0) return 0;
      if (slots[slot] !== hash) continue;
      const code = this.codeIfSame(address, view, from, to);
      if (code > 0) return code;
    }
  }

  /** Code of the text at an address if it is this one, else 0. */
  private codeIfSame(address: number, view: DataView, from: number, to: number): number {
    if (address === 0) return 0;
    const { words } = this.chunks[address >>> CHUNK_BITS] as Chunk;
    const start = address & (CHUNK_WORDS - 1);
    if (lengthOf(words, start) !== to - from) return 0;
    let word = bytesFrom(words, start);
    let at = from;
    for (; at + 4 <= to; at += 4) if (words[word++] !== view.getInt32(at, true)) return 0;
    if (at < to && words[word] !== restAt(view, at, to)) return 0;
    return words[start] === APART ? (words[start + 1] as number) : (words[start] as number) >>> LENGTH_BITS;
  }

  /** Stores the text that was looked for last under a code; answers its address. */
  private store(code: number): number {
    const { view, from, to } = this;
    const isApart = to - from > MOST_LENGTH || code > MOST_CODE;
    const needed = (isApart ? 3 : 1) + wordsFor(to - from);
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.free + needed > chunk.words.length) chunk = this.addChunk(needed);
    const { words, free: start } = chunk;
    words[start] = isApart ? APART : (code << LENGTH_BITS) | (to - from);
    if (isApart) words.set([code, to - from], start + 1);
    let word = bytesFrom(words, start);
    let at = from;
    for (; at + 4 <= to; at += 4) words[word++] = view.getInt32(at, true);
    if (at < to) words[word] = restAt(view, at, to);
    chunk.free += needed;
    return ((this.chunks.length - 1) << CHUNK_BITS) | start;
  }

  private addChunk(needed: number): Chunk {
    const words = new Int32Array(Math.max(CHUNK_WORDS, needed + FIRST_WORD));
    const chunk = { words, bytes: Buffer.from(words.buffer), free: FIRST_WORD };
    this.chunks.push(chunk);
    return chunk;
  }
}

function lengthOf(words: Int32Array, start: number): number {
  const first = words[start] as number;
  return first === APART ? (words[start + 2] as number) : first & (2 ** LENGTH_BITS - 1);
}

/** Where the bytes of a text begin. */
function bytesFrom(words: Int32Array, start: number): number {
  return words[start] === APART ? start + 3 : start + 1;
}

function wordsFor(length: number): number {
  return (length + 3) >>> 2;
}
