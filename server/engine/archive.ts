/**
 * The archive: one DuckDB file with a coded row for each event. It holds nothing that the log does not:
 * what cannot be used as it is is put aside and filled again from the log.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Territory } from '../geo/territories/readTerritory.ts';
import type { ImportChange } from '../log/imports.ts';
import type { Settings } from '../settings.ts';
import { closingError, isDiskFull } from './archiveFailures.ts';
import { appendRows, createTables, eventColumns, fingerprint } from './archiveSchema.ts';
import { joinBatches } from './batches.ts';
import { ALLOW_LIMIT, letGoOfBlocks, MEMORY_LIMIT } from './blockCache.ts';
import { createDictionaries, type MutableDictionaries } from './dictionaries.ts';
import { codedDimensions, numberFields } from './eventTexts.ts';
import { toGridNumber } from './h3Grid.ts';
import { type Held, NOTHING_HELD, readHeld, withBatch } from './held.ts';
import { appendPlans } from './plans.ts';
import { createReaders, type Readers } from './readers.ts';
import type { RowBatch } from './rows.ts';
import { appendTexts, restoreTexts } from './storedTexts.ts';
import { addCells, settleTerritories } from './territoryTables.ts';
import { appendVerbatims } from './verbatims.ts';
import { createWithdrawals, readWithdrawals, storeChanges, type Withdrawals } from './withdrawals.ts';

const FILE = 'archive.duckdb';
const ASIDE = 'archive.damaged-';
/** Archives put aside that are kept for a look at what went wrong. */
const ASIDES_KEPT = 2;
/**
 * Rows that wait at most for the next flush; with more, `append` asks for one. More than DuckDB's row group (122,880) go straight to
 * the file instead of through its write-ahead log, at half the cost: that is how an archive is filled again.
 */
const BUFFERED_ROWS = 125_000;
/** Rows written between two looks at what else waits in this thread. */
const ROWS_AT_ONCE = 8192;
/** Nobody has asked for so long: what was read of the file need not stay in memory. */
const IDLE_MS = 60_000;

