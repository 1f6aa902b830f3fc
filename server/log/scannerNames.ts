/** The names a scanner looks for at one level of an object, found by their bytes; remembers in which order they came last. */

/** How many members of an object have a remembered place; a power of two. */
const TURNS = 64;
const BUCKETS = 256;

export interface Names {
  /** Position of the level's first name among all names of the scanner. */
  readonly first: number;
  /** All names with their quotes in words, the last one from the end, one name behind the other; those of name n begin at `starts[n]`. */
  readonly words: Int32Array;
  readonly starts: Int32Array;
  /** In bytes. */
  readonly lengths: Int32Array;
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
  const wordsOf = quoted.map(toWords);
  const starts = new Int32Array(names.length + 1);
  for (const [at, { length }] of wordsOf.entries()) starts[at + 1] = (starts[at] as number) + length;
  const heads = new Int32Array(BUCKETS).fill(-1);
  const next = new Int32Array(names.length).fill(-1);
  for (const [at, name] of quoted.entries()) {
    const bucket = bucketOf(new DataView(name.buffer), 0, name.length);
    next[at] = heads[bucket] as number;
    heads[bucket] = at;
  }
  return {
    first,
    words: Int32Array.from(wordsOf.flat()),
    starts,
    lengths: Int32Array.from(quoted, ({ length }) => length),
    heads,
    next,
    expected: new Int32Array(TURNS).fill(-1),
    turns: TURNS - 1,
  };
}

/** Every fourth byte begins a word, and the fourth from the end; a name of less is a word filled up with zeros. */
function toWords(name: Uint8Array): number[] {
  const { length } = name;
  const padded = new Uint8Array(Math.max(4, length));
  padded.set(name);
  const view = new DataView(padded.buffer);
  const words: number[] = [];
  for (let at = 0; at + 4 < length; at += 4) words.push(view.getInt32(at, true));
  words.push(view.getInt32(padded.length - 4, true));
  return words;
}

/** The position behind name `name` when it stands at `at`, with its quotes, and ends before `to`; else -1. */
export function namesEqualAt(names: Names, name: number, bytes: DataView, at: number, to: number): number {
  const { words } = names;
  const end = at + (names.lengths[name] as number);
  if (end > to) return -1;
  let word = names.starts[name] as number;
  // Word by word: names are a third of what is scanned.
  for (let from = at; from + 4 < end; from += 4) if (bytes.getInt32(from, true) !== words[word++]) return -1;
  const last = end - at >= 4 ? bytes.getInt32(end - 4, true) : shortWord(bytes, at, end);
  return last === words[word] ? end : -1;
}

/** Less than four bytes, filled up with zeros. */
function shortWord(bytes: DataView, at: number, end: number): number {
  let word = 0;
  for (let from = at, shift = 0; from < end; from++, shift += 8) word |= bytes.getUint8(from) << shift;
  return word;
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
