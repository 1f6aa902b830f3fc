/** A DuckDB for one import: it can read the import folder and nothing else, and no setting can be changed any more. */
import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { sqlLiteral } from '../../sqlText.ts';

export interface ImportDatabase {
  readonly connection: DuckDBConnection;
  /** Another connection, to ask something at the same time. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** `dir` is absolute, links resolved; `timezone` is what casts of times without zone are taken in. */
export async function openImportDatabase(dir: string, timezone: string): Promise<ImportDatabase> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(Math.max(1, availableParallelism())) });
  const connection = await instance.connect();
  for (const setting of [
    `SET allowed_directories = [${sqlLiteral(dir)}]`,
    'SET enable_external_access = false',
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    `SET GLOBAL TimeZone = ${sqlLiteral(timezone)}`,
    'SET lock_configuration = true',
  ]) {
    await connection.run(setting);
  }
  return {
    connection,
    connect: () => instance.connect(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
