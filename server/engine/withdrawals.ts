/**
 * Imports that were withdrawn: their events stay in the archive, and are left out of whatever is read. Every row has the number of
 * its import (0 without one); what counts at a moment is known from the changes until then. Without any, nothing is asked of the rows.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ImportChange, ImportRun } from '../log/imports.ts';
import type { RowBatch } from './rows.ts';

/** Column of the number of an event's import. */
export const IMPORT_COLUMN = 'import_number';
export const CREATE_CHANGES = 'CREATE TABLE import_changes (seq BIGINT, number INTEGER, withdrawn UTINYINT)';

export interface Withdrawals {
  /** In the order of the log. */
  add(change: ImportChange): void;
  isAny(): boolean;
  /** Whether there was no change after the first sequence number, up to the second. */
  isContinuous(fromSeq: number, toSeq: number): boolean;
  /** The statement over the events that count at a sequence number; it says `events` for them. */
  at(seq: number): (sql: string) => string;
  /** Changes after `seq`, to be stored. */
  after(seq: number): readonly ImportChange[];
}

export function createWithdrawals(stored: readonly ImportChange[] = []): Withdrawals {
  const changes = [...stored];
  return {
    add: (change) => void changes.push(change),
    isAny: () => changes.length > 0,
    isContinuous: (fromSeq, toSeq) => !changes.some(({ seq }) => seq > fromSeq && seq <= toSeq),
    at(seq) {
      const withdrawn = new Set<number>();
      for (const change of changes) {
        if (change.seq > seq) break;
        if (change.withdrawn) withdrawn.add(change.number);
        else withdrawn.delete(change.number);
      }
      if (withdrawn.size === 0) return (sql) => sql;
      const counting = `events AS NOT MATERIALIZED (SELECT * FROM main.events WHERE ${IMPORT_COLUMN} NOT IN (${[...withdrawn].join(', ')}))`;
      return (sql) => (sql.startsWith('WITH ') ? `WITH ${counting}, ${sql.slice('WITH '.length)}` : `WITH ${counting} ${sql}`);
    },
    after: (seq) => changes.filter((change) => change.seq > seq),
  };
}

export async function readWithdrawals(connection: DuckDBConnection): Promise<Withdrawals> {
  const rows = (await connection.run('SELECT seq, number, withdrawn FROM import_changes ORDER BY seq')).getRows();
  return createWithdrawals(
    (await rows).map(([seq, number, withdrawn]) => ({ seq: Number(seq), number: Number(number), withdrawn: withdrawn === 1 })),
  );
}

/** Within the transaction of the events before them. */
export async function storeChanges(writer: DuckDBConnection, changes: readonly ImportChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ seq, number, withdrawn }) => `(${seq}, ${number}, ${Number(withdrawn)})`);
  await writer.run(`INSERT INTO import_changes VALUES ${rows.join(', ')}`);
}

/** The rows with the numbers of their imports, where any came with one. */
export function withImports(batch: RowBatch, runs: readonly ImportRun[]): RowBatch {
  const { firstSeq, count } = batch;
  const own = runs.filter(({ first, last }) => first < firstSeq + count && last >= firstSeq);
  if (own.length === 0) return batch;
  const imports = new Int32Array(count);
  for (const { first, last, number } of own) imports.fill(number, Math.max(0, first - firstSeq), last - firstSeq + 1);
  return { ...batch, imports };
}
