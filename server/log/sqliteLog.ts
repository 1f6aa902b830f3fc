/** The event log in this thread: decode, dedupe, resolve, commit; everything that is acknowledged is on disk. */
import type { AppendResult } from '../../src/protocol/event.ts';
import type { Gazetteer } from '../geo/gazetteer.ts';
import { type EventFormat, type LogState, type RejectedRecord, RequestError } from '../parts.ts';
import type { Settings } from '../settings.ts';
import { decodeRequest, type Item } from '../sources/decodeRequest.ts';
import { toRow, unpack } from './batch.ts';
import { createConverter } from './conversion.ts';
import { decodeBatch } from './feed.ts';
import type { FeedSource, StoredBatch } from './feedWriter.ts';
import { openHeadNote } from './headNote.ts';
import { isDamage, openContents } from './openContents.ts';
import { addHead, batchOf, type Contents, createEventReader, DamageError } from './openedLog.ts';
import { createStaging, type Resolvers, type Staging } from './staging.ts';
import { codeOf, type Store } from './store.ts';

export interface SqliteLogOptions {
  readonly dir: string;
  readonly settings: Settings;
  readonly gazetteer: Pick<Gazetteer, 'resolve'>;
  /** The clock of receipt, ms since 1970. */
  readonly now?: () => number;
  /** Called with every batch once it is durable. */
  readonly onCommitted?: (batch: StoredBatch) => void;
}

export interface AppendRequest {
  readonly body: Uint8Array;
  readonly format: EventFormat;
}

export interface SqliteLog extends FeedSource {
  readonly epoch: string;
  /**
   * Takes several requests in with one commit. A request that cannot be read, or all of them when nothing could be stored, answers with an error.
   * Throws {@link FatalLogError} when the disk cannot be trusted any more: the process must end.
   */
  append(requests: readonly AppendRequest[]): (AppendResult | RequestError)[];
  rejected(options: { readonly limit: number; readonly before?: number }): RejectedRecord[];
  state(): LogState;
  close(): void;
}

/** After it nothing may be acknowledged: start the process anew, the log then checks itself. */
export class FatalLogError extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(message, options);
    this.name = 'FatalLogError';
  }
}

const RETRY_FULL_S = 10;
const MAX_READ_EVENTS = 4000;
const MAX_READ_BYTES = 4 * 1024 * 1024;

/** Opens the log in `dir`, repairing it when damaged. Throws when another process has it or the settings do not fit it. */
export function openSqliteLog(options: SqliteLogOptions): SqliteLog {
  const { dir, settings, now = Date.now, onCommitted = () => {} } = options;
  const { store, contents, epoch, notices } = openContents(dir);
  checkCurrency(store, settings.currency, contents.seq);
  const head = openHeadNote(dir, epoch);
  head.write(contents.seq);
  const resolvers = createResolvers(options);
  const eventAt = createEventReader(store, contents.firstSeqs);
  let broken = false;

  const commit = (staging: Staging): void => {
    const batches = staging.batches();
    if (batches.length === 0 && staging.rejected().length === 0) return;
    store.commit(batches.map(toRow), staging.rejected());
    contents.segments.keep();
    for (const batch of batches) addHead(contents, batch.firstSeq, batch.hashes);
    head.write(contents.seq);
    for (const { firstSeq, hashes, payload } of batches) onCommitted({ firstSeq, count: hashes.length / 16, payload });
  };

  const failed = (error: unknown): RequestError => {
    contents.segments.undo();
    const code = codeOf(error);
    if (code.startsWith('SQLITE_FULL'))
      return new RequestError(503, 'disk_full', 'the disk of the data folder is full; nothing was stored', RETRY_FULL_S);
    if (!code.startsWith('SQLITE') && !isDamage(error)) throw error;
    broken = true;
    if (isDamage(error)) store.writeMeta('suspect', 'yes');
    throw new FatalLogError(`log in ${dir}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  };

  return {
    epoch,
    seq: () => contents.seq,
    append: (requests) => {
      if (broken) throw new FatalLogError(`log in ${dir}: has failed`, {});
      const read = requests.map(readItems);
      const staging = createStaging({ ...resolvers, contents, eventAt, receivedMs: now() });
      try {
        const results = read.map((items) => (items instanceof RequestError ? items : staging.add(items)));
        commit(staging);
        return results.map((result) => (result instanceof RequestError ? result : { ...result, seq: contents.seq }));
      } catch (error) {
        const refusal = failed(error);
        return read.map((items) => (items instanceof RequestError ? items : refusal));
      }
    },
    readAfter: (seq) => readAfter(store, contents, seq),
    rejected: ({ limit, before = Number.MAX_SAFE_INTEGER }) =>
      store.rejected(limit, before).map(({ at_ms, item, ...record }) => ({ ...record, at: new Date(at_ms).toISOString(), index: item })),
    state: () => ({ epoch, seq: contents.seq, rejected: store.rejectedCount(), notices }),
    close: () => {
      head.close();
      store.close();
    },
  };
}

function createResolvers({ settings, gazetteer }: SqliteLogOptions): Resolvers {
  return {
    gazetteer,
    convert: createConverter(settings),
    declared: new Set(settings.metrics.map((metric) => metric.field)),
  };
}

/** Amounts are converted at append, so a log has one reporting currency for ever. */
function checkCurrency(store: Store, currency: string, seq: number): void {
  const known = store.readMeta('currency');
  if (known !== null && known !== currency && seq > 0) {
    store.close();
    throw new Error(`currency: the log's amounts are in ${known}, orrery.json says ${currency}; set it back or start a new data folder`);
  }
  store.writeMeta('currency', currency);
}

function readItems({ body, format }: AppendRequest): Item[] | RequestError {
  try {
    return decodeRequest(body, format);
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}

/** Small batches are joined, so that a log of single events is read back quickly too. */
function readAfter(store: Store, { firstSeqs, seq: newest }: Contents, seq: number): StoredBatch | null {
  if (seq >= newest) return null;
  const parts: Buffer[] = [];
  let [count, bytes] = [0, 0];
  for (let at = batchOf(firstSeqs, seq + 1); at < firstSeqs.length; at++) {
    const part = readRest(store, firstSeqs[at] as number, seq);
    parts.push(part.payload);
    count += part.count;
    bytes += part.payload.length;
    if (count >= MAX_READ_EVENTS || bytes >= MAX_READ_BYTES) break;
  }
  return { firstSeq: seq + 1, count, payload: joinArrays(parts) };
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

/** One JSON array of the elements of several. */
function joinArrays(arrays: readonly Buffer[]): Buffer {
  if (arrays.length === 1) return arrays[0] as Buffer;
  const pieces = arrays.flatMap((array, at) => [Buffer.from(at === 0 ? '[' : ','), array.subarray(1, -1)]);
  return Buffer.concat([...pieces, Buffer.from(']')]);
}
