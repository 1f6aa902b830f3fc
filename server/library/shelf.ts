/** The library's SQLite file: rows in, rows out, every change synced before it returns. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { Note, SavedView } from '../../src/protocol/library.ts';
import { messageOf } from '../../src/protocol/messageOf.ts';
import { RequestError } from '../parts.ts';
import { createProgrammeShelf, PROGRAMME_SCHEMA, type ProgrammeShelf } from './programmeShelf.ts';

const FILE = 'library.db';
const FORMAT = 1;

export interface Shelf extends ProgrammeShelf {
  version(): number;
  /** Runs a change in one transaction and counts it; durable when it returns. */
  change<Result>(change: () => Result): Result;
  /** Oldest first. */
  notes(): Note[];
  note(id: string): Note | null;
  putNote(note: Note): Note;
  /** With its replies. */
  dropNote(id: string): void;
  /** By name. */
  views(): SavedView[];
  view(id: string): SavedView | null;
  putView(view: SavedView): SavedView;
  dropView(id: string): void;
  counts(): { readonly notes: number; readonly views: number };
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT;
  INSERT OR IGNORE INTO state (one, version) VALUES (1, 0);
  CREATE TABLE IF NOT EXISTS notes (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL, author TEXT NOT NULL, place TEXT, time TEXT,
    reply_to TEXT REFERENCES notes (id) ON DELETE CASCADE, resolved INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS replies ON notes (reply_to);
  CREATE TABLE IF NOT EXISTS views (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL, question TEXT NOT NULL, search TEXT NOT NULL, author TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  ) STRICT;
`;
const NOTE = 'SELECT id, version, body, author, place, time, reply_to, resolved, created_at, updated_at FROM notes';
const VIEW = 'SELECT id, version, name, question, search, author, created_at, updated_at FROM views';

interface NoteRow {
  readonly id: string;
  readonly version: number;
  readonly body: string;
  readonly author: string;
  readonly place: string | null;
  readonly time: string | null;
  readonly reply_to: string | null;
  readonly resolved: number;
  readonly created_at: string;
  readonly updated_at: string;
}

interface ViewRow extends Pick<SavedView, 'id' | 'version' | 'name' | 'question' | 'search' | 'author'> {
  readonly created_at: string;
  readonly updated_at: string;
}

type Connection = InstanceType<typeof Database>;

/** Opens the file for this process; one that is damaged is set aside under another name and said aloud, never silently emptied. */
export function openShelf(dir: string): Shelf {
  const path = join(dir, FILE);
  try {
    return createShelf(openFile(path));
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error)) || !existsSync(path)) throw error;
    const aside = `library-damaged-${Date.now()}.db`;
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, join(dir, aside + suffix));
    console.error(`The library of notes, saved views and tours was damaged; it is kept as ${aside}, and a new one begins.`);
    return createShelf(openFile(path));
  }
}

/** A disk that takes no writes is not the asker's fault, and passes. */
function explained(error: unknown): unknown {
  if (!/^SQLITE_(IOERR|READONLY|FULL|PERM)/.test(codeOf(error))) return error;
  return new RequestError(503, 'disk', 'library: cannot be written now; is the disk of the data folder full or read-only?', 10);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function openFile(path: string): Connection {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    const { quick_check: found } = db.prepare('PRAGMA quick_check').get() as { quick_check: string };
    if (found !== 'ok') throw Object.assign(new Error(`library: ${found}`), { code: 'SQLITE_CORRUPT' });
    const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (format > FORMAT) throw new Error(`${path}: was written by a newer version (format ${format}); update this one`);
    db.exec(`BEGIN IMMEDIATE; ${SCHEMA} ${PROGRAMME_SCHEMA} PRAGMA user_version = ${FORMAT}; COMMIT`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The driver ends a connection only once its statements are garbage: what stands in the second file comes into the first now, which is whole by itself. */
function close(db: Connection): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    console.error(`The library was not closed in order: ${messageOf(error)}`);
  }
  db.close();
}

function createShelf(db: Connection): Shelf {
  const statement = {
    version: db.prepare('SELECT version FROM state'),
    count: db.prepare('UPDATE state SET version = version + 1'),
    notes: db.prepare(`${NOTE} ORDER BY created_at, rowid`),
    note: db.prepare(`${NOTE} WHERE id = ?`),
    putNote: db.prepare(
      `INSERT INTO notes (id, version, body, author, place, time, reply_to, resolved, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body, resolved = excluded.resolved, updated_at = excluded.updated_at`,
    ),
    dropNote: db.prepare('DELETE FROM notes WHERE id = ? OR reply_to = ?'),
    views: db.prepare(`${VIEW} ORDER BY name COLLATE NOCASE, created_at`),
    view: db.prepare(`${VIEW} WHERE id = ?`),
    putView: db.prepare(
      `INSERT INTO views (id, version, name, question, search, author, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, question = excluded.question, search = excluded.search, updated_at = excluded.updated_at`,
    ),
    dropView: db.prepare('DELETE FROM views WHERE id = ?'),
    counts: db.prepare('SELECT (SELECT count(*) FROM notes) AS notes, (SELECT count(*) FROM views) AS views'),
  };
  return {
    ...createProgrammeShelf(db),
    version: () => (statement.version.get() as { version: number }).version,
    change(change) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = change();
        statement.count.run();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw explained(error);
      }
    },
    notes: () => (statement.notes.all() as NoteRow[]).map(toNote),
    note: (id) => one(statement.note.get(id) as NoteRow | undefined, toNote),
    putNote(note) {
      const place = note.place && JSON.stringify(note.place);
      const { id, version, text, author, time, replyTo, resolved, createdAt, updatedAt } = note;
      statement.putNote.run(id, version, text, author, place, time, replyTo, Number(resolved), createdAt, updatedAt);
      return note;
    },
    dropNote: (id) => void statement.dropNote.run(id, id),
    views: () => (statement.views.all() as ViewRow[]).map(toView),
    view: (id) => one(statement.view.get(id) as ViewRow | undefined, toView),
    putView(view) {
      const { id, version, name, question, search, author, createdAt, updatedAt } = view;
      statement.putView.run(id, version, name, question, search, author, createdAt, updatedAt);
      return view;
    },
    dropView: (id) => void statement.dropView.run(id),
    counts: () => statement.counts.get() as { notes: number; views: number },
    close: () => close(db),
  };
}

function one<Row, Result>(row: Row | undefined, read: (row: Row) => Result): Result | null {
  return row === undefined ? null : read(row);
}

function toNote({ body, place, reply_to, resolved, created_at, updated_at, ...rest }: NoteRow): Note {
  const { id, version, author, time } = rest;
  return {
    ...{ id, version, text: body, author, place: place === null ? null : (JSON.parse(place) as Note['place']), time },
    ...{ replyTo: reply_to, resolved: resolved === 1, createdAt: created_at, updatedAt: updated_at },
  };
}

function toView({ id, version, name, question, search, author, created_at, updated_at }: ViewRow): SavedView {
  return { id, version, name, question, search, author, createdAt: created_at, updatedAt: updated_at };
}
