/** Reading and writing the pieces that frames are made of: bytes, varints, doubles, texts. */

/** Largest whole number a varint may hold. */
export const MAX_VARINT = Number.MAX_SAFE_INTEGER;
const LONGEST_VARINT = 8;
const LARGEST_INT = 0x7fffffff;
/** Texts up to this length have a length of one byte; letters up to this code are one. */
const SHORT_TEXT = 127;
const FEW_LETTERS = 12;

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A growing buffer of bytes; `finish` gives a copy of what was written. */
export class ByteWriter {
  private buffer = new Uint8Array(1024);
  private view = new DataView(this.buffer.buffer);
  private length = 0;

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  /** Whole number from 0 to 2^53 - 1, seven bits a byte, least significant first; the top bit says that more follow. */
  varint(value: number): void {
    this.reserve(LONGEST_VARINT);
    const { buffer } = this;
    let at = this.length;
    let large = value;
    for (; large > LARGEST_INT; large = Math.floor(large / 128)) buffer[at++] = (large % 128) | 0x80;
    let rest = large | 0;
    for (; rest > 127; rest >>= 7) buffer[at++] = (rest & 0x7f) | 0x80;
    buffer[at++] = rest;
    this.length = at;
  }

  double(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  text(value: string): void {
    if (value.length <= SHORT_TEXT && this.ascii(value)) return;
    const bytes = utf8.encode(value);
    this.varint(bytes.length);
    this.bytes(bytes);
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length);
  }

  /** Ids are short and plain, and a loop writes them quicker than the encoder. False, with nothing written, where a letter is not ASCII. */
  private ascii(value: string): boolean {
    this.reserve(value.length + 1);
    const { buffer, length } = this;
    for (let at = 0; at < value.length; at++) {
      const code = value.charCodeAt(at);
      if (code > 127) return false;
      buffer[length + 1 + at] = code;
    }
    buffer[length] = value.length;
    this.length = length + 1 + value.length;
    return true;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const wider = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    wider.set(this.buffer.subarray(0, this.length));
    this.buffer = wider;
    this.view = new DataView(wider.buffer);
  }
}

/** Reads untrusted bytes; every method throws a RangeError rather than read past the end or accept an impossible value. */
export class ByteReader {
  private readonly buffer: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(buffer: Uint8Array) {
    this.buffer = buffer;
    this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  get remaining(): number {
    return this.buffer.length - this.at;
  }

  byte(): number {
    this.need(1);
    return this.buffer[this.at++] as number;
  }

  varint(): number {
    const { buffer } = this;
    const end = Math.min(buffer.length, this.at + 4);
    let value = 0;
    for (let at = this.at, shift = 0; at < end; shift += 7) {
      const byte = buffer[at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte > 127) continue;
      this.at = at;
      return value;
    }
    return this.longVarint();
  }

  /** Of any length: beyond four bytes, whole numbers of 32 bits do not hold it. */
  private longVarint(): number {
    let value = 0;
    let scale = 1;
    for (let read = 0; read < LONGEST_VARINT; read++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > MAX_VARINT) throw new RangeError('invalid frame: number beyond 2^53');
        return value;
      }
      scale *= 128;
    }
    throw new RangeError('invalid frame: number of more than 8 bytes');
  }

  /** A count of things that take at least `bytesEach` bytes each: refused when that many cannot follow. */
  count(bytesEach: number): number {
    const count = this.varint();
    if (count * bytesEach > this.remaining) throw new RangeError(`invalid frame: ${count} announced, ${this.remaining} bytes left`);
    return count;
  }

  double(): number {
    this.need(8);
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  text(): string {
    const length = this.buffer[this.at] ?? 0;
    return this.shortText(length) ?? fromUtf8.decode(this.bytes(this.count(1)));
  }

  /** Reads the next text when it is the plain letters of `text` from `from` up to `to`; else reads nothing and answers false. */
  isText(text: string, from: number, to: number): boolean {
    const { buffer, at } = this;
    const length = to - from;
    if (length > SHORT_TEXT || buffer[at] !== length || length >= buffer.length - at) return false;
    for (let letter = 0; letter < length; letter++) {
      const code = buffer[at + 1 + letter] as number;
      if (code > SHORT_TEXT || code !== text.charCodeAt(from + letter)) return false;
    }
    this.at = at + 1 + length;
    return true;
  }

  /** Ids differ by few plain letters, and a loop reads them quicker than the decoder. Null, with nothing read, for any other text. */
  private shortText(length: number): string | null {
    const { buffer, at } = this;
    if (length > FEW_LETTERS || length >= buffer.length - at) return null;
    let text = '';
    for (let letter = at + 1; letter <= at + length; letter++) {
      const code = buffer[letter] as number;
      if (code > SHORT_TEXT) return null;
      text += String.fromCharCode(code);
    }
    this.at = at + 1 + length;
    return text;
  }

  bytes(length: number): Uint8Array {
    this.need(length);
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  private need(length: number): void {
    if (length > this.remaining) throw new RangeError(`invalid frame: ends ${length - this.remaining} bytes early`);
  }
}
