/** A column of a result, read from its chunks: whole numbers, 0 for NULL. */
import { type DuckDBDataChunk, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { CHUNK_ROWS } from './chunks.ts';
import type { Whole } from './measures.ts';

/** Numbers while all of them are safe, else numbers and bigints. */
export type WholeColumn = Float64Array | readonly Whole[];

/** Where nothing is beyond 2^53, whose double is exact too. */
export function toNumbers(column: WholeColumn): Float64Array {
  return column instanceof Float64Array ? column : Float64Array.from(column, Number);
}

/** Words of 32 bits in a value, of the types that answers are made of; others are read one by one. */
const WORDS: { readonly [type in DuckDBTypeId]?: number } = {
  [DuckDBTypeId.INTEGER]: 1,
  [DuckDBTypeId.BIGINT]: 2,
  [DuckDBTypeId.HUGEINT]: 4,
};
const HALF = 2 ** 32;
/** Upper halves of whole numbers of 64 bits that a JS number holds exactly. */
const SAFE_HALF = 2 ** 21;

export interface WholeReader {
  /** Adds the values of a chunk's column. */
  add(chunk: DuckDBDataChunk, column: number): void;
  column(): WholeColumn;
}

export function createWholeReader(type: DuckDBTypeId): WholeReader {
  let numbers = new Float64Array(CHUNK_ROWS);
  let count = 0;
  /** Those that are not safe, by row. */
  const large = new Map<number, bigint>();

  function read(chunk: DuckDBDataChunk, column: number, rows: number): void {
    const width = WORDS[type];
    if (width === undefined) {
      chunk.visitColumnValues(column, (value, row) => put(row, toWhole(value)));
      return;
    }
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
    const data = duckdb.vector_get_data(vector, 4 * width * rows);
    const words = new Int32Array(data.buffer, data.byteOffset, width * rows);
    if (width === 1) numbers.set(words, count);
    else readWords(words, width, rows);
    const present = duckdb.vector_get_validity(vector, 8 * Math.ceil(rows / 64)) as Uint8Array | null;
    if (present) for (let row = 0; row < rows; row++) if (((present[row >> 3] as number) & (1 << (row & 7))) === 0) put(row, 0);
  }

  /** Numbers in two's complement, lowest word first. */
  function readWords(words: Int32Array, width: number, rows: number): void {
    for (let row = 0, at = 0; row < rows; row++, at += width) {
      const high = words[at + 1] as number;
      let isSafe = high > -SAFE_HALF && high < SAFE_HALF;
      for (let word = 2; word < width; word++) isSafe &&= words[at + word] === high >> 31;
      if (isSafe) numbers[count + row] = high * HALF + ((words[at] as number) >>> 0);
      else put(row, toBigint(words, at, width));
    }
  }

  function put(row: number, value: Whole): void {
    if (typeof value === 'bigint') large.set(count + row, value);
    else large.delete(count + row);
    numbers[count + row] = Number(value);
  }

  return {
    add(chunk, column) {
      const rows = chunk.rowCount;
      if (count + rows > numbers.length) {
        const wider = new Float64Array(Math.max(2 * numbers.length, count + rows));
        wider.set(numbers);
        numbers = wider;
      }
      read(chunk, column, rows);
      count += rows;
    },
    column() {
      const all = numbers.subarray(0, count);
      return large.size === 0 ? all : Array.from(all, (number, row) => large.get(row) ?? number);
    },
  };
}

function toBigint(words: Int32Array, at: number, width: number): bigint {
  let value = BigInt(words[at + width - 1] as number);
  for (let word = width - 2; word >= 0; word--) value = (value << 32n) | BigInt((words[at + word] as number) >>> 0);
  return value;
}

function toWhole(value: DuckDBValue): Whole {
  if (value === null) return 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'bigint') throw new Error(`archive: ${String(value)} is no whole number`);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
