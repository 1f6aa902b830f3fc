/** The log's SQLite file: batches and rejected records, written in one transaction and synced before it returns. */
import { join } from 'node:path';
import Database from 'libsql';
import { messageOf } from '../../src/protocol/messageOf.ts';
import type { BatchHead, BatchRow } from './batch.ts';
import { DamageError } from './damageError.ts';
import { isFileHeadIntact } from './fileHead.ts';
import { HASH_BYTES } from './identity.ts';
import { seal, unseal } from './meta.ts';
import { createRejectedTrail, type NewRejected, type RejectedRow } from './rejectedTrail.ts';

/** 2: checksums on `meta`. 3: batches have marks. */
const FORMAT = 3;

const CHECKPOINT_PAGES = 1000;

export type HeadRow = BatchHead & { readonly bytes: number };

export interface Store {
  /** A lasting word about the log itself, such as its epoch. Throws {@link DamageError}. */
  readMeta(name: string): string | null;
  writeMeta(name: string, value: string): void;
  /** Every batch without its payload, ascending; `bytes` is the payload's stored size. */
  heads(): Iterable<HeadRow>;
  /** About how many events the batches hold, however damaged they are. */
  eventCount(): number;
  /** First sequence numbers of the batches after `seq`, ascending, at most `limit`. */
  firstSeqsAfter(seq: number, limit: number): number[];
  batch(firstSeq: number): BatchRow | null;
  /** What the profiles of each batch have set, ascending; batches without any are left out. */
  profiles(): Iterable<Pick<BatchRow, 'first_seq' | 'profiles'>>;
  /** Stores everything or nothing; durable when it returns. */
  commit(batches: readonly BatchRow[], rejected: readonly NewRejected[]): void;
  /** Puts one batch in the place of several, all or nothing. */
  replace(firstSeqs: readonly number[], batch: BatchRow): void;
  /** Newest first. */
  rejected(limit: number, before: number): RejectedRow[];
  rejectedCount(): number;
  /** Number of the newest rejected record; 0 when there is none. */
  newestRejected(): number;
  /** Deletes these; answers how many there were. */
  forgetRejected(marks: readonly Pick<RejectedRow, 'number' | 'at_ms'>[]): number;
  close(): void;
}

