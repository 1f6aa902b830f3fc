/** Tables of the archive and how batches become their rows. */
import { createHash } from 'node:crypto';
import { BIGINT, DOUBLE, type DuckDBAppender, DuckDBDataChunk, type DuckDBType, INTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type { Settings } from '../settings.ts';
import { codeColumn, numberColumn } from './columns.ts';
import { createCellReader } from './dimensions.ts';
import { codedDimensions, numberFields } from './eventTexts.ts';
import { FINEST } from './h3Grid.ts';
import { codesOf, numbersOf } from './measures.ts';
import type { Dictionaries, RowBatch } from './rows.ts';
import { DAY_MS } from './zone.ts';

/** Raised whenever the same event would be stored differently: older archives are then rebuilt from the log. */
const SCHEMA_VERSION = 1;
/** Rows that DuckDB takes in one chunk. */
const CHUNK_ROWS = 2048;

type ArchiveSettings = Pick<Settings, 'timezone' | 'metrics' | 'dimensions'>;

interface ColumnDefinition {
  readonly name: string;
  readonly type: DuckDBType;
  /** Reads a batch row by row: whole numbers, null where absent. */
  reader(batch: RowBatch): (row: number) => number | null;
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
    column(
      'seq',
      BIGINT,
      ({ firstSeq }) =>
        (row) =>
          firstSeq + row,
    ),
    column('time_ms', BIGINT, ({ timeMs }) => at(timeMs)),
    column('offset_ms', INTEGER, ({ offsetMs }) => at(offsetMs)),
    column(
      'local_day',
      INTEGER,
      ({ timeMs, offsetMs }) =>
        (row) =>
          Math.floor(((timeMs[row] as number) + (offsetMs[row] as number)) / DAY_MS),
    ),
    column('resolved', UTINYINT, ({ resolved }) => at(resolved)),
    column('unconverted', UTINYINT, ({ unconverted }) => at(unconverted)),
    ...codedDimensions(settings).map((name) => {
      if (name !== 'cell') return column(codeColumn(name), INTEGER, (batch) => at(codesOf(batch, name)));
      return column(codeColumn(name), BIGINT, (batch) => {
        const cells = codesOf(batch, name);
        return (row) => cellOf(cells[row] as number);
      });
    }),
    ...numberFields(settings).map((name) =>
      column(numberColumn(name), BIGINT, (batch) => {
        const numbers = numbersOf(batch, name);
        return (row) => (Number.isNaN(numbers[row]) ? null : (numbers[row] as number));
      }),
    ),
  ];
}

function column(name: string, type: DuckDBType, reader: ColumnDefinition['reader']): ColumnDefinition {
  return { name, type, reader };
}

function at(numbers: ArrayLike<number>): (row: number) => number {
  return (row) => numbers[row] as number;
}

/** Statements that make an empty archive. */
export function createTables(columns: readonly ColumnDefinition[], epoch: string, settings: ArchiveSettings): string[] {
  const events = columns.map(({ name, type }) => `${name} ${type}`);
  return [
    `CREATE TABLE events (${events.join(', ')})`,
    'CREATE TABLE dictionary (name VARCHAR, code INTEGER, text VARCHAR)',
    'CREATE TABLE made_from (epoch VARCHAR, fingerprint VARCHAR)',
    'CREATE TABLE progress (applied_seq BIGINT)',
    `INSERT INTO made_from VALUES (${quote(epoch)}, ${quote(fingerprint(settings))})`,
    'INSERT INTO progress VALUES (0)',
  ];
}

/** Adds the rows of a batch through an appender of the table `events`. */
export function appendRows(appender: DuckDBAppender, columns: readonly ColumnDefinition[], batch: RowBatch): void {
  // Whole numbers below 2^53 travel as doubles, which cost far less than bigints; DuckDB casts them to the column's type.
  const types = columns.map(({ type }) => (type === BIGINT ? DOUBLE : type));
  const readers = columns.map(({ reader }) => reader(batch));
  const values: (number | null)[] = [];
  for (let from = 0; from < batch.count; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, batch.count - from);
    const chunk = DuckDBDataChunk.create(types, count);
    values.length = count;
    for (const [index, read] of readers.entries()) {
      for (let row = 0; row < count; row++) values[row] = read(from + row);
      chunk.setColumnValues(index, values);
    }
    appender.appendDataChunk(chunk);
  }
}

/** Adds the texts of a dictionary from code `from` to `to`, both inclusive. */
export function appendTexts(appender: DuckDBAppender, dictionaries: Dictionaries, name: string, from: number, to: number): void {
  for (let first = from; first <= to; first += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, to - first + 1);
    const codes = Array.from({ length: count }, (_, at) => first + at);
    const chunk = DuckDBDataChunk.create([VARCHAR, INTEGER, VARCHAR], count);
    chunk.setColumnValues(
      0,
      codes.map(() => name),
    );
    chunk.setColumnValues(1, codes);
    chunk.setColumnValues(
      2,
      codes.map((code) => dictionaries.text(name, code)),
    );
    appender.appendDataChunk(chunk);
  }
}

/** Text as an SQL literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
