/** Joins the small batches that single events leave behind, so that a long log opens and is read back quickly. */
import { type BatchRow, readWords, toRow, unpack } from './batch.ts';
import { DamageError } from './damageError.ts';
import { joinArrays } from './jsonArrays.ts';
import type { Contents } from './openedLog.ts';
import type { Store } from './store.ts';

/** Batches of fewer events are joined… */
const SMALL_EVENTS = 128;
/** …once so many stand in a row, or hold so many events together, or a larger one follows. */
const RUN_BATCHES = 256;
const RUN_EVENTS = 2000;

/** One step of joining; true when there may be more to do. Answers what changed to `onJoined`. */
export function createTidying(store: Store, contents: Contents, onJoined: () => void): () => boolean {
  let from = 0;
  return () => {
    while (from < contents.firstSeqs.length && countAt(contents, from) >= SMALL_EVENTS) from += 1;
    const run = runFrom(contents, from);
    if (!run.complete) return false;
    if (run.batches > 1) {
      join(store, contents.firstSeqs.slice(from, from + run.batches));
      contents.firstSeqs.splice(from + 1, run.batches - 1);
      onJoined();
    }
    from += 1;
    return true;
  };
}

function countAt({ firstSeqs, seq }: Contents, at: number): number {
  return (firstSeqs[at + 1] ?? seq + 1) - (firstSeqs[at] as number);
}

/** Batches of different imports stay apart. */
function kindAt({ imports, firstSeqs }: Contents, at: number): number {
  return imports.kindAt(firstSeqs[at] as number);
}

function runFrom(contents: Contents, from: number): { readonly batches: number; readonly complete: boolean } {
  let [batches, events] = [0, 0];
  while (from + batches < contents.firstSeqs.length) {
    const count = countAt(contents, from + batches);
    if (count >= SMALL_EVENTS || kindAt(contents, from + batches) !== kindAt(contents, from)) return { batches, complete: batches > 0 };
    batches += 1;
    events += count;
    if (batches === RUN_BATCHES || events >= RUN_EVENTS) return { batches, complete: true };
  }
  return { batches, complete: false };
}

function join(store: Store, firstSeqs: readonly number[]): void {
  const rows = firstSeqs.map((firstSeq) => store.batch(firstSeq));
  const payload = joinArrays(rows.map((row, at) => (row && unpack(row)) ?? damaged(firstSeqs[at] as number)));
  const whole = rows as readonly BatchRow[];
  const words = whole.map((row) => readWords(row.profiles));
  const profiles = words.flatMap((word) => word.profiles);
  const hashes = Buffer.concat(whole.map((row) => row.hashes));
  store.replace(firstSeqs, toRow({ firstSeq: firstSeqs[0] as number, hashes, profiles, mark: words[0]?.mark ?? '', payload }));
}

function damaged(firstSeq: number): never {
  throw new DamageError(`the batch at event ${firstSeq} is damaged`);
}
