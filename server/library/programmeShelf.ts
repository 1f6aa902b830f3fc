/** The rows of tours, playlists and schedules: each is kept whole, as JSON, beside what all of them have. */
import type Database from 'libsql';
import type { KeptProgramme, ProgrammeDraft, ProgrammeKind } from '../../src/protocol/tours.ts';

export interface ProgrammeShelf {
  /** By name. */
  programmes<Kind extends ProgrammeKind>(kind: Kind): KeptProgramme[Kind][];
  programme<Kind extends ProgrammeKind>(kind: Kind, id: string): KeptProgramme[Kind] | null;
  putProgramme<Kind extends ProgrammeKind>(kind: Kind, kept: KeptProgramme[Kind]): KeptProgramme[Kind];
  dropProgramme(kind: ProgrammeKind, id: string): void;
  programmeCount(kind: ProgrammeKind): number;
}

export const PROGRAMME_SCHEMA = `
  CREATE TABLE IF NOT EXISTS programmes (
    kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, author TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
`;
const COLUMNS = 'SELECT id, version, body, author, created_at, updated_at FROM programmes WHERE kind = ?';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly body: string;
  readonly author: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export function createProgrammeShelf(db: InstanceType<typeof Database>): ProgrammeShelf {
  const statement = {
    all: db.prepare(`${COLUMNS} ORDER BY name COLLATE NOCASE, created_at, rowid`),
    one: db.prepare(`${COLUMNS} AND id = ?`),
    put: db.prepare(
      `INSERT INTO programmes (kind, id, version, name, body, author, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, name = excluded.name, body = excluded.body, updated_at = excluded.updated_at`,
    ),
    drop: db.prepare('DELETE FROM programmes WHERE kind = ? AND id = ?'),
    count: db.prepare('SELECT count(*) AS count FROM programmes WHERE kind = ?'),
  };
  return {
    programmes: <Kind extends ProgrammeKind>(kind: Kind) => (statement.all.all(kind) as Row[]).map((row) => toKept<Kind>(row)),
    programme<Kind extends ProgrammeKind>(kind: Kind, id: string) {
      const row = statement.one.get(kind, id) as Row | undefined;
      return row === undefined ? null : toKept<Kind>(row);
    },
    putProgramme(kind, kept) {
      const { id, version, author, createdAt, updatedAt, ...draft } = kept;
      statement.put.run(kind, id, version, draft.name, JSON.stringify(draft), author, createdAt, updatedAt);
      return kept;
    },
    dropProgramme: (kind, id) => void statement.drop.run(kind, id),
    programmeCount: (kind) => (statement.count.get(kind) as { count: number }).count,
  };
}

function toKept<Kind extends ProgrammeKind>({ id, version, body, author, created_at, updated_at }: Row): KeptProgramme[Kind] {
  const draft = JSON.parse(body) as ProgrammeDraft[Kind];
  return { ...draft, id, version, author, createdAt: created_at, updatedAt: updated_at } as unknown as KeptProgramme[Kind];
}