/** Events of one batch that are counted: where its length is damaged it may seem to have more than memory holds. */
const MOST_COUNTED = 100_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS batches (
    first_seq INTEGER PRIMARY KEY, count INTEGER NOT NULL, head_crc INTEGER NOT NULL, body_crc INTEGER NOT NULL,
    packed INTEGER NOT NULL, profiles TEXT NOT NULL, hashes BLOB NOT NULL, payload BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS rejected (
    number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, item INTEGER NOT NULL, code TEXT NOT NULL, field TEXT NOT NULL,
    reason TEXT NOT NULL, bytes INTEGER NOT NULL, payload TEXT NOT NULL
  ) STRICT;
`;

/** By their names: the driver ends the process over a column whose name is damaged. */
export const SELECT_BATCH =
  'SELECT first_seq, count, head_crc, body_crc, packed, profiles, hashes, payload FROM batches WHERE first_seq = ?';

/** Opens (or makes) a log file for this process alone. Throws when another process has it, or a newer version wrote it. */
export function openStore(dir: string, file: string): Store {
  if (!isFileHeadIntact(join(dir, file))) throw new DamageError('the first bytes of the file are damaged');
  const db = connect(join(dir, file), dir);
  try {
    takeAlone(db, dir);
    checkFormat(db, dir);
    return createStore(db);
  } catch (error) {
    db.close();
    throw explained(error, dir);
  }
}

function connect(path: string, dir: string): Connection {
  try {
    return new Database(path);
  } catch (error) {
    throw unwritable(error, dir);
  }
}

function explained(error: unknown, dir: string): unknown {
  return /^SQLITE_(IOERR|READONLY|CANTOPEN|FULL|PERM)/.test(codeOf(error)) ? unwritable(error, dir) : error;
}

/** SQLite says of a disk that takes no writes only that something went wrong. */
function unwritable(error: unknown, dir: string): Error {
  const problem = messageOf(error);
  return new Error(`data folder ${dir}: cannot be written (${problem}); is its disk full, read-only or owned by somebody else?`, {
    cause: error,
  });
}

type Connection = InstanceType<typeof Database>;

function takeAlone(db: Connection, dir: string): void {
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Every commit that waits meanwhile is late by as long as it takes to bring so many pages home.
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    if (!/SQLITE_BUSY|SQLITE_LOCKED/.test(codeOf(error))) throw error;
    throw new Error(`data folder ${dir}: another process has it open; stop that one first`, { cause: error });
  }
}

function checkFormat(db: Connection, dir: string): void {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (row.user_version > FORMAT) {
    throw new Error(`data folder ${dir}: was written by a newer version (format ${row.user_version}); update this one`);
  }
  db.exec(SCHEMA);
  if (row.user_version === FORMAT) return;
  transaction(db, () => {
    if (row.user_version === 1) sealMeta(db);
    // Twice, so that a changed bit does not pass for a newer version.
    db.exec(`PRAGMA user_version = ${FORMAT}; PRAGMA application_id = ${FORMAT}`);
  });
}

/** Format 1 had no checksums here. */
function sealMeta(db: Connection): void {
  const update = db.prepare('UPDATE meta SET value = ? WHERE name = ?');
  for (const { name, value } of db.prepare('SELECT name, value FROM meta').all() as { name: string; value: string }[]) {
    update.run(seal(name, value), name);
  }
}

/** The SQLite result code of an error, such as `SQLITE_FULL`; empty when it is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function createStore(db: Connection): Store {
  const insertBatch = db.prepare('INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const selectBatch = db.prepare(SELECT_BATCH);
  const deleteBatch = db.prepare('DELETE FROM batches WHERE first_seq = ?');
  const deleteRejected = db.prepare('DELETE FROM rejected WHERE number = ? AND at_ms = ?');
  const trail = createRejectedTrail(db);
  return {
    readMeta: (name) => {
      const row = db.prepare('SELECT value FROM meta WHERE name = ?').get(name) as { value: unknown } | undefined;
      if (!row) return null;
      const value = unseal(name, row.value);
      if (value === null) throw new DamageError(`the ${name} of the log is damaged`);
      return value;
    },
    writeMeta: (name, value) => {
      db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, seal(name, value));
    },
    heads: () => heads(db),
    profiles: () => profiles(db),
    eventCount: () => {
      const counted = db.prepare('SELECT coalesce(sum(min(length(hashes), ?)), 0) AS bytes FROM batches');
      return (counted.get(MOST_COUNTED * HASH_BYTES) as { bytes: number }).bytes / HASH_BYTES;
    },
    firstSeqsAfter: (seq, limit) => {
      const rows = db.prepare('SELECT first_seq FROM batches WHERE first_seq > ? ORDER BY first_seq LIMIT ?').all(seq, limit);
      return (rows as { first_seq: number }[]).map((row) => row.first_seq);
    },
    batch: (firstSeq) => (selectBatch.get(firstSeq) as BatchRow | undefined) ?? null,
    commit: (batches, rejected) => {
      try {
        transaction(db, () => {
          for (const row of batches) insertBatch.run(...columnsOf(row));
          if (rejected.length > 0) trail.add(rejected);
        });
      } catch (error) {
        trail.forget();
        throw error;
      }
    },
    replace: (firstSeqs, batch) =>
      transaction(db, () => {
        for (const firstSeq of firstSeqs) deleteBatch.run(firstSeq);
        insertBatch.run(...columnsOf(batch));
      }),
    rejected: trail.read,
    rejectedCount: trail.count,
    newestRejected: () => trail.read(1, Number.MAX_SAFE_INTEGER)[0]?.number ?? 0,
    forgetRejected: (marks) => {
      const before = trail.count();
      trail.forget();
      transaction(db, () => {
        for (const { number, at_ms } of marks) deleteRejected.run(number, at_ms);
      });
      return before - trail.count();
    },
    close: () => {
      release(db);
      db.close();
    },
  };
}

function columnsOf(row: BatchRow): unknown[] {
  return [row.first_seq, row.count, row.head_crc, row.body_crc, row.packed, row.profiles, row.hashes, row.payload];
}

/**
 * The driver ends a connection only once its statements are garbage; leaving write-ahead mode gives the lock and the second file up now.
 * A file that is too damaged for it stays locked by this process: its successor has another name.
 */
function release(db: Connection): void {
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('locking_mode = NORMAL');
    db.prepare('SELECT count(*) FROM meta').get();
  } catch (error) {
    console.error(`The log file was not closed in order: ${messageOf(error)}`);
  }
}

const HEADS_A_TIME = 256;

/** In slices, so that a long log is never in memory at once. */
function* heads(db: Connection): Generator<HeadRow> {
  const slice = db.prepare(
    'SELECT first_seq, count, head_crc, profiles, hashes, length(payload) AS bytes FROM batches WHERE first_seq > ? ORDER BY first_seq LIMIT ?',
  );
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = slice.all(after, HEADS_A_TIME) as (Omit<HeadRow, 'hashes'> & { readonly hashes: unknown })[];
    for (const row of rows) yield { ...row, hashes: toBuffer(row.hashes) };
    const last = rows.at(-1);
    if (!last || rows.length < HEADS_A_TIME) return;
    after = last.first_seq;
  }
}

function* profiles(db: Connection): Generator<Pick<BatchRow, 'first_seq' | 'profiles'>> {
  const slice = db.prepare("SELECT first_seq, profiles FROM batches WHERE first_seq > ? AND profiles <> '' ORDER BY first_seq LIMIT ?");
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = slice.all(after, HEADS_A_TIME) as Pick<BatchRow, 'first_seq' | 'profiles'>[];
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.first_seq;
  }
}

/** Rows in slices carry blobs as ArrayBuffer; in a damaged file anything may stand there. */
function toBuffer(blob: unknown): Buffer {
  return blob instanceof ArrayBuffer ? Buffer.from(blob) : Buffer.alloc(0);
}

function transaction(db: Connection, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
