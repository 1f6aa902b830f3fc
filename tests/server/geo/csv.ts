/** Reads small CSV files of tests: quoted fields, any line ends. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export type CsvRecord = Readonly<Record<string, string>>;

/** Records by the names of the header, `skip` lines below the top. Absent cells are empty text. */
export function readCsv(path: string, skip = 0): CsvRecord[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  const [header, ...rows] = splitRows(text).slice(skip);
  if (!header) throw new Error(`CSV without header: ${path}`);
  return rows.filter((row) => row.length > 1).map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

const FIELD = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g;

function splitRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, field = '', end] of text.matchAll(FIELD)) {
    row.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
