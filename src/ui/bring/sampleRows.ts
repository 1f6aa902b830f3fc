/** The first rows of a table, by which it is guessed and tried out before anything is sent. */
import type { Row } from '../../model/import/fields.ts';
import { isBlank } from '../../model/import/rowEvent.ts';
import type { TableChunk } from './chunk.ts';

/** Rows that are shown, tried out on the server and looked up on the map. */
const TRIED = 200;
/** Rows that the guess looks at: the first day above twelve may be far down. */
const GUESSED_BY = 5000;

export interface Sample {
  readonly names: readonly string[];
  /** With their numbers in the file; null for what could not be read as a row. */
  readonly numbered: readonly { readonly row: Row | null; readonly number: number }[];
  /** Those that could be read. */
  readonly rows: readonly Row[];
  /** With more of them, for the guess. */
  readonly guessedBy: readonly Row[];
  /** Whether these are all rows of the file. */
  readonly isWhole: boolean;
}

export const NO_SAMPLE: Sample = { names: [], numbered: [], rows: [], guessedBy: [], isWhole: true };

/** Reads as little of the file as will do. */
export async function sampleRows(chunks: AsyncIterable<TableChunk>): Promise<Sample> {
  const all: { row: Row | null; number: number }[] = [];
  let columns: readonly string[] = [];
  for await (const { names, rows, numbers, first } of chunks) {
    columns = names;
    for (const [at, row] of rows.entries()) {
      if (row === null || !isBlank(row)) all.push({ row, number: numbers?.[at] ?? first + at });
      if (all.length >= GUESSED_BY) break;
    }
    if (all.length > TRIED) break;
  }
  const numbered = all.slice(0, TRIED);
  return { names: columns, numbered, rows: readable(numbered), guessedBy: readable(all), isWhole: all.length <= TRIED };
}

function readable(numbered: Sample['numbered']): readonly Row[] {
  return numbered.flatMap(({ row }) => (row === null ? [] : [row]));
}
