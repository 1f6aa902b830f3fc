/** An answer as a Parquet file, written by a DuckDB of its own that sees nothing else. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBAppender, DuckDBInstance } from '@duckdb/node-api';
import type { Column, QueryAnswer } from '../../src/protocol/query.ts';
import { sqlIdentifier, sqlLiteral } from '../sqlText.ts';
import { createPause } from './pauses.ts';

const ROWS_AT_ONCE = 512;

/** A column of the file: a dimension's ids, their names where it has any, or a metric. */
interface FileColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'DOUBLE';
  write(appender: DuckDBAppender, row: QueryAnswer['rows'][number]): void;
}

/**
 * The file's bytes in a buffer of their own. Ids are text, a dimension with readable names has them in `<dimension>_name`, metrics are
 * doubles as in the JSON answer; the units, the window and the moment of the log stand in the file's key-value metadata `orrery`.
 */
export async function toParquet(answer: QueryAnswer): Promise<Uint8Array<ArrayBuffer>> {
  // In a folder that nobody else may look into.
  const folder = await mkdtemp(join(tmpdir(), 'orrery-'));
  const file = join(folder, 'answer.parquet');
  const database = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '512MB' });
  try {
    const connection = await database.connect();
    const columns = fileColumns(answer);
    // By number: names that differ in capitals alone are one name in a table; the file tells them apart by `_1`.
    await connection.run(`CREATE TABLE answer (${columns.map(({ type }, at) => `c${at} ${type}`).join(', ')})`);
    const appender = await connection.createAppender('answer');
    const pause = createPause();
    for (const [at, row] of answer.rows.entries()) {
      for (const column of columns) column.write(appender, row);
      appender.endRow();
      if (at % ROWS_AT_ONCE === 0) await pause();
    }
    appender.closeSync();
    const about = sqlLiteral(JSON.stringify(describe(answer)));
    const named = columns.map(({ name }, at) => `c${at} AS ${sqlIdentifier(name)}`).join(', ');
    await connection.run(
      `COPY (SELECT ${named} FROM answer) TO ${sqlLiteral(file)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {orrery: ${about}})`,
    );
    connection.closeSync();
    const bytes = await readFile(file);
    return new Uint8Array(bytes);
  } finally {
    database.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

function fileColumns({ columns, labels }: QueryAnswer): readonly FileColumn[] {
  const taken = new Set(columns.map(({ name }) => name));
  return columns.flatMap(({ name, unit }: Column, at): FileColumn[] => {
    if (unit !== null) return [{ name, type: 'DOUBLE', write: (appender, row) => writeNumber(appender, row[at] ?? null) }];
    const ids: FileColumn = { name, type: 'VARCHAR', write: (appender, row) => writeText(appender, row[at] ?? null) };
    const names = labels[name];
    if (names === undefined || taken.has(`${name}_name`)) return [ids];
    return [
      ids,
      {
        name: `${name}_name`,
        type: 'VARCHAR',
        write: (appender, row) => writeText(appender, typeof row[at] === 'string' ? (names[row[at]] ?? null) : null),
      },
    ];
  });
}

function describe({ columns, time, asOf, suppressed, unconverted, truncated }: QueryAnswer) {
  return { units: Object.fromEntries(columns.map(({ name, unit }) => [name, unit])), time, asOf, suppressed, unconverted, truncated };
}

function writeText(appender: DuckDBAppender, value: string | number | null): void {
  if (value === null) appender.appendNull();
  else appender.appendVarchar(String(value));
}

function writeNumber(appender: DuckDBAppender, value: string | number | null): void {
  if (value === null) appender.appendNull();
  else appender.appendDouble(Number(value));
}
