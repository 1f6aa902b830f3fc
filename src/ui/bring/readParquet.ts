import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Cell } from '../../model/import/fields.ts';
import type { TableChunk } from './chunk.ts';
import { cellOf } from './readLines.ts';

type Convert = (value: unknown) => Cell;

/** Reads a Parquet file one row group after the other. Decimals keep every digit; times without zone come without one. */
export async function* readParquet(file: File): AsyncGenerator<TableChunk> {
  const source = { byteLength: file.size, slice: (from: number, to?: number) => file.slice(from, to).arrayBuffer() };
  const metadata = await parquetMetadataAsync(source);
  const converts = takeConversions(metadata);
  const names = [...converts.keys()];
  const total = Number(metadata.num_rows);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const objects = await parquetReadObjects({ file: source, metadata, rowStart, rowEnd, compressors, utf8: false });
    const rows = objects.map((object) => names.map((name): Cell => converts.get(name)?.(object[name]) ?? null));
    yield { names, rows, first: rowStart + 1, read: rowEnd / total };
    rowStart = rowEnd;
  }
  if (total === 0) yield { names, rows: [], first: 1, read: 1 };
}

/** How the values of each column become cells. Decimals lose their mark, so that they are read as the whole numbers that stand in the file and not as floats. */
function takeConversions(metadata: FileMetaData): ReadonlyMap<string, Convert> {
  return new Map(
    parquetSchema(metadata).children.map(({ element }): [string, Convert] => {
      const { logical_type: logical } = element;
      if (element.converted_type === 'DECIMAL' || logical?.type === 'DECIMAL') {
        const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
        delete element.converted_type;
        delete element.logical_type;
        return [element.name, (value) => (value === null || value === undefined ? null : shifted(wholeOf(value), scale))];
      }
      if (UNREADABLE.has(element.converted_type)) {
        delete element.converted_type;
        return [element.name, () => null];
      }
      if (element.type === 'FLOAT') return [element.name, (value) => (typeof value === 'number' ? shortest(value) : cellOf(value))];
      const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
      return [element.name, isLocal || element.converted_type === 'DATE' ? localTime : cellOf];
    }),
  );
}

/** Kinds of values that stand for no cell of a table: a column of them is empty. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(['INTERVAL', 'BSON']);

function localTime(value: unknown): Cell {
  const text = cellOf(value);
  return value instanceof Date && typeof text === 'string' ? text.slice(0, -1) : text;
}

/** The decimal that a number of 32 bits was written as: 16777.1, not the 16777.099609375 that is nearest to it. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return value;
}

/** Of an integer of any width, or of the bytes of one (two's complement, the largest first). */
function wholeOf(value: unknown): bigint {
  if (typeof value === 'bigint' || typeof value === 'number') return BigInt(value);
  if (!(value instanceof Uint8Array)) throw new TypeError(`a decimal is ${typeof value}`);
  const unsigned = value.reduce((whole, byte) => whole * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(value.length * 8, unsigned);
}

/** `12345` with scale 2 is `123.45`. */
export function shifted(whole: bigint, scale: number): string {
  if (scale <= 0) return String(whole);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
