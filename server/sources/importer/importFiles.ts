/** Imports the files of a folder through a mapping into a workspace. */

import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { MOST_NAME_CHARACTERS } from '../../../src/protocol/imports.ts';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import { settleCurrency } from './currency.ts';
import { type ImportDatabase, openImportDatabase } from './database.ts';
import { countLeftovers, type Leftovers } from './leftovers.ts';
import { type Mapping, readMapping } from './mapping.ts';
import type { ImportOptions } from './options.ts';
import { createProgress, whole } from './progress.ts';
import { replay } from './replay.ts';
import { toLinesSql } from './rowSql.ts';
import { countRows, readBatches, readInTimeOrder } from './rows.ts';
import { createTally, sendLines, type Tally } from './sender.ts';
import { openTarget } from './target.ts';

export interface ImportResult {
  readonly tally: Tally;
  /** Null where the server did not count them; why was said. */
  readonly leftovers: Leftovers | null;
  /** What the import declared as the workspace's reporting currency; null when that was settled. */
  readonly declared: string | null;
  readonly seconds: number;
  /** Whether a server ran on the workspace already. */
  readonly running: boolean;
  /** Whether everything was sent (false: it was stopped). */
  readonly complete: boolean;
}

/** Runs the import to its end, or until the signal. The mapping is checked before anything is sent; throws with a message for people. */
export async function importFiles(options: ImportOptions, signal: AbortSignal): Promise<ImportResult> {
  const startMs = performance.now();
  const database = await openImportDatabase(options.dir, options.timezone);
  try {
    const mapping = await readMapping(database.connection, options.mappingPath, options.dir);
    // What its columns cannot give is said before a workspace is begun or takes its currency.
    toLinesSql(mapping, options.replay === null ? 'as-given' : 'by-time');
    const target = await openTarget(options.dataDir);
    try {
      const name = `${basename(options.mappingPath, '.sql')}: ${basename(options.dir)}`.slice(0, MOST_NAME_CHARACTERS);
      const tally = createTally({ id: randomUUID(), name });
      const declared = await settleCurrency({ connection: database.connection, mapping, dataDir: options.dataDir, url: target.url });
      await send({ database, mapping, url: target.url, speed: options.replay, tally, signal }).catch((error: unknown) => {
        throw afterRows(tally, error);
      });
      // What was sent is kept, whether it can be counted now or not.
      const leftovers = await countLeftovers(target.url, tally.sources).catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        return null;
      });
      const seconds = (performance.now() - startMs) / 1000;
      return { tally, leftovers, declared, seconds, running: target.running, complete: !signal.aborted };
    } finally {
      await target.close();
    }
  } finally {
    database.close();
  }
}

function afterRows({ rows }: Tally, error: unknown): Error {
  const sent =
    rows === 0 ? 'Nothing was sent.' : `${whole(rows)} rows were sent before and are kept; sending them again will change nothing.`;
  return new Error(`${messageOf(error)}\n${sent}`, { cause: error });
}

interface Sending {
  readonly database: ImportDatabase;
  readonly mapping: Mapping;
  readonly url: string;
  readonly speed: number | null;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

async function send(sending: Sending): Promise<void> {
  const { database, mapping, tally, speed } = sending;
  const counted = countRows(await database.connect(), mapping);
  const progress = createProgress(counted);
  try {
    if (speed === null) await sendAll(sending, () => progress.update(tally));
    else await replay(readInTimeOrder(database.connection, mapping), { ...sending, speed, onSent: () => progress.update(tally) });
  } finally {
    // The database must not be closed under a query.
    await counted.catch(() => undefined);
  }
  progress.end(tally);
}

// While one batch is on its way, DuckDB makes the next.
async function sendAll({ database, mapping, url, tally, signal }: Sending, onSent: () => void): Promise<void> {
  let underway: Promise<void> = Promise.resolve();
  for await (const { lines, firstRow, sources } of readBatches(database.connection, mapping)) {
    await underway;
    if (signal.aborted) return;
    for (const source of sources) tally.sources.add(source);
    underway = sendLines(url, lines, firstRow, tally).then(onSent);
    // A failure is thrown where it is awaited; until then it must not count as unhandled.
    underway.catch(() => undefined);
  }
  await underway;
}
