/**
 * One number for each text of a dimension, found by the text's UTF-8 bytes, so that a text in a batch of the log needs no string.
 * Beside its bytes a text takes 14 to 17; in a dictionary of many it leaves out what its neighbours begin with as well.
 */
import { HashParts, nextOf, slotOf } from '../hashParts.ts';
import { hashAt, placeOf } from './textHash.ts';
import { TextStore } from './textStore.ts';

/** So many strings are remembered each way: dimensions of few texts are asked for all the time. */
const REMEMBERED = 2 ** 14;
const FIRST_REMEMBERED = 16;
/** At most so many texts are looked for at once. */
export const MOST_AT_ONCE = 256;
/** Slots of a part of the hash table. */
const PART_SLOTS = 2 ** 12;
const ENCODER = new TextEncoder();

/** Of the texts that are looked for at once: what is found on the way to their codes. */
const hashes = new Int32Array(MOST_AT_ONCE);
const addresses = new Int32Array(MOST_AT_ONCE);

/** Texts among some bytes: text i begins and ends at `ranges[2 * i]`. */
export interface TextPage {
  readonly bytes: Uint8Array;
  readonly ranges: Int32Array;
}

/** Codes count up from 1 in the order in which texts were added; 0 is no text. */
export class TextDictionary {
  private readonly parts: HashParts;
  private readonly texts = new TextStore();
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

  /** With room for as many texts as are `expected`: growing moves each of them. */
  constructor(expected = 0) {
    this.parts = new HashParts(PART_SLOTS, expected);
  }

  get size(): number {
    return this.texts.size;
  }

  /** Memory held, in bytes, without the strings that are remembered. */
  get bytes(): number {
    return this.parts.bytes + this.texts.bytes;
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
      codes[at] = this.texts.codeIfSame(addresses[at] as number, view, ranges[2 * at] as number, ranges[2 * at + 1] as number);
    }
  }

  /** Code of text `at` of the last {@link findAll}, which did not know it; it may be known by now, else it is added. */
  findOrAdd(view: DataView, ranges: Int32Array, at: number): number {
    return this.findHashed(view, ranges[2 * at] as number, ranges[2 * at + 1] as number, hashes[at] as number) || this.addLast();
  }

  /** Adds the text that was looked for last, which must be unknown; answers its code. */
  addLast(): number {
    this.parts.place(this.hash, this.texts.add(this.view, this.from, this.to));
    return this.texts.size;
  }

  /** Adds texts of which none is known, under the next codes; answers whether each differs from the others. Takes half of what one by one would. */
  addAll(pages: readonly TextPage[]): boolean {
    const first = this.texts.size + 1;
    const count = pages.reduce((sum, { ranges }) => sum + ranges.length / 2, 0);
    const hashes = new Int32Array(count);
    const addresses = new Int32Array(count);
    let at = 0;
    for (const { bytes, ranges } of pages) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let next = 0; next < ranges.length; next += 2, at++) {
        const [from, to] = [ranges[next] as number, ranges[next + 1] as number];
        hashes[at] = hashAt(view, from, to);
        addresses[at] = this.texts.add(view, from, to);
      }
    }
    const met = this.parts.placeAll(hashes, addresses);
    return met.every((at) => this.find(this.texts.text(first + at)) === first + at);
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
    if (this.foundCodes.length < Math.min(REMEMBERED, 4 * this.texts.size)) {
      const length = Math.min(REMEMBERED, 2 ** (35 - Math.clz32(this.texts.size)));
      this.found = new Array<string | undefined>(length).fill(undefined);
      this.foundCodes = new Int32Array(length);
    }
    const place = placeOf(text) & (this.foundCodes.length - 1);
    this.found[place] = text;
    this.foundCodes[place] = code;
  }

  /** Text of a code; null for 0 and for codes that were not given. */
  text(code: number): string | null {
    if (!(code > 0 && code <= this.texts.size)) return null;
    const remembered = this.strings[code];
    if (remembered !== undefined) return remembered;
    const text = this.texts.text(code);
    if (code < REMEMBERED) this.strings[code] = text;
    return text;
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
    const slots = this.parts.of(hash);
    for (let slot = slotOf(hash, slots); ; slot = nextOf(slot, slots)) {
      const address = slots[slot + 1] as number;
      if (address === 0) return 0;
      if (slots[slot] !== hash) continue;
      const code = this.texts.codeIfSame(address, view, from, to);
      if (code > 0) return code;
    }
  }
}
