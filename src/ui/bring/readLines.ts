import type { Cell, Row } from '../../model/import/fields.ts';
import { type LineChunk, type TableChunk, textPieces } from './chunk.ts';

/** The lines of a file of JSON lines, those with nothing on them left out. */
export async function* readLines(file: File): AsyncGenerator<LineChunk> {
  let [rest, number] = ['', 0];
  for await (const { text, read } of textPieces(file)) {
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

/** Objects whose names are ids have others in every line: no table is as wide, and each of its rows would hold a cell for each of them. */
const MOST_COLUMNS = 2000;

/**
 * JSON lines of any other objects as a table; nested values stay JSON text. A name that first stands in a later piece is a column more from there on.
 * A line that is no object, or one with names beyond {@link MOST_COLUMNS}, is null.
 */
export async function* readJsonRows(pieces: AsyncIterable<LineChunk>): AsyncGenerator<TableChunk> {
  const known = new Set<string>();
  for await (const { lines, numbers, read } of pieces) {
    const objects = lines.map(parse).map((object) => {
      const news = Object.keys(object ?? {}).filter((name) => !known.has(name));
      if (known.size + news.length > MOST_COLUMNS) return null;
      for (const name of news) known.add(name);
      return object;
    });
    const names = [...known];
    const rows = objects.map((object): Row | null => (object === null ? null : names.map((name) => cellOf(object[name]))));
    yield { names, rows, first: numbers[0] ?? 1, numbers, read };
  }
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(/\d{16}/.test(line) ? withWholeNumbers(line) : line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** Whole numbers with more digits than a number of JavaScript holds become texts, so that they keep them all. */
function withWholeNumbers(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));
}

/** A value of JSON or Parquet as a cell. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return bytes.decode(value);
  // Times without end are infinite in a file, and none here.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return JSON.stringify(value, (_, inner: unknown) => innerOf(inner));
}

/** Of Parquet: columns of texts that do not say so are bytes. */
const bytes = new TextDecoder();

function innerOf(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? bytes.decode(value) : value;
}
