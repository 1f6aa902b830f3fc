/** Bytes written one behind the other into a buffer that is used again and again. */

/** Bytes to copy from, four at a time where there are so many. */
export class ByteSource {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly length: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** What stands behind the end may be overwritten with copies of whole words. */
const SLACK = 8;

/** Written are the bytes up to `end`. */
export class ByteWriter {
  bytes: Buffer;
  view: DataView;
  end = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes room for `more` bytes. */
  reserve(more: number): void {
    if (this.end + more + SLACK <= this.bytes.length) return;
    const old = this.bytes;
    this.bytes = Buffer.allocUnsafeSlow(Math.max(2 * old.length, this.end + more + SLACK));
    this.view = new DataView(this.bytes.buffer);
    old.copy(this.bytes, 0, 0, this.end);
  }
}

/** A short run costs less word by word than by a call. */
const SHORT_BYTES = 64;

/** Copies a run of bytes; there must be room. */
export function put(writer: ByteWriter, from: ByteSource, start: number, end: number): void {
  const { view, end: to } = writer;
  const length = end - start;
  if (length <= SHORT_BYTES && end + 4 <= from.length) {
    const source = from.view;
    for (let at = 0; at < length; at += 4) view.setInt32(to + at, source.getInt32(start + at, true), true);
  } else writer.bytes.set(from.bytes.subarray(start, end), to);
  writer.end = to + length;
}

/** A text to be written again and again. */
export interface Piece {
  readonly source: ByteSource;
  readonly length: number;
}

export function toPiece(text: string): Piece {
  const length = Buffer.byteLength(text);
  const bytes = new Uint8Array(length + SLACK);
  new TextEncoder().encodeInto(text, bytes);
  return { source: new ByteSource(bytes), length };
}

export function putPiece(writer: ByteWriter, piece: Piece): void {
  put(writer, piece.source, 0, piece.length);
}

const [MINUS, ZERO] = [0x2d, 0x30];
const BILLION = 1_000_000_000;

/** Writes the digits of a whole number of at most 2^53; there must be room for 17 bytes. */
export function putWhole(writer: ByteWriter, value: number): void {
  const size = Math.abs(value);
  if (value < 0) writer.bytes[writer.end++] = MINUS;
  const high = Math.floor(size / BILLION);
  if (high > 0) putDigits(writer, high, 1);
  putDigits(writer, size - high * BILLION, high > 0 ? 9 : 1);
}

/** Of ten. */
const POWERS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

function putDigits(writer: ByteWriter, value: number, least: number): void {
  let width = least;
  while (width < 9 && value >= (POWERS[width] as number)) width += 1;
  const { bytes } = writer;
  let rest = value | 0;
  for (let at = writer.end + width - 1; at >= writer.end; at--) {
    const tens = (rest / 10) | 0;
    bytes[at] = ZERO + rest - tens * 10;
    rest = tens;
  }
  writer.end += width;
}
