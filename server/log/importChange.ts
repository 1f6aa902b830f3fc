/** Withdrawing a whole import, and taking that back: a record of the log at a sequence number of its own. Nothing is ever deleted. */
import { randomUUID } from 'node:crypto';
import { RequestError } from '../parts.ts';
import { type NewBatch, toRow } from './batch.ts';
import type { StoredBatch } from './feedWriter.ts';
import { HASH_BYTES, identityOf } from './identity.ts';
import { changeMark, type KnownImport } from './imports.ts';
import { addBatch, batchOf, type Contents, restoreSegments } from './openedLog.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import type { Store } from './store.ts';

interface ChangedLog {
  readonly store: Store;
  readonly contents: Contents;
  readonly eventAt: (seq: number) => ResolvedEvent;
}

interface WantedChange {
  readonly id: string;
  readonly withdrawn: boolean;
  readonly nowMs: number;
}

/**
 * Stores that an import is withdrawn, or restored; null when it is so already. Durable when it returns.
 * Throws {@link RequestError} 404 for an unknown import, 409 when one of its events was sent again meanwhile.
 */
export function changeImport(log: ChangedLog, { id, withdrawn, nowMs }: WantedChange): StoredBatch | null {
  const { store, contents } = log;
  const known = contents.imports.find(id);
  if (!known) throw new RequestError(404, 'unknown_import', `import: ${id} is not known; GET /v1/imports lists them`);
  if (known.withdrawn === withdrawn) return null;
  if (!withdrawn) refuseRepeats(log, known);
  const seq = contents.seq + 1;
  const batch = recordOf({ seq, mark: changeMark(known, withdrawn, nowMs), nowMs }, contents);
  store.commit([toRow(batch)], []);
  contents.index.add(batch.hashes, 0, seq);
  addBatch(contents, seq, 1, batch.mark);
  restoreSegments(store, contents);
  return { firstSeq: seq, count: 1, payload: batch.payload, change: { seq, number: known.number, withdrawn } };
}

interface Record {
  readonly seq: number;
  readonly mark: string;
  readonly nowMs: number;
}

/** In the shape of an event, so that whoever reads or mends batches finds what is in any other; no sender can send one without a source. */
function recordOf({ seq, mark, nowMs }: Record, { writeHash }: Contents): NewBatch & { readonly mark: string } {
  const nowhere = { country: null, region: null, city: null, cell: null };
  const record: ResolvedEvent = {
    seq,
    source: '',
    id: randomUUID(),
    type: 'io.orrery.import.changed',
    subject: null,
    timeMs: nowMs,
    data: {},
    receivedMs: nowMs,
    ...nowhere,
    amount: null,
    unconverted: false,
    segment: null,
  };
  const hashes = Buffer.alloc(HASH_BYTES);
  writeHash(identityOf(record), hashes, 0);
  return { firstSeq: seq, hashes, profiles: [], mark, payload: Buffer.from(JSON.stringify([record])) };
}

/** `(source, id)` stays unique: what was sent again while the import was withdrawn has taken the place of its events. */
function refuseRepeats({ store, contents, eventAt }: ChangedLog, { id, number }: KnownImport): void {
  const { index, imports, firstSeqs } = contents;
  for (const { first, last } of imports.runsOf(number)) {
    for (let at = batchOf(firstSeqs, first); at < firstSeqs.length && (firstSeqs[at] as number) <= last; at++) {
      const firstSeq = firstSeqs[at] as number;
      const hashes = store.batch(firstSeq)?.hashes ?? Buffer.alloc(0);
      for (let row = 0; row < hashes.length / HASH_BYTES; row++) {
        const isRepeat = (seq: number): boolean =>
          seq !== firstSeq + row && !imports.isWithdrawn(seq) && isSame(eventAt, seq, firstSeq + row);
        const repeat = index.find(hashes, row * HASH_BYTES, isRepeat);
        if (repeat === null) continue;
        const { source, id: eventId } = eventAt(repeat);
        const where = imports.runsIn(repeat, repeat).map((run) => ` with the import ${imports.all()[run.number - 1]?.id}`);
        const problem = `import: ${id} cannot be restored: its event ${JSON.stringify(eventId)} of ${source} was sent again${where.join('')}; withdraw that first`;
        throw new RequestError(409, 'import_repeated', problem);
      }
    }
  }
}

function isSame(eventAt: ChangedLog['eventAt'], one: number, other: number): boolean {
  const [a, b] = [eventAt(one), eventAt(other)];
  return a.source === b.source && a.id === b.id;
}
