/** The names a scanner looks for at one level of an object, found by their bytes; remembers in which order they came last. */

/** How many members of an object have a remembered place; a power of two. */
const TURNS = 64;
const BUCKETS = 256;

export interface Names {
  /** Position of the level's first name among all names of the scanner. */
  readonly first: number;
  /** All names with their quotes, one behind the other; name n begins at `starts[n]`. */
  readonly bytes: DataView;
  readonly starts: Int32Array;
  /** The first name of each bucket and each name's successor in its bucket; -1 for none. */
  readonly heads: Int32Array;
  readonly next: Int32Array;
  /** Which name stood at the turn-th place in the object before; -1 for one that is not known. */
  readonly expected: Int32Array;
  /** Mask for places. */
  readonly turns: number;
}

export function createNames(names: readonly string[], first: number): Names {
  const quoted = names.map((name) => new TextEncoder().encode(JSON.stringify(name)));
  const starts = new Int32Array(names.length + 1);
  for (const [at, { length }] of quoted.entries()) starts[at + 1] = (starts[at] as number) + length;
  const bytes = new Uint8Array(starts[names.length] as number);
  const heads = new Int32Array(BUCKETS).fill(-1);
  const next = new Int32Array(names.length).fill(-1);
  for (const [at, name] of quoted.entries()) {
    bytes.set(name, starts[at]);
    const bucket = bucketOf(new DataView(name.buffer), 0, name.length);
    next[at] = heads[bucket] as number;
    heads[bucket] = at;
  }
  return { first, bytes: new DataView(bytes.buffer), starts, heads, next, expected: new Int32Array(TURNS).fill(-1), turns: TURNS - 1 };
}

/** The position behind name `name` when it stands at `at`, with its quotes, and ends before `to`; else -1. */
export function namesEqualAt(names: Names, name: number, bytes: DataView, at: number, to: number): number {
  const start = names.starts[name] as number;
  const length = (names.starts[name + 1] as number) - start;
  if (at + length > to) return -1;
  // Word by word, the last one from the end: names are a third of what is scanned.
  const last = length - 4;
  for (let i = 0; i < last; i += 4) if (bytes.getInt32(at + i) !== names.bytes.getInt32(start + i)) return -1;
  if (last >= 0) return bytes.getInt32(at + last) === names.bytes.getInt32(start + last) ? at + length : -1;
  for (let i = 0; i < length; i++) if (bytes.getUint8(at + i) !== names.bytes.getUint8(start + i)) return -1;
  return at + length;
}

/** Which name stands between `at` and `end`, with its quotes; -1 for one that is not known. */
export function nameAt(names: Names, bytes: DataView, at: number, end: number): number {
  let name = names.heads[bucketOf(bytes, at, end)] as number;
  while (name >= 0 && namesEqualAt(names, name, bytes, at, end) !== end) name = names.next[name] as number;
  return name;
}

function bucketOf(bytes: DataView, at: number, end: number): number {
  return ((end - at) * 31 + bytes.getUint8(at + 1) * 7 + bytes.getUint8(end - 2) * 3 + bytes.getUint8((at + end) >> 1)) & (BUCKETS - 1);
}