export interface Archive {
  /** The folder it stands in. */
  readonly dir: string;
  readonly dictionaries: MutableDictionaries;
  /** Names of the columns of its rows, as batches have them. */
  readonly columns: { readonly codes: readonly string[]; readonly numbers: readonly string[] };
  /** Reads at most two at a time; see {@link Readers}. */
  readonly readers: Readers;
  /** Sequence number up to which events were taken in, flushed or not. */
  appliedSeq(): number;
  /** What was taken in, flushed or not. */
  held(): Held;
  /** Takes rows into the buffer. True when it is full: the caller should then flush before it goes on. */
  append(batch: RowBatch): boolean;
  /** Notes that everything up to `seq` was taken in, also where the log had lost events. */
  advance(seq: number): void;
  /** Takes in that an import was withdrawn or restored; {@link advance} to its sequence number comes next. */
  change(change: ImportChange): void;
  /** Whether no import was withdrawn or restored after the first sequence number, up to the second. */
  isContinuous(fromSeq: number, toSeq: number): boolean;
  /** Commits what is buffered, with its new texts, in one transaction; readers see it from then on. */
  flush(): Promise<void>;
  /** Lets go of memory that nobody has asked for lately; call it now and then. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

interface ArchiveOptions {
  readonly dir: string;
  readonly epoch: string;
  readonly settings: Pick<Settings, 'timezone' | 'metrics' | 'dimensions'>;
  readonly territories?: readonly Territory[];
}

/**
 * Opens the archive in `dir`, an empty one when there is none or when what is there is damaged or was made from another log or
 * other settings. Throws when another process has it open.
 */
export async function openArchive(options: ArchiveOptions): Promise<Archive> {
  const path = join(options.dir, FILE);
  if (existsSync(path)) {
    try {
      return await openExisting(path, options);
    } catch (error) {
      if (isLocked(error)) throw new Error(`${path}: another process has it open`, { cause: error });
      if (isDiskFull(error)) throw error;
      console.error(`archive: put aside and filled again from the log (${error instanceof Error ? error.message : error})`);
    }
  }
  putAside(options.dir);
  const opened = await connect(path, options.dir);
  const dictionaries = createDictionaries();
  const columns = eventColumns(options.settings, dictionaries);
  for (const statement of createTables(columns, options.epoch, options.settings)) await opened.writer.run(statement);
  return createArchive(opened, options, dictionaries, NOTHING_HELD, createWithdrawals());
}

/** Moves an archive that cannot be trusted out of the way, keeping the latest few. */
export function putAside(dir: string): void {
  const stamp = new Date().toISOString().replaceAll(':', '-');
  for (const suffix of ['', '.wal']) {
    const from = join(dir, `${FILE}${suffix}`);
    if (existsSync(from)) renameSync(from, join(dir, `${ASIDE}${stamp}${suffix}`));
  }
  const asides = readdirSync(dir).filter((name) => name.startsWith(ASIDE) && !name.endsWith('.wal'));
  for (const name of asides.sort().slice(0, -ASIDES_KEPT)) {
    for (const suffix of ['', '.wal']) rmSync(join(dir, `${name}${suffix}`), { force: true });
  }
}

interface Opened {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
}

async function connect(path: string, dir: string): Promise<Opened> {
  const instance = await DuckDBInstance.create(path, {
    temp_directory: join(dir, 'archive.tmp'),
    max_temp_directory_size: '16GB',
    memory_limit: MEMORY_LIMIT,
    threads: '2',
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    enable_external_access: 'false',
  });
  try {
    return { instance, writer: await instance.connect() };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

async function openExisting(path: string, options: ArchiveOptions): Promise<Archive> {
  const opened = await connect(path, options.dir);
  try {
    const dictionaries = createDictionaries();
    const held = await readHeld(opened.writer, options.epoch, fingerprint(options.settings));
    await restoreTexts(opened.writer, dictionaries);
    return await createArchive(opened, options, dictionaries, held, await readWithdrawals(opened.writer));
  } catch (error) {
    opened.writer.closeSync();
    opened.instance.closeSync();
    throw error;
  }
}

async function createArchive(
  { instance, writer }: Opened,
  { dir, settings, territories = [] }: ArchiveOptions,
  dictionaries: MutableDictionaries,
  held: Held,
  withdrawals: Withdrawals,
): Promise<Archive> {
  const columns = eventColumns(settings, dictionaries);
  await settleTerritories(writer, territories);
  const readers = await createReaders(instance, withdrawals);
  await writer.run(ALLOW_LIMIT);
  await writer.run('SET lock_configuration = true');
  const storedTexts = new Map(dictionaries.names().map((name) => [name, dictionaries.size(name)]));
  let buffer: RowBatch[] = [];
  let bufferedRows = 0;
  /** Everything taken in, and what of it is committed. */
  let taken = held;
  let flushedSeq = held.seq;
  let flushing: Promise<void> = Promise.resolve();
  let isClosed = false;

  /** Everything that is written is read from memory before the first wait, so that rows and texts of one instant go together. */
  async function commit(): Promise<void> {
    if (taken.seq === flushedSeq) return;
    const batches = buffer;
    const { seq, rows, seqSum } = taken;
    const changes = withdrawals.after(flushedSeq);
    const sizes = dictionaries.names().map((name) => [name, dictionaries.size(name)] as const);
    buffer = [];
    bufferedRows = 0;
    await writer.run('BEGIN');
    const events = await writer.createAppender('events');
    for (const batch of joinBatches(batches, ROWS_AT_ONCE)) {
      appendRows(events, columns, batch);
      events.flushSync();
      await setImmediate();
    }
    events.closeSync();
    const verbatims = await writer.createAppender('verbatims');
    for (const batch of batches) appendVerbatims(verbatims, batch.verbatims);
    verbatims.closeSync();
    await appendPlans(
      writer,
      batches.flatMap(({ plans }) => plans),
    );
    const texts = await writer.createAppender('dictionary');
    for (const [name, size] of sizes) {
      // The codes of cells stay in memory: rows hold the cell itself.
      if (name === 'cell') continue;
      for (let from = (storedTexts.get(name) ?? 0) + 1; from <= size; from += ROWS_AT_ONCE) {
        appendTexts(texts, dictionaries, name, from, Math.min(size, from + ROWS_AT_ONCE - 1));
        texts.flushSync();
        await setImmediate();
      }
    }
    texts.closeSync();
    await storeChanges(writer, changes);
    if (territories.length > 0) await addCells(writer, territories, newCells(sizes));
    await writer.run(`UPDATE progress SET applied_seq = ${seq}, row_count = ${rows}, seq_sum = ${seqSum}`);
    await writer.run('COMMIT');
    for (const [name, size] of sizes) storedTexts.set(name, size);
    flushedSeq = seq;
  }

  /** Cells of what is committed now that this run has not seen before. */
  function newCells(sizes: readonly (readonly [name: string, size: number])[]): number[] {
    const from = (storedTexts.get('cell') ?? 0) + 1;
    const to = sizes.find(([name]) => name === 'cell')?.[1] ?? 0;
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => toGridNumber(dictionaries.text('cell', from + at) ?? ''));
  }

  return {
    dir,
    dictionaries,
    columns: { codes: codedDimensions(settings), numbers: numberFields(settings) },
    readers,
    appliedSeq: () => taken.seq,
    held: () => taken,
    append(batch) {
      buffer.push(batch);
      bufferedRows += batch.count;
      taken = withBatch(taken, batch);
      return bufferedRows >= BUFFERED_ROWS;
    },
    advance(seq) {
      if (seq > taken.seq) taken = { ...taken, seq };
    },
    change: (change) => withdrawals.add(change),
    isContinuous: withdrawals.isContinuous,
    flush() {
      if (isClosed) return Promise.reject(closingError());
      flushing = flushing.then(commit);
      return flushing;
    },
    rest() {
      if (!isClosed) flushing = flushing.then(() => readers.whenIdle(IDLE_MS, () => letGoOfBlocks(writer)));
      return flushing;
    },
    async close() {
      isClosed = true;
      await flushing.then(commit).finally(async () => {
        await readers.close();
        writer.closeSync();
        instance.closeSync();
      });
    },
  };
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /could not set lock|conflicting lock/i.test(error.message);
}
