/** Saves the whole batches of a damaged log file into a new one, numbered anew without gaps. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { type BatchRow, isHeadIntact, readEvents, readWords, toRow } from './batch.ts';
import { copyMended, isFileHeadIntact } from './fileHead.ts';
import { HASH_BYTES, type IdentityHash, identityOf } from './identity.ts';
import { unseal } from './meta.ts';
import type { NewRejected } from './rejectedTrail.ts';
import { SELECT_BATCH, type Store } from './store.ts';

type Connection = InstanceType<typeof Database>;

const COPIED_A_TIME = 50;
const MENDED_FILE = 'log-mended.db';
const MAX_EXPONENT = 32;

export interface Saved {
  /** How many events were saved. */
  readonly events: number;
  /** The lasting words of the damaged log, as far as they can be read. */
  readonly meta: ReadonlyMap<string, string>;
}

/** Copies what can be read of the log at `path` into `target`, with identities as that one hashes them. */
export function salvage(path: string, target: Store, writeHash: IdentityHash): Saved {
  const source = readable(path);
  const db = openDamaged(source);
  if (!db) return { events: 0, meta: new Map() };
  let events = 0;
  let rows: BatchRow[] = [];
  const flush = (): void => {
    target.commit(rows, []);
    rows = [];
  };
  for (const row of readableBatches(db)) {
    const renumbered = renumber(row, events + 1, writeHash);
    if (!renumbered) continue;
    rows.push(renumbered);
    events += row.count;
    if (rows.length === COPIED_A_TIME) flush();
  }
  flush();
  attempt(() => target.commit([], readRejected(db)));
  const meta = readMeta(db);
  if (source !== path) for (const suffix of ['', '-wal', '-shm']) rmSync(source + suffix, { force: true });
  return { events, meta };
}

/** Where SQLite could not even begin to read, a copy that it can read. */
function readable(path: string): string {
  if (isFileHeadIntact(path)) return path;
  const copy = join(dirname(path), MENDED_FILE);
  copyMended(path, copy);
  return copy;
}

function openDamaged(path: string): Connection | null {
  return attempt(() => {
    const db = new Database(path);
    db.pragma('locking_mode = EXCLUSIVE');
    return db;
  });
}

function readRejected(db: Connection): NewRejected[] {
  const rows = db.prepare('SELECT at_ms, item, code, field, reason, payload FROM rejected ORDER BY number').all() as NewRejected[];
  return rows.filter(({ at_ms, payload }) => typeof at_ms === 'number' && typeof payload === 'string');
}

function readMeta(db: Connection): Map<string, string> {
  const rows = attempt(() => db.prepare('SELECT name, value FROM meta').all() as { name: string; value: string }[]);
  const whole = rows?.flatMap(({ name, value }) => {
    const known = unseal(name, value);
    return known === null ? [] : ([[name, known]] as const);
  });
  return new Map(whole);
}

function renumber(row: BatchRow, firstSeq: number, writeHash: IdentityHash): BatchRow | null {
  if (!isHeadIntact(row)) return null;
  const events = readEvents(row);
  if (events?.length !== row.count) return null;
  const hashes = Buffer.alloc(row.count * HASH_BYTES);
  for (const [at, event] of events.entries()) writeHash(identityOf(event), hashes, at * HASH_BYTES);
  const payload = Buffer.from(JSON.stringify(events.map((event, at) => ({ ...event, seq: firstSeq + at }))));
  return toRow({ firstSeq, hashes, ...readWords(row.profiles), payload });
}

/** Ascending, each once, whatever the damaged tree says. */
function* readableBatches(db: Connection): Generator<BatchRow> {
  const next = attempt(() => db.prepare('SELECT first_seq FROM batches WHERE first_seq > ? ORDER BY first_seq LIMIT 1'));
  const whole = attempt(() => db.prepare(SELECT_BATCH));
  if (!next || !whole) return;
  for (let after = 0; ; ) {
    const firstSeq = nextFirstSeq(next, after);
    if (firstSeq === null) return;
    const row = attempt(() => whole.get(firstSeq) as BatchRow | undefined);
    if (row?.first_seq === firstSeq) yield row;
    after = firstSeq;
  }
}

/** The next key that can be read: where the tree is broken, probes ever further ahead. */
function nextFirstSeq(next: ReturnType<Connection['prepare']>, after: number): number | null {
  for (let exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
    const from = exponent === 0 ? after : after + 2 ** (exponent - 1);
    const row = attempt(() => (next.get(from) as { first_seq: number } | undefined) ?? 'end');
    if (row === 'end') return null;
    if (row && row.first_seq > after) return row.first_seq;
  }
  return null;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
