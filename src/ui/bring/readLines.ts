import type { Cell, Row } from '../../model/import/fields.ts';
import { type LineChunk, type TableChunk, textPieces } from './chunk.ts';

/** Rows that tell which names there are. */
const LOOKED_AT = 1000;

/** The lines of a file of JSON lines, those with nothing on them left out. */
export async function* readLines(file: File): AsyncGenerator<LineChunk> {
  let [rest, number] = ['', 0];
  for await (const { text, read } of textPieces(file, 'utf-8')) {
    const whole = (rest + text).split('\n');
    rest = read < 1 ? (whole.pop() ?? '') : '';
    const chunk: { lines: string[]; numbers: number[] } = { lines: [], numbers: [] };
    for (const line of whole) {
      number += 1;
      if (line.trim() === '') continue;
      chunk.lines.push(line.trim());
      chunk.numbers.push(number);
    }
    yield { ...chunk, read };
  }
}

/** Whether a line is a CloudEvent, which needs no columns. */
export function isEventLine(line: string): boolean {
  const value = parse(line);
  return value !== null && 'specversion' in value;
}

/** JSON lines of any other objects as a table; nested values stay JSON text. A line that is no object is null. */
export async function* readJsonRows(pieces: AsyncIterable<LineChunk>): AsyncGenerator<TableChunk> {
  let names: readonly string[] | null = null;
  for await (const { lines, numbers, read } of pieces) {
    const objects = lines.map(parse);
    names ??= [...new Set(objects.slice(0, LOOKED_AT).flatMap((object) => Object.keys(object ?? {})))];
    const columns = names;
    const rows = objects.map((object): Row | null => (object === null ? null : columns.map((name) => cellOf(object[name]))));
    yield { names, rows, first: numbers[0] ?? 1, read };
  }
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** A value of JSON or Parquet as a cell. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  return value instanceof Date
    ? value.toISOString()
    : JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
