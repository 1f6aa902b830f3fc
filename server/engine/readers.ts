/** Reading the archive: two questions at a time, each with a time limit and a bounded result; the rest wait their turn. */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { RequestError } from '../parts.ts';
import type { Whole } from './measures.ts';

const CONCURRENT = 2;
const MAX_WAITING = 200;
const TIME_LIMIT_MS = 30_000;
/** Most groups of one question; beyond them the answer would be the raw data. */
const MAX_ROWS = 3_000_000;

/** A result by columns: whole numbers, 0 for NULL. */
export interface ResultColumns {
  readonly rowCount: number;
  readonly columns: readonly (readonly Whole[])[];
}

/** Runs one statement whose columns are all whole numbers. */
export type Read = (sql: string) => Promise<ResultColumns>;

export interface Readers {
  /** Runs `work` when a connection is free. Throws {@link RequestError} 503 when too many wait or the time limit passes. */
  use<Result>(work: (read: Read) => Promise<Result>): Promise<Result>;
  /** Stops what is being read and refuses more; resolves when nothing reads any longer. */
  close(): Promise<void>;
}

export async function createReaders(instance: DuckDBInstance): Promise<Readers> {
  const connections = await Promise.all(Array.from({ length: CONCURRENT }, () => instance.connect()));
  const free = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let isClosing = false;
  let allFree: (() => void) | null = null;

  async function take(): Promise<DuckDBConnection> {
    const connection = free.pop();
    if (connection) return connection;
    if (waiting.length >= MAX_WAITING) throw new RequestError(503, 'busy', 'query: too many questions are waiting; ask again shortly', 1);
    return new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(connection: DuckDBConnection): void {
    const next = waiting.shift();
    if (next) next(connection);
    else free.push(connection);
    if (free.length === connections.length) allFree?.();
  }

  function refuseWhenClosing(): void {
    if (isClosing) throw new RequestError(503, 'stopping', 'query: the archive is closing; ask again shortly', 5);
  }

  return {
    async use(work) {
      refuseWhenClosing();
      const connection = await take();
      const limit = startLimit(connection);
      try {
        return await inOneSnapshot(connection, () =>
          work((sql) => {
            refuseWhenClosing();
            return readColumns(connection, sql);
          }),
        );
      } catch (error) {
        refuseWhenClosing();
        if (limit.passed())
          throw new RequestError(503, 'too_slow', 'query: took more than 30 s; ask for less (fewer groups, a shorter time)', 5);
        throw error;
      } finally {
        limit.stop();
        giveBack(connection);
      }
    },
    async close() {
      isClosing = true;
      for (const connection of connections) connection.interrupt();
      // A connection that is closed under a running statement takes the process with it.
      if (free.length < connections.length) await new Promise<void>((resolve) => (allFree = resolve));
      for (const connection of connections) connection.closeSync();
    },
  };
}

/**
 * A statement is planned and run in two steps. The plan trusts the columns' least and greatest values; rows appended between the steps
 * would break that trust (errors, or filters that find nothing), so both steps see one snapshot.
 */
async function inOneSnapshot<Result>(connection: DuckDBConnection, work: () => Promise<Result>): Promise<Result> {
  await connection.run('BEGIN TRANSACTION');
  try {
    return await work();
  } finally {
    await connection.run('ROLLBACK');
  }
}

function startLimit(connection: DuckDBConnection) {
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    connection.interrupt();
  }, TIME_LIMIT_MS);
  return { passed: () => passed, stop: () => clearTimeout(timer) };
}

async function readColumns(connection: DuckDBConnection, sql: string): Promise<ResultColumns> {
  const result = await connection.stream(sql);
  const columns: Whole[][] = Array.from({ length: result.columnCount }, () => []);
  let rowCount = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    rowCount += chunk.rowCount;
    if (rowCount > MAX_ROWS) throw new RequestError(400, 'too_many_groups', `groupBy: more than ${MAX_ROWS} groups; narrow the question`);
    for (const [at, column] of columns.entries()) chunk.visitColumnValues(at, (value) => column.push(toWhole(value)));
  }
  return { rowCount, columns };
}

function toWhole(value: DuckDBValue): Whole {
  if (value === null) return 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'bigint') throw new Error(`archive: ${String(value)} is no whole number`);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
