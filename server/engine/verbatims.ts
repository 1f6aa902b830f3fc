/** What customers wrote, as the archive keeps it: beside the events, because few of them have a text. */
import { DOUBLE, type DuckDBAppender, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import type { Json } from '../../src/protocol/event.ts';
import { CHUNK_ROWS, writeColumn, writeTexts } from './chunks.ts';
import type { Verbatim } from './rows.ts';

/** Longer texts are kept whole in the log; the archive keeps their beginning. */
export const MOST_CHARACTERS = 2000;
/** Half a character, which UTF-8 cannot carry, and the NUL that would end a text. */
const UNWRITABLE = /\p{Surrogate}|\0/gu;

/** The verbatim of an event; null when it wrote nothing. */
export function verbatimOf(seq: number, text: Json | undefined): Verbatim | null {
  if (typeof text !== 'string') return null;
  const begun = text.trim().slice(0, MOST_CHARACTERS).replace(UNWRITABLE, '\ufffd');
  return begun === '' ? null : { seq, text: begun };
}

/** Adds verbatims through an appender of the table `verbatims`. */
export function appendVerbatims(appender: DuckDBAppender, verbatims: readonly Verbatim[]): void {
  if (verbatims.length === 0) return;
  // Whole numbers below 2^53 travel as doubles; DuckDB casts them to the column's type.
  const chunk = DuckDBDataChunk.create([DOUBLE, VARCHAR]);
  for (let from = 0; from < verbatims.length; from += CHUNK_ROWS) {
    const page = verbatims.slice(from, from + CHUNK_ROWS);
    chunk.reset();
    chunk.rowCount = page.length;
    writeColumn(
      chunk,
      0,
      Float64Array.from(page, ({ seq }) => seq),
      0,
      page.length,
    );
    writeTexts(chunk, 1, page.length, (row) => page[row]?.text ?? '');
    appender.appendDataChunk(chunk);
  }
}
