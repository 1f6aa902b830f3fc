/** Bytes written one behind the other into a buffer that is used again and again. */

export interface ByteWriter {
  /** The written bytes are those up to `end`; another buffer after {@link reserve} has grown it. */
  bytes: Buffer;
  end: number;
}

export function createByteWriter(capacity: number): ByteWriter {
  return { bytes: Buffer.allocUnsafeSlow(capacity), end: 0 };
}

/** Makes room for `more` bytes. */
export function reserve(writer: ByteWriter, more: number): void {
  if (writer.end + more <= writer.bytes.length) return;
  const grown = Buffer.allocUnsafeSlow(Math.max(2 * writer.bytes.length, writer.end + more));
  writer.bytes.copy(grown, 0, 0, writer.end);
  writer.bytes = grown;
}

/** A short run costs less byte by byte than by a call. */
const SHORT_BYTES = 24;

/** Copies a run of bytes; there must be room. */
export function put(writer: ByteWriter, from: Uint8Array, start: number, end: number): void {
  const { bytes } = writer;
  const to = writer.end;
  const length = end - start;
  if (length <= SHORT_BYTES) for (let at = 0; at < length; at++) bytes[to + at] = from[start + at] as number;
  else bytes.set(start === 0 && end === from.length ? from : from.subarray(start, end), to);
  writer.end = to + length;
}

export function putAll(writer: ByteWriter, from: Uint8Array): void {
  put(writer, from, 0, from.length);
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

function putDigits(writer: ByteWriter, value: number, least: number): void {
  let width = least;
  for (let limit = 10 ** least; value >= limit && width < 9; limit *= 10) width += 1;
  const { bytes } = writer;
  let rest = value | 0;
  for (let at = writer.end + width - 1; at >= writer.end; at--) {
    const tens = (rest / 10) | 0;
    bytes[at] = ZERO + rest - tens * 10;
    rest = tens;
  }
  writer.end += width;
}
