/** Reads a mapping: exactly one SELECT, with the columns that an event needs. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DuckDBConnection, type DuckDBType, DuckDBTypeId, StatementType } from '@duckdb/node-api';
import { messageOf } from '../../../src/protocol/messageOf.ts';

export interface MappingColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

export interface Mapping {
  /** File name, for messages. */
  readonly name: string;
  /** The SELECT, without a closing semicolon, so that it can stand in brackets. */
  readonly select: string;
  readonly columns: readonly MappingColumn[];
  /** What is bound to the parameter `$dir`; empty when the mapping does not use it. */
  readonly bindings: Readonly<Record<string, string>>;
}

const REQUIRED = ['id', 'source', 'type'] as const;

/** Reads and checks the mapping; no event is made. Throws an error that names the file and what is wrong with it. */
export async function readMapping(connection: DuckDBConnection, path: string, dir: string): Promise<Mapping> {
  const name = basename(path);
  try {
    const text = await readFile(path, 'utf8');
    const bindings = await checkStatement(connection, text, dir);
    const select = await withoutSemicolon(connection, text);
    const columns = await describe(connection, select, bindings);
    checkColumns(columns);
    return { name, select, columns, bindings };
  } catch (error) {
    throw new Error(`${name}: ${messageOf(error)}`, { cause: error });
  }
}

async function checkStatement(connection: DuckDBConnection, text: string, dir: string): Promise<Record<string, string>> {
  const { count, prepare } = await extract(connection, text);
  if (count !== 1) throw new Error(`a mapping is exactly one SELECT; this file has ${count} statements`);
  const statement = await prepare().catch((error: unknown) => {
    throw isSelect(text) ? error : notSelect();
  });
  try {
    if (statement.statementType !== StatementType.SELECT) throw notSelect();
    const names = Array.from({ length: statement.parameterCount }, (_, at) => statement.parameterName(at + 1));
    const foreign = names.find((parameter) => parameter !== 'dir');
    if (foreign !== undefined) throw new Error(`$${foreign}: only $dir, the import folder, is given to a mapping`);
    return names.length > 0 ? { dir } : {};
  } finally {
    statement.destroySync();
  }
}

async function extract(connection: DuckDBConnection, text: string) {
  if (withoutComments(text) === '') throw new Error('a mapping is exactly one SELECT; this file has no statement');
  const statements = await connection.extractStatements(text);
  return { count: statements.count, prepare: () => statements.prepare(0) };
}

// Only to choose the better of two messages: what cannot be prepared is refused in any case.
function isSelect(text: string): boolean {
  return /^(select|with|from|\(|values)/i.test(withoutComments(text));
}

function withoutComments(text: string): string {
  return text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|^[;\s]+/g, '').trim();
}

function notSelect(): Error {
  return new Error('a mapping is exactly one SELECT; this statement is another');
}

// A closing semicolon is cut off where the rest then stands in brackets; comments after it and semicolons in texts do no harm.
async function withoutSemicolon(connection: DuckDBConnection, text: string): Promise<string> {
  for (let end = text.length; end > 0; end = text.lastIndexOf(';', end - 1)) {
    const select = text.slice(0, end);
    const parsed = await extract(connection, `SELECT * FROM (\n${select}\n) AS mapping`).catch(() => null);
    if (parsed?.count === 1) return select;
  }
  throw new Error('a mapping is exactly one SELECT; this one cannot stand in brackets');
}

async function describe(
  connection: DuckDBConnection,
  select: string,
  bindings: Readonly<Record<string, string>>,
): Promise<MappingColumn[]> {
  const result = await connection.run(`SELECT * FROM (\n${select}\n) AS mapping LIMIT 0`, bindings);
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, at) => ({ name, type: types[at] as DuckDBType }));
  const untyped = columns.find(({ name, type }) => name === 'time' && type.typeId === DuckDBTypeId.INTEGER);
  if (!untyped || (await hasTime(connection, select, bindings))) return columns;
  return columns.filter((column) => column !== untyped);
}

/** `NULL AS time` is a whole number for DuckDB, as are the times that no mapping may give: only the values tell. */
async function hasTime(connection: DuckDBConnection, select: string, bindings: Readonly<Record<string, string>>): Promise<boolean> {
  const found = await connection.runAndReadAll(`SELECT 1 FROM (\n${select}\n) AS mapping WHERE "time" IS NOT NULL LIMIT 1`, bindings);
  return found.currentRowCount > 0;
}

function checkColumns(columns: readonly MappingColumn[]): void {
  const names = new Set(columns.map((column) => column.name));
  const missing = REQUIRED.filter((name) => !names.has(name));
  if (missing.length === 0) return;
  const found = [...names].join(', ');
  throw new Error(`the SELECT gives no column ${missing.map((name) => `"${name}"`).join(', ')}; it gives ${found}`);
}
