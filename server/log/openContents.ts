/** Opens the log's file whole, or puts a damaged one aside and saves what can be read of it. Never a silently shorter log. */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readHeadNote } from './headNote.ts';
import { type Contents, DamageError, readContents } from './openedLog.ts';
import { salvage } from './salvage.ts';
import { codeOf, LOG_FILE, openStore, type Store } from './store.ts';

export interface OpenedLog {
  readonly store: Store;
  readonly contents: Contents;
  readonly epoch: string;
  /** What was ever found damaged and put aside, oldest first: for people. */
  readonly notices: readonly string[];
}

const SAVED_FILE = 'log.saved.db';
const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** Throws when another process has the folder open, a newer version wrote it, or the disk fails. */
export function openContents(dir: string): OpenedLog {
  mkdirSync(dir, { recursive: true });
  try {
    return openWhole(dir);
  } catch (error) {
    if (!isDamage(error)) throw error;
    repair(dir, error instanceof Error ? error.message : String(error));
    return openWhole(dir);
  }
}

export function isDamage(error: unknown): boolean {
  return error instanceof DamageError || /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}

function openWhole(dir: string): OpenedLog {
  const store = openStore(dir);
  try {
    const epoch = epochOf(store);
    const contents = readContents(store, store.readMeta('suspect') !== null);
    const noted = readHeadNote(dir);
    if (noted && noted.epoch === epoch && noted.seq > contents.seq) {
      throw new DamageError(`events ${contents.seq + 1} to ${noted.seq} were acknowledged but are missing`);
    }
    return { store, contents, epoch, notices: JSON.parse(store.readMeta('notices') ?? '[]') };
  } catch (error) {
    store.close();
    throw error;
  }
}

function epochOf(store: Store): string {
  const known = store.readMeta('epoch');
  if (known) return known;
  const epoch = randomUUID();
  store.writeMeta('epoch', epoch);
  return epoch;
}

/**
 * The saved log is another one: its events are numbered anew, so it gets a new epoch, and everything built from it is rebuilt.
 * The damaged files are copied before anything is touched.
 */
function repair(dir: string, problem: string): void {
  const kept = copyAside(dir);
  removeFiles(dir, SAVED_FILE);
  const target = openStore(dir, SAVED_FILE);
  const saved = salvage(join(dir, LOG_FILE), target);
  const acknowledged = readHeadNote(dir)?.seq;
  const lost = acknowledged === undefined ? 'an unknown number of events' : `${Math.max(0, acknowledged - saved)} events`;
  const notice = `${new Date().toISOString()}: ${problem}; ${saved} events saved, ${lost} lost; the damaged files are kept in ${kept}`;
  target.writeMeta('notices', JSON.stringify([notice]));
  target.close();
  removeFiles(dir, LOG_FILE, SUFFIXES.slice(1));
  renameSync(join(dir, SAVED_FILE), join(dir, LOG_FILE));
  syncFolder(dir);
  console.error(`The log was damaged and has been repaired. ${notice}`);
}

function copyAside(dir: string): string {
  const kept = join(dir, 'damaged', new Date().toISOString().replaceAll(':', '-'));
  mkdirSync(kept, { recursive: true });
  for (const suffix of SUFFIXES) {
    const file = LOG_FILE + suffix;
    if (existsSync(join(dir, file))) copyFileSync(join(dir, file), join(kept, file), constants.COPYFILE_FICLONE);
  }
  return kept;
}

function removeFiles(dir: string, file: string, suffixes: readonly string[] = SUFFIXES): void {
  for (const suffix of suffixes) rmSync(join(dir, file + suffix), { force: true });
}

function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
