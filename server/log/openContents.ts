/** Opens the log's file whole, or sets a damaged one aside and goes on with what can be read of it. Never a silently shorter log. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { DamageError } from './damageError.ts';
import { readHeadNote } from './headNote.ts';
import { createIdentityHash } from './identity.ts';
import { type Contents, identityKey, readContents } from './openedLog.ts';
import { salvage } from './salvage.ts';
import { codeOf, openStore, type Store } from './store.ts';

export interface OpenedLog {
  readonly store: Store;
  readonly contents: Contents;
  readonly epoch: string;
  /** What was ever found damaged and set aside, oldest first: for people. */
  readonly notices: readonly string[];
}

/** `log-1.db`, and `log-2.db` after the first repair; the one with the greatest number counts, the others are kept for people. */
const LOG_FILE = /^log-(\d{1,9})\.db$/;
const SAVING_FILE = 'log-saving.db';
const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** Throws when another process has the folder open, a newer version wrote it, or the disk fails. */
export function openContents(dir: string): OpenedLog {
  mkdirSync(dir, { recursive: true });
  const number = newestNumber(dir);
  try {
    return openWhole(dir, nameOf(number));
  } catch (error) {
    if (!isDamage(error)) throw error;
    repair(dir, number, messageOf(error));
    return openWhole(dir, nameOf(number + 1));
  }
}

/** SQLITE_ERROR: what is asked of the tables is always the same, so they are not those that were made. */
export function isDamage(error: unknown): boolean {
  return error instanceof DamageError || /^SQLITE_(CORRUPT|NOTADB|ERROR$)/.test(codeOf(error));
}

function newestNumber(dir: string): number {
  return readdirSync(dir).reduce((newest, file) => Math.max(newest, Number(LOG_FILE.exec(file)?.[1] ?? 1)), 1);
}

function nameOf(number: number): string {
  return `log-${number}.db`;
}

function openWhole(dir: string, file: string): OpenedLog {
  const store = openStore(dir, file);
  try {
    const contents = readContents(store, store.readMeta('suspect') !== null);
    const epoch = store.readMeta('epoch');
    checkEnd(dir, epoch, contents.seq, store.newestRejected());
    // Reads every page of them: one that cannot be read is found while the log can still be repaired.
    store.rejectedCount();
    const notices = JSON.parse(store.readMeta('notices') ?? '[]');
    return { store, contents, notices, epoch: epoch ?? newEpoch(store) };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** What was acknowledged must be there. A log without an epoch is an empty file. */
function checkEnd(dir: string, epoch: string | null, seq: number, rejected: number): void {
  const noted = readHeadNote(dir);
  if (!noted || (epoch !== null && noted.epoch !== epoch)) return;
  if (noted.seq > seq) throw new DamageError(`events ${seq + 1} to ${noted.seq} were acknowledged but are missing`);
  if (noted.rejected > rejected) throw new DamageError('rejected records that were kept are missing');
}

function newEpoch(store: Store): string {
  const epoch = randomUUID();
  store.writeMeta('epoch', epoch);
  return epoch;
}

/** The saved log is another one: its events are numbered anew, so it has a new epoch, and everything built from the old one is rebuilt. */
function repair(dir: string, number: number, problem: string): void {
  for (const suffix of SUFFIXES) rmSync(join(dir, SAVING_FILE + suffix), { force: true });
  const target = openStore(dir, SAVING_FILE);
  const { events, meta } = salvage(join(dir, nameOf(number)), target, createIdentityHash(identityKey(target)));
  const acknowledged = readHeadNote(dir)?.seq;
  const lost = acknowledged === undefined ? 'an unknown number of events' : `${Math.max(0, acknowledged - events)} events`;
  const notice = `${new Date().toISOString()}: ${problem}; ${events} events saved, ${lost} lost; the damaged file is kept as ${nameOf(number)}`;
  const currency = meta.get('currency');
  if (currency !== undefined) target.writeMeta('currency', currency);
  newEpoch(target);
  target.writeMeta('notices', JSON.stringify([...earlierNotices(meta), notice]));
  target.close();
  renameSync(join(dir, SAVING_FILE), join(dir, nameOf(number + 1)));
  syncFolder(dir);
  console.error(`The log was damaged and has been repaired. ${notice}`);
}

function earlierNotices(meta: ReadonlyMap<string, string>): readonly string[] {
  try {
    return JSON.parse(meta.get('notices') ?? '[]');
  } catch {
    return [];
  }
}

function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
