/** The event log in this thread: decode, dedupe, resolve, commit; everything that is acknowledged is on disk. */
import type { AppendResult } from '../../src/protocol/event.ts';
import type { AppendCheck } from '../../src/protocol/imports.ts';
import { messageOf } from '../../src/protocol/messageOf.ts';
import type { Gazetteer } from '../geo/gazetteer.ts';
import { type EventFormat, type LogState, type RejectedMark, type RejectedRecord, RequestError } from '../parts.ts';
import type { Settings } from '../settings.ts';
import { type Item, type Lines, readRequest } from '../sources/decodeRequest.ts';
import { createPlainReader } from '../sources/plainEvent.ts';
import { toRow } from './batch.ts';
import { type BatchWriter, createBatchWriter } from './batchWriter.ts';
import { checkItems } from './checkItems.ts';
import type { FeedSource, StoredBatch } from './feedWriter.ts';
import { openHeadNote } from './headNote.ts';
import { changeImport } from './importChange.ts';
import type { ImportLabel, Imports, KnownImport } from './imports.ts';
import { isDamage, openContents } from './openContents.ts';
import { addBatch, type Contents, createEventReader, createIndexing } from './openedLog.ts';
import { createPlacePieces } from './placePieces.ts';
import { ORIGIN, PLACE, type PlaceRole } from './placeRoles.ts';
import { createPlainStaging, type PlainStaging } from './plainStaging.ts';
import { createPlainWriter } from './plainWriter.ts';
import { readAfter } from './readBack.ts';
import { tableFields } from './readEventTable.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';
import { createResolvers, declaredNames } from './resolvers.ts';
import { refusalForRoom } from './room.ts';
import { createStaging, type Staging } from './staging.ts';
import { codeOf, type Store } from './store.ts';
import { createTidying } from './tidy.ts';

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
  /** What the events come with; left out, they come on their own. */
  readonly import?: ImportLabel | null;
}

export interface SqliteLog extends FeedSource {
  readonly epoch: string;
  /**
   * Takes several requests in with one commit. A request that cannot be read, or all of them when nothing could be stored, answers with an error.
   * Throws {@link FatalLogError} when the disk cannot be trusted any more: the process must end.
   */
  append(requests: readonly AppendRequest[]): (AppendResult | RequestError)[];
  /** What would become of a request: nothing of it is kept. Throws {@link RequestError} when it cannot be read. */
  check(request: AppendRequest): AppendCheck;
  imports(): readonly KnownImport[];
  /**
   * From now on the events of an import count as never sent, or again as sent; durable when it returns, nothing changes when it is so already.
   * Throws {@link RequestError} 404 for an import that the log does not know, 409 when some of its events were sent again meanwhile.
   */
  changeImport(id: string, withdrawn: boolean): KnownImport;
  /** Learns a piece of what the log holds; true while there is more. Whoever needs all of it waits for it, so it is only done ahead here. */
  index(): boolean;
  /** Does a small piece of housekeeping; true when there may be more to do. */
  tidy(): boolean;
  /** One stored event; null where the log has none of that number. */
  event(seq: number): ResolvedEvent | null;
  rejected(options: { readonly limit: number; readonly before?: number }): RejectedRecord[];
  forgetRejected(records: readonly RejectedMark[]): number;
  state(): LogState;
  close(): void;
}

/** After it nothing may be acknowledged: start the process anew, the log then checks itself. */
class FatalLogError extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(message, options);
    this.name = 'FatalLogError';
  }
}

const RETRY_FULL_S = 10;
const INTERNAL = new RequestError(500, 'internal', 'the server failed on this request, its log says why; nothing of it was stored');

