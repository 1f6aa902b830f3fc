/** What DuckDB keeps of the archive's file in memory. It grows with the file, up to the limit of memory, whether anybody asks or not. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { MACHINE_BYTES } from './machineMemory.ts';

const MIB = 1024 * 1024;
/** Of the file, so much is kept. */
const KEPT_BYTES = 8 * MIB;

/** Most that DuckDB may hold. */
export const MEMORY_LIMIT = `${Math.round(Math.min(4096, Math.max(512, MACHINE_BYTES / 4 / MIB)))}MiB`;
/** The only setting that may still be changed once all others are locked. */
export const ALLOW_LIMIT = "SET allowed_configs = ['memory_limit']";

/**
 * Lets go of the blocks that were not used for longest, and keeps the rest of what DuckDB holds; the system still has their pages while it
 * has room. A lower limit drops them: nothing else may read or write meanwhile.
 */
export async function letGoOfBlocks(connection: DuckDBConnection): Promise<void> {
  const [all, blocks] = await held(connection);
  if (blocks <= KEPT_BYTES) return;
  try {
    await connection.run(`SET memory_limit = '${all - blocks + KEPT_BYTES}B'`);
  } catch (error) {
    // What could be dropped is dropped then; the limit stays as it was.
    if (!(error instanceof Error) || !/memory limit|out of memory/i.test(error.message)) throw error;
  } finally {
    await connection.run(`SET memory_limit = '${MEMORY_LIMIT}'`);
  }
}

/** Bytes that DuckDB holds, and those of them that are blocks of the file. */
async function held(connection: DuckDBConnection): Promise<readonly [all: number, blocks: number]> {
  const sum = (filter: string): string => `coalesce(sum(memory_usage_bytes)${filter}, 0)::DOUBLE`;
  const sql = `SELECT ${sum('')}, ${sum(" FILTER (WHERE tag = 'BASE_TABLE')")} FROM duckdb_memory()`;
  const [[all, blocks] = []] = await (await connection.run(sql)).getRows();
  return [Number(all), Number(blocks)];
}
