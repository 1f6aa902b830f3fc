/** Reads stored events back for the engine, in messages of bounded size. */
import { unpack } from './batch.ts';
import { DamageError } from './damageError.ts';
import { decodeBatch } from './feed.ts';
import type { StoredBatch } from './feedWriter.ts';
import { joinArrays } from './jsonArrays.ts';
import { batchOf, type Contents } from './openedLog.ts';
import type { Store } from './store.ts';

const MAX_READ_EVENTS = 4000;
const MAX_READ_BYTES = 4 * 1024 * 1024;

/** The events after `seq`, small batches joined, or the record of a change of an import alone; null when there are none. Throws {@link DamageError}. */
export function readAfter(store: Store, { firstSeqs, seq: newest, imports }: Contents, seq: number): StoredBatch | null {
  if (seq >= newest) return null;
  const change = imports.changeAt(seq + 1);
  if (change) return { firstSeq: seq + 1, ...readRest(store, seq + 1, seq), change };
  const parts: Buffer[] = [];
  let [count, bytes] = [0, 0];
  for (let at = batchOf(firstSeqs, seq + 1); at < firstSeqs.length; at++) {
    if (imports.changeAt(firstSeqs[at] as number)) break;
    const part = readRest(store, firstSeqs[at] as number, seq);
    parts.push(part.payload);
    count += part.count;
    bytes += part.payload.length;
    if (count >= MAX_READ_EVENTS || bytes >= MAX_READ_BYTES) break;
  }
  return { firstSeq: seq + 1, count, payload: joinArrays(parts), runs: imports.runsIn(seq + 1, seq + count) };
}

/** The events of a batch that come after `seq`. */
function readRest(store: Store, firstSeq: number, seq: number): { readonly count: number; readonly payload: Buffer } {
  const row = store.batch(firstSeq);
  const payload = row && unpack(row);
  if (!row || !payload) throw new DamageError(`the batch at event ${firstSeq} is damaged`);
  const known = seq + 1 - firstSeq;
  if (known <= 0) return { count: row.count, payload };
  const rest = decodeBatch(payload).slice(known);
  return { count: rest.length, payload: Buffer.from(JSON.stringify(rest)) };
}
