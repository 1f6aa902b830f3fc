/**
 * Texts one behind the other in the order of their codes, in 4-byte words: one for code and length, then the bytes. Sixteen make a run; in a
 * store of many, a text leaves out the words with which the first of its run begins as well: keys that a source counts up share all but
 * their ends. So a text has an address, and a code leads to it by the first one's.
 */
import { restAt } from './textHash.ts';

/** Texts are stored in chunks of this many words; a longer one has a chunk to itself. */
const CHUNK_BITS = 16;
const CHUNK_WORDS = 2 ** CHUNK_BITS;
/** Address 0 stands for none. */
const FIRST_WORD = 1;
/** The first word of a text: its code, whether it leaves out what its run shares, its length. */
const SHARES = 1 << 6;
const LENGTHS = SHARES - 1;
const CODE_SHIFT = 7;
const MOST_CODE = 2 ** (32 - CODE_SHIFT) - 1;
/** What does not fit: code and length follow. */
const APART = -1;
const MOST_LENGTH = LENGTHS - 1;
const RUN_CODES = 16;
/** Where there are fewer, texts are whole: they are looked for all the time. */
const WHOLE_CODES = 2 ** 14;
/** Runs in one block. */
const BLOCK_RUNS = 2 ** 10;

/** A text that leaves something out is put together here. */
const whole = withBytes(new Int32Array(16));

interface Chunk {
  readonly words: Int32Array;
  readonly bytes: Buffer;
  /** First free word. */
  free: number;
}

interface Block {
  /** Address of the first text of each run. */
  readonly heads: Int32Array;
  /** How many words of it the others leave out. */
  readonly shared: Uint8Array;
}

export class TextStore {
  private readonly chunks: Chunk[] = [];
  private readonly blocks: Block[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.chunks.reduce((sum, { words }) => sum + words.byteLength, 0) + this.blocks.length * BLOCK_RUNS * 5;
  }

  /** Stores the text in `view` from byte `from` to `to` (exclusive) under the next code; answers its address. */
  add(view: DataView, from: number, to: number): number {
    const run = Math.floor(this.count / RUN_CODES);
    const isFirst = this.count % RUN_CODES === 0;
    if (isFirst && run % BLOCK_RUNS === 0) this.blocks.push({ heads: new Int32Array(BLOCK_RUNS), shared: new Uint8Array(BLOCK_RUNS) });
    const code = ++this.count;
    const address = this.write(code, view, from, to, isFirst ? 0 : this.sharedWith(run, code, view, from, to));
    if (isFirst) this.blockOf(run).heads[run % BLOCK_RUNS] = address;
    return address;
  }

  /** Code of the text at an address if it is the one in `view`, else 0; also for the address 0. */
  codeIfSame(address: number, view: DataView, from: number, to: number): number {
    if (address === 0) return 0;
    const { words } = this.chunks[address >>> CHUNK_BITS] as Chunk;
    const start = address & (CHUNK_WORDS - 1);
    if (lengthOf(words, start) !== to - from) return 0;
    const code = codeOf(words, start);
    let at = from;
    if (leavesOut(words, start)) {
      at = this.passShared(Math.floor((code - 1) / RUN_CODES), view, from, to);
      if (at < 0) return 0;
    }
    let word = bytesFrom(words, start);
    for (; at + 4 <= to; at += 4) if (words[word++] !== view.getInt32(at, true)) return 0;
    return at === to || words[word] === restAt(view, at, to) ? code : 0;
  }

  /** Text of a code that was given. Passes over those before it in its run. */
  text(code: number): string {
    const run = Math.floor((code - 1) / RUN_CODES);
    const shared = this.sharedIn(run);
    const first = this.headOf(run);
    let number = first >>> CHUNK_BITS;
    let chunk = this.chunks[number] as Chunk;
    let start = first & (CHUNK_WORDS - 1);
    for (let before = (code - 1) % RUN_CODES; before > 0; before--) {
      start = bytesFrom(chunk.words, start) + storedWords(chunk.words, start, shared);
      if (start < chunk.free) continue;
      chunk = this.chunks[++number] as Chunk;
      start = FIRST_WORD;
    }
    const from = 4 * bytesFrom(chunk.words, start);
    const length = lengthOf(chunk.words, start);
    if (!leavesOut(chunk.words, start)) return chunk.bytes.toString('utf8', from, from + length);
    const head = (this.chunks[first >>> CHUNK_BITS] as Chunk).words;
    const headFrom = bytesFrom(head, first & (CHUNK_WORDS - 1));
    for (let word = 0; word < shared; word++) whole.words[word] = head[headFrom + word] as number;
    const own = from / 4;
    for (let word = shared; 4 * word < length; word++) whole.words[word] = chunk.words[own + word - shared] as number;
    return whole.bytes.toString('utf8', 0, length);
  }

