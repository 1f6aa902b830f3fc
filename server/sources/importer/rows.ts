/** Runs a mapping and gives its events in batches that fit one request. */
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import type { Mapping } from './mapping.ts';
import { toLinesSql } from './rowSql.ts';

const BATCH_ROWS = 5_000;
const BATCH_CHARACTERS = 2_000_000;

/** Events as NDJSON lines, in the order of the mapping. */
export interface LineBatch {
  /** Number of the first line among all rows, from 1. */
  readonly firstRow: number;
  readonly lines: readonly string[];
  readonly sources: ReadonlySet<string>;
}

/** Rows that the mapping will give. */
export async function countRows(connection: DuckDBConnection, mapping: Mapping): Promise<number> {
  for await (const chunk of chunksOf(connection, mapping, `SELECT count(*) FROM (\n${mapping.select}\n) AS mapping`)) {
    return Number(chunk.getRows()[0]?.[0] ?? 0);
  }
  return 0;
}

/** The one value that a column has wherever another one has any; null when there are none or several. */
export async function onlyValue(
  connection: DuckDBConnection,
  mapping: Mapping,
  { of, where }: { readonly of: string; readonly where: string },
): Promise<string | null> {
  const sql = `SELECT DISTINCT trim(CAST("${of}" AS VARCHAR)) FROM (\n${mapping.select}\n) AS mapping WHERE "${where}" IS NOT NULL AND "${of}" IS NOT NULL LIMIT 2`;
  const values: unknown[] = [];
  for await (const chunk of chunksOf(connection, mapping, sql)) values.push(...chunk.getColumnValues(0));
  return values.length === 1 ? String(values[0]) : null;
}

/** All events of the mapping, read as they are asked for. */
export async function* readBatches(connection: DuckDBConnection, mapping: Mapping): AsyncGenerator<LineBatch, void, undefined> {
  let firstRow = 1;
  let lines: string[] = [];
  let sources = new Set<string>();
  let characters = 0;
  for await (const chunk of chunksOf(connection, mapping, toLinesSql(mapping, 'as-given'))) {
    const texts = chunk.getColumnValues(0) as string[];
    const from = chunk.getColumnValues(1) as (string | null)[];
    for (let row = 0; row < texts.length; row += 1) {
      const line = texts[row] ?? '';
      lines.push(line);
      characters += line.length;
      const source = from[row];
      if (source) sources.add(source);
      if (lines.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
      yield { firstRow, lines, sources };
      firstRow += lines.length;
      lines = [];
      sources = new Set();
      characters = 0;
    }
  }
  if (lines.length > 0) yield { firstRow, lines, sources };
}

/** One event of a replay; `atMs` is null for an event without time. */
export interface TimedLine {
  readonly line: string;
  readonly source: string | null;
  readonly atMs: number | null;
}

/** All events of the mapping in time order, those without time first. */
export async function* readInTimeOrder(connection: DuckDBConnection, mapping: Mapping): AsyncGenerator<TimedLine[], void, undefined> {
  for await (const chunk of chunksOf(connection, mapping, toLinesSql(mapping, 'by-time'))) {
    const rows = chunk.getRows() as [string, number | null, string | null][];
    yield rows.map(([line, atMs, source]) => ({ line, atMs, source }));
  }
}

// What goes wrong here is in the mapping or its files: the message names them.
async function* chunksOf(connection: DuckDBConnection, mapping: Mapping, sql: string): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  const failed = (error: unknown) => new Error(`${mapping.name}: ${messageOf(error)}`, { cause: error });
  const result = await connection.stream(sql, mapping.bindings).catch((error: unknown) => {
    throw failed(error);
  });
  for (;;) {
    const chunk = await result.fetchChunk().catch((error: unknown) => {
      throw failed(error);
    });
    if (!chunk || chunk.rowCount === 0) return;
    yield chunk;
  }
}
