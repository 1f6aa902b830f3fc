/** Runs mappings for tests: a folder of files and a SELECT in, events out. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openImportDatabase } from '../../../../server/sources/importer/database.ts';
import { type Mapping, readMapping } from '../../../../server/sources/importer/mapping.ts';
import { readBatches } from '../../../../server/sources/importer/rows.ts';

/** An event as the importer sends it. */
export interface SentEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string;
  readonly subject?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Folder {
  readonly dir: string;
  write(name: string, text: string): string;
  remove(): void;
}

export function createFolder(): Folder {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'orrery-files-')));
  return {
    dir,
    write(name, text) {
      const path = join(dir, name);
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Opens the mapping as the importer does and hands it over; throws what the importer throws. */
export async function withMapping<T>(
  { path, dir, timezone = 'UTC' }: { path: string; dir: string; timezone?: string },
  act: (mapping: Mapping, connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const database = await openImportDatabase(dir, timezone);
  try {
    return await act(await readMapping(database.connection, path, dir), database.connection);
  } finally {
    database.close();
  }
}

/** All events that the mapping gives. */
export function sentBy(options: { path: string; dir: string; timezone?: string }): Promise<SentEvent[]> {
  return withMapping(options, async (mapping, connection) => {
    const events: SentEvent[] = [];
    for await (const { lines } of readBatches(connection, mapping)) events.push(...lines.map((line) => JSON.parse(line) as SentEvent));
    return events;
  });
}