/** Opens the log in `dir`, repairing it when damaged. Throws when another process has it or the settings do not fit it. */
export function openSqliteLog(options: SqliteLogOptions): SqliteLog {
  const { dir, settings, now = Date.now, onCommitted = () => {} } = options;
  const { store, contents, epoch, notices } = openContents(dir);
  checkCurrency(store, settings.currency, contents.seq);
  const head = openHeadNote(dir, epoch);
  let newestRejected = store.newestRejected();
  head.write(contents.seq, newestRejected);
  const writing = createWriting(options, contents);
  const { eventAt, forget } = createEventReader(store, contents.firstSeqs);
  const index = createIndexing(store, contents);
  const tidy = createTidying(store, contents, forget);
  let broken = false;

  const commit = (staging: Staging): void => {
    const batches = staging.batches();
    if (batches.length === 0 && staging.rejected().length === 0) return;
    store.commit(batches.map(toRow), staging.rejected());
    contents.segments.keep();
    for (const { firstSeq, table, mark } of batches) addBatch(contents, firstSeq, table.count, mark);
    if (staging.rejected().length > 0) newestRejected = store.newestRejected();
    head.write(contents.seq, newestRejected);
    for (const { firstSeq, payload, table } of batches) {
      const runs = contents.imports.runsIn(firstSeq, firstSeq + table.count - 1);
      onCommitted({ firstSeq, count: table.count, payload, table, runs });
    }
  };

  /** What the senders hear of a failure; throws when the file or the disk cannot be trusted any more. */
  const toRefusal = (error: unknown): RequestError => {
    const code = codeOf(error);
    if (code.startsWith('SQLITE_FULL')) {
      return new RequestError(503, 'disk_full', 'the disk of the data folder is full; nothing was stored', RETRY_FULL_S);
    }
    if (/^SQLITE_(IOERR_WRITE|READONLY)/.test(code)) {
      return new RequestError(503, 'disk_unwritable', 'the disk of the data folder takes no writes now; nothing was stored', RETRY_FULL_S);
    }
    broken = true;
    if (isDamage(error)) store.writeMeta('suspect', 'yes');
    const problem = messageOf(error);
    throw new FatalLogError(`log in ${dir}: ${problem}${isDamage(error) ? '; it is repaired at the next start' : ''}`, { cause: error });
  };
  /** For all that must know which identities the log holds. */
  const indexed = <T>(work: () => T): T =>
    guarded(() => {
      while (index());
      return work();
    });
  const guarded = <T>(work: () => T): T => {
    if (broken) throw new FatalLogError(`log in ${dir}: has failed`, {});
    try {
      return work();
    } catch (error) {
      throw error instanceof RequestError ? error : toRefusal(error);
    }
  };

  /** One commit for all; null when what was sent makes this program fail, which must not be tried again in company. */
  const appendGroup = (read: readonly (Readable | RequestError)[]): (AppendResult | RequestError)[] | null => {
    const staging = createStaging({ ...writing, contents, eventAt, receivedMs: now() });
    let results: (Omit<AppendResult, 'seq'> | RequestError)[];
    try {
      results = read.map((request) => (request instanceof RequestError ? request : staging.add(request.items, request.mark)));
    } catch (error) {
      staging.undo();
      if (isDamage(error) || codeOf(error).startsWith('SQLITE')) throw error;
      console.error(error);
      return null;
    }
    try {
      commit(staging);
    } catch (error) {
      staging.undo();
      const refusal = toRefusal(error);
      return results.map((result) => (result instanceof RequestError ? result : refusal));
    }
    return results.map((result) => (result instanceof RequestError ? result : { ...result, seq: contents.seq }));
  };

  return {
    epoch,
    seq: () => contents.seq,
    index: () => guarded(index),
    append: (requests) =>
      indexed(() => {
        const refusal = refusalForRoom(dir);
        if (refusal) return requests.map(() => refusal);
        const read = requests.map((request) => readable(request, contents.imports, now()));
        return appendGroup(read) ?? read.map((items) => appendGroup([items])?.[0] ?? INTERNAL);
      }),
    check: (request) =>
      indexed(() => {
        const read = readable(request, contents.imports, now());
        if (read instanceof RequestError) throw read;
        return checkItems(read.items, { ...writing, contents, eventAt, receivedMs: now() });
      }),
    imports: () => contents.imports.all(),
    changeImport: (id, withdrawn) =>
      indexed(() => {
        const refusal = refusalForRoom(dir);
        if (refusal) throw refusal;
        const batch = changeImport({ store, contents, eventAt }, { id, withdrawn, nowMs: now() });
        if (batch) {
          head.write(contents.seq, newestRejected);
          onCommitted(batch);
        }
        return contents.imports.find(id) as KnownImport;
      }),
    tidy: () => indexed(tidy),
    readAfter: (seq) => guarded(() => readAfter(store, contents, seq)),
    event: (seq) => (seq >= 1 && seq <= contents.seq ? guarded(() => eventAt(seq) ?? null) : null),
    rejected: ({ limit, before = Number.MAX_SAFE_INTEGER }) =>
      guarded(() =>
        store.rejected(limit, before).map(({ at_ms, item, ...record }) => ({ ...record, at: new Date(at_ms).toISOString(), index: item })),
      ),
    forgetRejected: (records) =>
      guarded(() => {
        // The note may be behind what is stored, never ahead.
        head.write(contents.seq, 0);
        const forgotten = store.forgetRejected(records.map(({ number, at }) => ({ number, at_ms: Date.parse(at) })));
        newestRejected = store.newestRejected();
        head.write(contents.seq, newestRejected);
        return forgotten;
      }),
    state: () => ({ epoch, seq: contents.seq, rejected: store.rejectedCount(), indexBytes: contents.index.bytes, notices }),
    close: () => {
      head.close();
      store.close();
    },
  };
}

/** What writes the log's events, group after group. */
function createWriting(
  { settings, gazetteer }: SqliteLogOptions,
  contents: Contents,
): ReturnType<typeof createResolvers> & { writer: BatchWriter; plain: PlainStaging } {
  const resolvers = createResolvers(settings, gazetteer);
  const fields = tableFields(declaredNames(settings));
  const plain = createPlainReader({ summed: resolvers.declared, found: declaredNames(settings) });
  const { index, segments } = contents;
  const writer = createBatchWriter({ fields, plainWriter: createPlainWriter(plain, fields), segments, index });
  const piecesOf = (role: PlaceRole) => createPlacePieces(gazetteer, role, (name) => plain.slot(`data.${name}`));
  const staging = createPlainStaging({
    plain,
    places: piecesOf(PLACE),
    origins: piecesOf(ORIGIN),
    writer,
    contents,
    convert: resolvers.convert,
  });
  return { ...resolvers, writer, plain: staging };
}

/** Amounts are converted at append, so a log has one reporting currency for ever. */
function checkCurrency(store: Store, currency: string, seq: number): void {
  const known = store.readMeta('currency');
  if (known !== null && known !== currency && seq > 0) {
    store.close();
    const problem = `the log's amounts are in ${known}, not in ${currency}, as orrery.json says or, by naming none, means`;
    throw new Error(`currency: ${problem}; write "currency": "${known}" there, or start a new data folder`);
  }
  store.writeMeta('currency', currency);
}

interface Readable {
  readonly items: Item[] | Lines;
  /** Of the import that it comes with. */
  readonly mark: string;
}

function readable({ body, format, import: label }: AppendRequest, imports: Imports, nowMs: number): Readable | RequestError {
  if (label && imports.find(label.id)?.withdrawn) {
    const problem = `import: ${label.id} was withdrawn; restore it first, or send with a new id`;
    return new RequestError(409, 'import_withdrawn', problem);
  }
  try {
    return { items: readRequest(body, format), mark: label ? imports.markFor(label, nowMs) : '' };
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}
