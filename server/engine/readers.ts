/** Reading the archive: two questions at a time, each with a time limit and a bounded result; the rest wait their turn. */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { RequestError } from '../parts.ts';
import { closingError } from './archiveFailures.ts';
import { createWholeReader, type WholeColumn } from './wholeColumn.ts';
import { createWithdrawals, type Withdrawals } from './withdrawals.ts';

const CONCURRENT = 2;
const MAX_WAITING = 200;
const TIME_LIMIT_MS = 30_000;
/** Most groups of one question; beyond them the answer would be the raw data. */
const MAX_ROWS = 3_000_000;

/** A result by columns: whole numbers, 0 for NULL. */
export interface ResultColumns {
  readonly rowCount: number;
  readonly columns: readonly WholeColumn[];
}

/** Runs one statement of few rows; it must have a LIMIT. */
export type ReadRows = (sql: string) => Promise<readonly (readonly DuckDBValue[])[]>;

/** Runs one statement whose columns are all whole numbers. */
export type Read = (sql: string) => Promise<ResultColumns>;

export interface Readers {
  /**
   * Runs `work` when its turn has come. `isDense` gives groups of up to {@link DENSE_BITS} bits an array in place of a hash table, which
   * is many times quicker where nearly all of them occur. `events` are those that count now, or at `asOfSeq`. Throws {@link RequestError} 503 when too many wait or the time limit passes.
   */
  use<Result>(work: (read: Read, readRows: ReadRows) => Promise<Result>, isDense?: boolean, asOfSeq?: number | null): Promise<Result>;
  /** Runs `work` while nobody reads, where nobody has read for so many ms; else does nothing. Questions that come meanwhile wait. */
  whenIdle(ms: number, work: () => Promise<void>): Promise<void>;
  /** Stops what is being read and refuses more; resolves when nothing reads any longer. */
  close(): Promise<void>;
}

/** Bits of a group for which a reader keeps an array. */
export const DENSE_BITS = 25;

/** Connections of one reader, of which it uses one at a time. */
interface Pair {
  readonly plain: DuckDBConnection;
  readonly dense: DuckDBConnection;
}

export async function createReaders(instance: DuckDBInstance, withdrawals: Withdrawals = createWithdrawals()): Promise<Readers> {
  const pairs = await Promise.all(Array.from({ length: CONCURRENT }, () => connectPair(instance)));
  const connections = pairs.flatMap(({ plain, dense }) => [plain, dense]);
  const free = [...pairs];
  const waiting: ((pair: Pair) => void)[] = [];
  let isClosing = false;
  let lastReadMs = performance.now();
  let allFree: (() => void) | null = null;

  async function take(): Promise<Pair> {
    const pair = free.pop();
    if (pair) return pair;
    if (waiting.length >= MAX_WAITING) throw new RequestError(503, 'busy', 'query: too many questions are waiting; ask again shortly', 1);
    return new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(pair: Pair): void {
    lastReadMs = performance.now();
    const next = waiting.shift();
    if (next) next(pair);
    else free.push(pair);
    if (free.length === pairs.length) allFree?.();
  }

  function refuseWhenClosing(): void {
    if (isClosing) throw closingError();
  }

  return {
    async use(work, isDense = false, asOfSeq = null) {
      refuseWhenClosing();
      const pair = await take();
      const connection = isDense ? pair.dense : pair.plain;
      const limit = startLimit(connection);
      try {
        return await inOneSnapshot(connection, async () => {
          const counting = await countingRows(connection, withdrawals, asOfSeq);
          return work(
            (sql) => {
              refuseWhenClosing();
              return readColumns(connection, counting(sql));
            },
            async (sql) => {
              refuseWhenClosing();
              return (await connection.run(counting(sql))).getRows();
            },
          );
        });
      } catch (error) {
        refuseWhenClosing();
        if (limit.passed())
          throw new RequestError(503, 'too_slow', 'query: took more than 30 s; ask for less (fewer groups, a shorter time)', 5);
        throw error;
      } finally {
        limit.stop();
        giveBack(pair);
      }
    },
    async whenIdle(ms, work) {
      if (isClosing || free.length < pairs.length || performance.now() - lastReadMs < ms) return;
      const taken = free.splice(0);
      try {
        await work();
      } finally {
        for (const pair of taken) giveBack(pair);
      }
    },
    async close() {
      isClosing = true;
      for (const connection of connections) connection.interrupt();
      // A connection that is closed under a running statement takes the process with it.
      if (free.length < pairs.length) await new Promise<void>((resolve) => (allFree = resolve));
      for (const connection of connections) connection.closeSync();
    },
  };
}

async function connectPair(instance: DuckDBInstance): Promise<Pair> {
  const [plain, dense] = await Promise.all([instance.connect(), instance.connect()]);
  await dense.run(`SET SESSION perfect_ht_threshold = ${DENSE_BITS}`);
  return { plain, dense };
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

/** How a statement is put so that it sees no event of an import that is withdrawn in this snapshot, or was at `asOfSeq`. */
async function countingRows(
  connection: DuckDBConnection,
  withdrawals: Withdrawals,
  asOfSeq: number | null,
): Promise<(sql: string) => string> {
  if (!withdrawals.isAny()) return (sql) => sql;
  return withdrawals.at(asOfSeq ?? Number((await readColumns(connection, 'SELECT applied_seq FROM progress')).columns[0]?.[0] ?? 0));
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
  const readers = Array.from({ length: result.columnCount }, (_, at) => createWholeReader(result.columnTypeId(at)));
  let rowCount = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    rowCount += chunk.rowCount;
    if (rowCount > MAX_ROWS) throw new RequestError(400, 'too_many_groups', `groupBy: more than ${MAX_ROWS} groups; narrow the question`);
    for (let at = 0; at < readers.length; at++) readers[at]?.add(chunk, at);
  }
  return { rowCount, columns: readers.map((reader) => reader.column()) };
}
