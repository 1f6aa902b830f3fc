/** A recorded WebM says its length nowhere, so that players cannot show or seek it: this writes it into the head of the file. */

const INFO = 0x1549a966;
const DURATION = 0x4489;
const TIMECODE_SCALE = 0x2ad7b1;
const USUAL_SCALE_NS = 1_000_000;

interface Element {
  readonly id: number;
  /** Where its size is written. */
  readonly sizeAt: number;
  /** Where its content begins, and how long that is; -1 where it is not known. */
  readonly begin: number;
  readonly size: number;
}

/** The same file with its length, ms. What is no WebM with a head, or says its length already, comes back as it is. */
export function withDuration(file: Uint8Array<ArrayBuffer>, ms: number): Uint8Array<ArrayBuffer> {
  const info = findInfo(file);
  if (info === null) return file;
  const children = childrenOf(file, info);
  if (children.some(({ id }) => id === DURATION)) return file;
  const scale = children.find(({ id }) => id === TIMECODE_SCALE);
  const scaleNs = scale === undefined ? USUAL_SCALE_NS : readWhole(file, scale);
  const added = durationElement((ms * 1e6) / scaleNs);
  const size = sizeBytes(info.size + added.length);
  const end = info.begin + info.size;
  const parts = [file.subarray(0, info.sizeAt), size, file.subarray(info.begin, end), added, file.subarray(end)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The length that a WebM says, ms; null where it says none. */
export function durationOf(file: Uint8Array): number | null {
  const info = findInfo(file);
  if (info === null) return null;
  const children = childrenOf(file, info);
  const duration = children.find(({ id }) => id === DURATION);
  const scale = children.find(({ id }) => id === TIMECODE_SCALE);
  if (duration === undefined) return null;
  const view = new DataView(file.buffer, file.byteOffset + duration.begin, duration.size);
  const units = duration.size === 4 ? view.getFloat32(0) : view.getFloat64(0);
  return (units * (scale === undefined ? USUAL_SCALE_NS : readWhole(file, scale))) / 1e6;
}

/** The head stands in the segment, before the first pictures. */
function findInfo(file: Uint8Array): Element | null {
  const head = elementAt(file, 0);
  if (head === null || head.id !== 0x1a45dfa3) return null;
  const segment = elementAt(file, head.begin + head.size);
  if (segment === null || segment.id !== 0x18538067) return null;
  let at = segment.begin;
  while (at < file.length) {
    const element = elementAt(file, at);
    if (element === null || element.size < 0) return null;
    if (element.id === INFO) return element;
    at = element.begin + element.size;
  }
  return null;
}

function childrenOf(file: Uint8Array, { begin, size }: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at = begin; at < begin + size; ) {
    const element = elementAt(file, at);
    if (element === null || element.size < 0) break;
    found.push(element);
    at = element.begin + element.size;
  }
  return found;
}

/** An element of EBML (RFC 8794): an id that keeps its marker bit, and a size without it. */
function elementAt(file: Uint8Array, at: number): Element | null {
  const idWidth = widthOfSize(file[at] ?? 0);
  const sizeAt = at + idWidth;
  const width = widthOfSize(file[sizeAt] ?? 0);
  if (idWidth > 4 || sizeAt + width > file.length || width > 8) return null;
  let id = 0;
  for (let step = 0; step < idWidth; step++) id = id * 256 + (file[at + step] ?? 0);
  let size = (file[sizeAt] ?? 0) - 2 ** (8 - width);
  let isUnknown = size === 2 ** (8 - width) - 1;
  for (let step = 1; step < width; step++) {
    const next = file[sizeAt + step] ?? 0;
    isUnknown &&= next === 255;
    size = size * 256 + next;
  }
  return { id, sizeAt, begin: sizeAt + width, size: isUnknown ? -1 : size };
}

/** How many bytes a number takes that begins with this one. */
function widthOfSize(first: number): number {
  return first === 0 ? 9 : Math.clz32(first) - 23;
}

function readWhole(file: Uint8Array, { begin, size }: Element): number {
  let value = 0;
  for (let step = 0; step < size; step++) value = value * 256 + (file[begin + step] ?? 0);
  return value;
}

function durationElement(units: number): Uint8Array {
  const element = new Uint8Array(11);
  element.set([0x44, 0x89, 0x88]);
  new DataView(element.buffer).setFloat64(3, units);
  return element;
}

/** A size in eight bytes. */
function sizeBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(size) | (1n << 56n));
  return bytes;
}
