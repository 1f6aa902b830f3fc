/** What the log knows in memory once it is open: which identities it holds and where, read from the file and checked on the way. */
import { isBodyIntact, isHeadIntact, readEvents, readWords } from './batch.ts';
import { DamageError } from './damageError.ts';
import { createHashIndex, type HashedRun, type HashIndex } from './hashIndex.ts';
import { createIdentityHash, HASH_BYTES, type IdentityHash, identityOf, newIdentityKey } from './identity.ts';
import { createImports, type Imports } from './imports.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import { createSegments, type Segments } from './segments.ts';
import type { HeadRow, Store } from './store.ts';

/** The newest payloads that are checked at every start; older ones are checked whenever they are read. */
const CHECKED_BYTES = 1024 * 1024 * 1024;
/** Decoded batches kept for comparing repeats, by their events together. */
const REMEMBERED_EVENTS = 20_000;

export interface Contents {
  readonly index: HashIndex;
  readonly segments: Segments;
  readonly imports: Imports;
  readonly writeHash: IdentityHash;
  /** First sequence numbers of all batches, ascending. */
  readonly firstSeqs: number[];
  seq: number;
}

/**
 * Reads all heads and checks them, their order and the newest payloads. Throws {@link DamageError} at the first fault.
 * The index is empty yet: see {@link createIndexing}.
 */
export function readContents(store: Store, checkAll: boolean): Contents {
  const writeHash = createIdentityHash(identityKey(store));
  const [index, segments, imports] = [createHashIndex(store.eventCount()), createSegments(), createImports()];
  const contents: Contents = { index, segments, imports, writeHash, firstSeqs: [], seq: 0 };
  const sizes: number[] = [];
  for (const head of store.heads()) {
    if (head.first_seq !== contents.seq + 1) throw new DamageError(`events ${contents.seq + 1} to ${head.first_seq - 1} are missing`);
    if (!isHeadIntact(head)) throw new DamageError(`the batch at event ${head.first_seq} is damaged`);
    const count = head.hashes.length / HASH_BYTES;
    const { mark, profiles } = readWords(head.profiles);
    addBatch(contents, head.first_seq, count, mark);
    if (profiles.length > 0) segments.restore(profiles);
    sizes.push(head.bytes);
  }
  if (imports.isAnyWithdrawn()) restoreSegments(store, contents);
  checkNewest(store, contents.firstSeqs, sizes, checkAll ? Number.POSITIVE_INFINITY : CHECKED_BYTES);
  checkIdentities(store, contents);
  return contents;
}

/** Events between two looks at what else waits, and those that the index takes together. */
const READ_AT_ONCE = 20_000;
const INDEXED_AT_ONCE = 2 ** 18;

/**
 * Fills the index, a piece at a call; true while there may be more to do. Only who appends needs it: what is stored can be asked for before.
 * Until it is done batches must not be joined. Throws {@link DamageError}.
 */
export function createIndexing(store: Store, contents: Contents): () => boolean {
  let heads: Iterator<HeadRow> | null = store.heads()[Symbol.iterator]();
  let runs: HashedRun[] = [];
  let held = 0;
  return () => {
    for (const enough = held + READ_AT_ONCE; heads && held < enough; ) {
      const { done, value: head } = heads.next();
      if (done) heads = null;
      else if (!isHeadIntact(head)) throw new DamageError(`the batch at event ${head.first_seq} is damaged`);
      else {
        runs.push({ hashes: head.hashes, firstSeq: head.first_seq });
        held += head.hashes.length / HASH_BYTES;
      }
    }
    if (heads === null || held >= INDEXED_AT_ONCE) {
      contents.index.addAll(runs);
      runs = [];
      held = 0;
    }
    return heads !== null;
  };
}

/** The key under which this log hashes; an empty log gets one. */
export function identityKey(store: Store): string | null {
  const known = store.readMeta('identity');
  if (known !== null || store.firstSeqsAfter(0, 1).length > 0) return known;
  const key = newIdentityKey();
  store.writeMeta('identity', key);
  return key;
}

/** With another key, or none, every repeat would be taken for new. */
function checkIdentities(store: Store, { firstSeqs, writeHash }: Contents): void {
  const row = store.batch(firstSeqs.at(-1) ?? 0);
  const [event] = (row && readEvents(row)) ?? [];
  if (!row || !event) return;
  const hash = Buffer.alloc(HASH_BYTES);
  writeHash(identityOf(event), hash, 0);
  if (!hash.equals(row.hashes.subarray(0, HASH_BYTES)))
    throw new DamageError('the key of its identities is not the one they were made with');
}

/** Takes note of a stored batch. */
export function addBatch(contents: Contents, firstSeq: number, count: number, mark: string): void {
  contents.firstSeqs.push(firstSeq);
  contents.imports.note(mark, firstSeq, count);
  contents.seq = firstSeq + count - 1;
}

/** Customers' segments by all profiles but those of withdrawn imports. */
export function restoreSegments(store: Store, { segments, imports }: Pick<Contents, 'segments' | 'imports'>): void {
  segments.clear();
  for (const { first_seq, profiles } of store.profiles()) {
    if (!imports.isWithdrawn(first_seq)) segments.restore(readWords(profiles).profiles);
  }
}

function checkNewest(store: Store, firstSeqs: readonly number[], sizes: readonly number[], budget: number): void {
  let left = budget;
  for (let at = firstSeqs.length - 1; at >= 0 && left > 0; at--) {
    left -= sizes[at] as number;
    const firstSeq = firstSeqs[at] as number;
    const row = store.batch(firstSeq);
    if (!row || !isBodyIntact(row)) throw new DamageError(`the batch at event ${firstSeq} is damaged`);
  }
}

export interface EventReader {
  eventAt(seq: number): ResolvedEvent;
  /** After batches were joined: what is remembered no longer fits. */
  forget(): void;
}

/** Finds single events in the store, remembering the batches around them. */
export function createEventReader(store: Store, firstSeqs: readonly number[]): EventReader {
  const remembered = new Map<number, ResolvedEvent[]>();
  let held = 0;
  const read = (firstSeq: number): ResolvedEvent[] => {
    const row = store.batch(firstSeq);
    const events = row && readEvents(row);
    if (!events) throw new DamageError(`the batch at event ${firstSeq} is damaged`);
    return events;
  };
  const remember = (firstSeq: number, events: ResolvedEvent[]): void => {
    remembered.set(firstSeq, events);
    held += events.length;
    for (const [oldest, dropped] of remembered) {
      if (held <= REMEMBERED_EVENTS || oldest === firstSeq) break;
      remembered.delete(oldest);
      held -= dropped.length;
    }
  };
  return {
    eventAt: (seq) => {
      const firstSeq = firstSeqs[batchOf(firstSeqs, seq)] as number;
      let events = remembered.get(firstSeq);
      if (!events) {
        events = read(firstSeq);
        remember(firstSeq, events);
      }
      return events[seq - firstSeq] as ResolvedEvent;
    },
    forget: () => {
      remembered.clear();
      held = 0;
    },
  };
}

/** Position of the batch that holds `seq`. */
export function batchOf(firstSeqs: readonly number[], seq: number): number {
  let [low, high] = [0, firstSeqs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((firstSeqs[middle] as number) <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
