/** Tables of the archive and how batches become their rows. */
import { createHash } from 'node:crypto';
import { BIGINT, DOUBLE, type DuckDBAppender, DuckDBDataChunk, type DuckDBType, INTEGER, UTINYINT } from '@duckdb/node-api';
import type { Settings } from '../settings.ts';
import { sqlLiteral } from '../sqlText.ts';
import { CHUNK_ROWS, type WrittenColumn, writeColumn } from './chunks.ts';
import { codeColumn, numberColumn } from './columns.ts';
import { createCellReader } from './dimensions.ts';
import { codedDimensions, numberFields } from './eventTexts.ts';
import { FINEST } from './h3Grid.ts';
import { codesOf, numbersOf } from './measures.ts';
import type { Dictionaries, RowBatch } from './rows.ts';
import { CREATE_CHANGES, IMPORT_COLUMN } from './withdrawals.ts';
import { DAY_MS } from './zone.ts';

/** Raised whenever the same event would be stored differently: older archives are then rebuilt from the log. */
const SCHEMA_VERSION = 5;

type ArchiveSettings = Pick<Settings, 'timezone' | 'metrics' | 'dimensions'>;

interface ColumnDefinition {
  readonly name: string;
  readonly type: DuckDBType;
  /** The batch's whole numbers, NaN where absent. */
  of(batch: RowBatch): WrittenColumn;
}

/** What an archive must have been made with to be used: anything else is rebuilt. */
export function fingerprint(settings: ArchiveSettings): string {
  const made = {
    SCHEMA_VERSION,
    zone: settings.timezone,
    tz: process.versions.tz,
    numbers: numberFields(settings),
    codes: codedDimensions(settings),
  };
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/** Columns of the table `events`, one row an event. */
export function eventColumns(settings: ArchiveSettings, dictionaries: Dictionaries): ColumnDefinition[] {
  const cellOf = createCellReader(FINEST, dictionaries);
  return [
    column('seq', BIGINT, ({ count, firstSeq }) => filled(new Float64Array(count), (row) => firstSeq + row)),
    column('time_ms', BIGINT, ({ timeMs }) => timeMs),
    column('received_ms', BIGINT, ({ receivedMs }) => receivedMs),
    column('offset_ms', INTEGER, ({ offsetMs }) => Int32Array.from(offsetMs)),
    column('local_day', INTEGER, ({ count, timeMs, offsetMs }) =>
      filled(new Int32Array(count), (row) => Math.floor(((timeMs[row] as number) + (offsetMs[row] as number)) / DAY_MS)),
    ),
    column('resolved', UTINYINT, ({ resolved }) => resolved),
    column('unconverted', UTINYINT, ({ unconverted }) => unconverted),
    ...codedDimensions(settings).map((name) => {
      if (name !== 'cell') return column(codeColumn(name), INTEGER, (batch) => codesOf(batch, name));
      return column(codeColumn(name), BIGINT, (batch) => {
        const cells = codesOf(batch, name);
        return filled(new Float64Array(batch.count), (row) => cellOf(cells[row] as number));
      });
    }),
    column(IMPORT_COLUMN, INTEGER, ({ count, imports }) => imports ?? new Int32Array(count)),
    ...numberFields(settings).map((name) => column(numberColumn(name), BIGINT, (batch) => numbersOf(batch, name))),
  ];
}

function column(name: string, type: DuckDBType, of: ColumnDefinition['of']): ColumnDefinition {
  return { name, type, of };
}

function filled<Column extends Int32Array | Float64Array>(column: Column, valueAt: (row: number) => number): Column {
  for (let row = 0; row < column.length; row++) column[row] = valueAt(row);
  return column;
}

/** Statements that make an empty archive. */
export function createTables(columns: readonly ColumnDefinition[], epoch: string, settings: ArchiveSettings): string[] {
  const events = columns.map(({ name, type }) => `${name} ${type}`);
  return [
    `CREATE TABLE events (${events.join(', ')})`,
    'CREATE TABLE verbatims (seq BIGINT, text VARCHAR)',
    'CREATE TABLE plans (seq BIGINT, metric VARCHAR, from_day INTEGER, to_day INTEGER, value BIGINT, placed UTINYINT)',
    CREATE_CHANGES,
    'CREATE TABLE dictionary (name VARCHAR, code INTEGER, text VARCHAR)',
    'CREATE TABLE made_from (epoch VARCHAR, fingerprint VARCHAR)',
    'CREATE TABLE progress (applied_seq BIGINT, row_count BIGINT, seq_sum HUGEINT)',
    `INSERT INTO made_from VALUES (${sqlLiteral(epoch)}, ${sqlLiteral(fingerprint(settings))})`,
    'INSERT INTO progress VALUES (0, 0, 0)',
  ];
}

/** Adds the rows of a batch through an appender of the table `events`. */
export function appendRows(appender: DuckDBAppender, columns: readonly ColumnDefinition[], batch: RowBatch): void {
  // Whole numbers below 2^53 travel as doubles; DuckDB casts them to the column's type.
  const types = columns.map(({ type }) => (type === BIGINT ? DOUBLE : type));
  const values = columns.map(({ of }) => of(batch));
  const chunk = DuckDBDataChunk.create(types);
  for (let from = 0; from < batch.count; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, batch.count - from);
    chunk.reset();
    chunk.rowCount = count;
    for (let at = 0; at < values.length; at++) writeColumn(chunk, at, values[at] as WrittenColumn, from, count);
    appender.appendDataChunk(chunk);
  }
}
