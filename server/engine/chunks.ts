/** Whole numbers into and out of DuckDB's chunks, a column at a time. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** Rows that DuckDB takes in one chunk. */
export const CHUNK_ROWS = 2048;
const WORD_BITS = 64;

/** A column to be written; NaN is NULL. */
export type WrittenColumn = Int32Array | Uint8Array | Float64Array;

/** Bits of the rows that have a value, for one chunk. */
const present = new Uint8Array(CHUNK_ROWS / 8);

/** Fills a column of a chunk with `count` values from `from` on. The column's type must have the width of the array's elements. */
export function writeColumn(chunk: DuckDBDataChunk, column: number, values: WrittenColumn, from: number, count: number): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  const width = values.BYTES_PER_ELEMENT;
  duckdb.copy_data_to_vector(vector, 0, values.buffer as ArrayBuffer, values.byteOffset + from * width, count * width);
  if (!(values instanceof Float64Array) || !notePresent(values, from, count)) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, present.buffer, 0, Math.ceil(count / WORD_BITS) * (WORD_BITS / 8));
}

/** Gives every row of a column the same text. */
export function writeConstant(chunk: DuckDBDataChunk, column: number, text: string): void {
  duckdb.vector_reference_value(duckdb.data_chunk_get_vector(chunk.chunk, column), duckdb.create_varchar(text));
}

/** Fills a column of texts. */
export function writeTexts(chunk: DuckDBDataChunk, column: number, count: number, textAt: (row: number) => string): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  for (let row = 0; row < count; row++) duckdb.vector_assign_string_element(vector, row, textAt(row));
}

/** Notes in {@link present} which values are numbers; true when one is not. */
function notePresent(values: Float64Array, from: number, count: number): boolean {
  let isAnyAbsent = false;
  for (let byte = 0; 8 * byte < count; byte++) {
    let bits = 0;
    const first = from + 8 * byte;
    const end = Math.min(8, count - 8 * byte);
    for (let bit = 0; bit < end; bit++) if (!Number.isNaN(values[first + bit])) bits |= 1 << bit;
    present[byte] = bits;
    if (bits !== (1 << end) - 1) isAnyAbsent = true;
  }
  return isAnyAbsent;
}