  private blockOf(run: number): Block {
    return this.blocks[Math.floor(run / BLOCK_RUNS)] as Block;
  }

  private headOf(run: number): number {
    return this.blockOf(run).heads[run % BLOCK_RUNS] as number;
  }

  private sharedIn(run: number): number {
    return this.blockOf(run).shared[run % BLOCK_RUNS] as number;
  }

  /** Words that a new text leaves out. The first text that begins as the first of its run does says how many. */
  private sharedWith(run: number, code: number, view: DataView, from: number, to: number): number {
    if (code <= WHOLE_CODES || to - from > MOST_LENGTH || code > MOST_CODE) return 0;
    const known = this.sharedIn(run);
    if (known > 0) return this.passShared(run, view, from, to) < 0 ? 0 : known;
    const head = this.headOf(run);
    const { words } = this.chunks[head >>> CHUNK_BITS] as Chunk;
    const first = bytesFrom(words, head & (CHUNK_WORDS - 1));
    // Not the last letters, where keys that are counted up differ sooner or later.
    const most = (Math.min(to - from, lengthOf(words, head & (CHUNK_WORDS - 1))) >>> 2) - 1;
    let same = 0;
    while (same < most && words[first + same] === view.getInt32(from + 4 * same, true)) same++;
    this.blockOf(run).shared[run % BLOCK_RUNS] = same;
    return same;
  }

  /** Where a text goes on behind what its run shares; -1 where it begins otherwise. */
  private passShared(run: number, view: DataView, from: number, to: number): number {
    const head = this.headOf(run);
    const { words } = this.chunks[head >>> CHUNK_BITS] as Chunk;
    const end = from + 4 * this.sharedIn(run);
    if (end > to) return -1;
    let word = bytesFrom(words, head & (CHUNK_WORDS - 1));
    for (let at = from; at < end; at += 4) if (words[word++] !== view.getInt32(at, true)) return -1;
    return end;
  }

  private write(code: number, view: DataView, from: number, to: number, shared: number): number {
    const isApart = to - from > MOST_LENGTH || code > MOST_CODE;
    const needed = (isApart ? 3 : 1) + wordsFor(to - from) - shared;
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.free + needed > chunk.words.length) chunk = this.addChunk(needed);
    const { words, free: start } = chunk;
    words[start] = isApart ? APART : (code << CODE_SHIFT) | (shared > 0 ? SHARES : 0) | (to - from);
    if (isApart) words.set([code, to - from], start + 1);
    let word = bytesFrom(words, start);
    let at = from + 4 * shared;
    for (; at + 4 <= to; at += 4) words[word++] = view.getInt32(at, true);
    if (at < to) words[word] = restAt(view, at, to);
    chunk.free += needed;
    return ((this.chunks.length - 1) << CHUNK_BITS) | start;
  }

  private addChunk(needed: number): Chunk {
    const words = new Int32Array(Math.max(CHUNK_WORDS, needed + FIRST_WORD));
    const chunk = { ...withBytes(words), free: FIRST_WORD };
    this.chunks.push(chunk);
    return chunk;
  }
}

function withBytes(words: Int32Array<ArrayBuffer>): Pick<Chunk, 'words' | 'bytes'> {
  return { words, bytes: Buffer.from(words.buffer) };
}

function codeOf(words: Int32Array, start: number): number {
  const first = words[start] as number;
  return first === APART ? (words[start + 1] as number) : first >>> CODE_SHIFT;
}

function lengthOf(words: Int32Array, start: number): number {
  const first = words[start] as number;
  return first === APART ? (words[start + 2] as number) : first & LENGTHS;
}

function leavesOut(words: Int32Array, start: number): boolean {
  const first = words[start] as number;
  return first !== APART && (first & SHARES) !== 0;
}

/** Where the bytes of a text begin. */
function bytesFrom(words: Int32Array, start: number): number {
  return words[start] === APART ? start + 3 : start + 1;
}

function storedWords(words: Int32Array, start: number, shared: number): number {
  return wordsFor(lengthOf(words, start)) - (leavesOut(words, start) ? shared : 0);
}

function wordsFor(length: number): number {
  return (length + 3) >>> 2;
}
