/**
 * Where events lie in the company's own territories: a table a set, of the cells that lie in one of its areas. A territory is a view on
 * places, so all events are judged by the set as it is now; a table is made again when its set is another one.
 */

import { setImmediate } from 'node:timers/promises';
import { DOUBLE, type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api';
import type { Territory } from '../geo/territories/readTerritory.ts';
import { sqlLiteral } from '../sqlText.ts';
import { areaOfGrid } from './areaOfGrid.ts';
import { CHUNK_ROWS, writeColumn } from './chunks.ts';
import { codeColumn, territoryTable } from './columns.ts';

const MADE = 'territories_made';
/** Cells that were not there before, on their way into a table. */
const ARRIVALS = 'territory_arrivals';
/** Cells judged between two looks at what else waits in this thread. */
const CELLS_AT_ONCE = 4096;

/** Makes the tables that are missing or of another set, from the events that are there, and drops those of sets that are gone. */
export async function settleTerritories(writer: DuckDBConnection, territories: readonly Territory[]): Promise<void> {
  await writer.run(`CREATE TABLE IF NOT EXISTS ${MADE} (name VARCHAR, fingerprint VARCHAR)`);
  await writer.run(`CREATE TABLE IF NOT EXISTS ${ARRIVALS} (cell BIGINT, area INTEGER)`);
  const made = new Map(
    (await writer.runAndReadAll(`SELECT name, fingerprint FROM ${MADE}`)).getRows().map(([name, of]) => [String(name), String(of)]),
  );
  for (const name of made.keys()) {
    if (!territories.some((territory) => territory.name === name && territory.fingerprint === made.get(name))) await drop(writer, name);
  }
  for (const territory of territories) if (made.get(territory.name) !== territory.fingerprint) await make(writer, territory);
}

async function drop(writer: DuckDBConnection, name: string): Promise<void> {
  await writer.run('BEGIN');
  await writer.run(`DROP TABLE IF EXISTS ${territoryTable(name)}`);
  await writer.run(`DELETE FROM ${MADE} WHERE name = ${sqlLiteral(name)}`);
  await writer.run('COMMIT');
}

async function make(writer: DuckDBConnection, territory: Territory): Promise<void> {
  await writer.run('BEGIN');
  await writer.run(`CREATE TABLE ${territoryTable(territory.name)} (cell BIGINT, area INTEGER)`);
  const cells = await writer.stream(`SELECT DISTINCT ${codeColumn('cell')}::DOUBLE FROM events WHERE ${codeColumn('cell')} <> 0`);
  const placed: Placed = { cells: [], areas: [] };
  for (let chunk = await cells.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await cells.fetchChunk()) {
    for (const cell of chunk.getColumnValues(0)) place(territory, Number(cell), placed);
    await setImmediate();
  }
  await appendPlaced(writer, territoryTable(territory.name), placed);
  await writer.run(`INSERT INTO ${MADE} VALUES (${sqlLiteral(territory.name)}, ${sqlLiteral(territory.fingerprint)})`);
  await writer.run('COMMIT');
}

interface Placed {
  readonly cells: number[];
  readonly areas: number[];
}

function place(territory: Territory, grid: number, { cells, areas }: Placed): void {
  const area = areaOfGrid(territory, grid);
  if (area === 0) return;
  cells.push(grid);
  areas.push(area);
}

/** Adds cells that may be new to the tables, within the transaction of their events. */
export async function addCells(writer: DuckDBConnection, territories: readonly Territory[], grids: readonly number[]): Promise<void> {
  for (const territory of territories) {
    const placed: Placed = { cells: [], areas: [] };
    for (let at = 0; at < grids.length; at++) {
      place(territory, grids[at] as number, placed);
      if (at % CELLS_AT_ONCE === CELLS_AT_ONCE - 1) await setImmediate();
    }
    if (placed.cells.length === 0) continue;
    const table = territoryTable(territory.name);
    await appendPlaced(writer, ARRIVALS, placed);
    await writer.run(`INSERT INTO ${table} SELECT cell, area FROM ${ARRIVALS} WHERE cell NOT IN (SELECT cell FROM ${table})`);
    await writer.run(`DELETE FROM ${ARRIVALS}`);
  }
}

async function appendPlaced(writer: DuckDBConnection, table: string, { cells, areas }: Placed): Promise<void> {
  const appender: DuckDBAppender = await writer.createAppender(table.replaceAll('"', ''));
  const [values, numbers] = [Float64Array.from(cells), Int32Array.from(areas)];
  const chunk = DuckDBDataChunk.create([DOUBLE, INTEGER]);
  for (let from = 0; from < values.length; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, values.length - from);
    chunk.reset();
    chunk.rowCount = count;
    writeColumn(chunk, 0, values, from, count);
    writeColumn(chunk, 1, numbers, from, count);
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}
