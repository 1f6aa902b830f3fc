/** What a dropped file is, told by its name and its beginning. */
import type { LineChunk, TableChunk } from './chunk.ts';
import { isArrayFile, readArray } from './readArray.ts';
import { readCsv } from './readCsv.ts';
import { isEventLine, readJsonRows, readLines } from './readLines.ts';

export type Opened =
  | { readonly kind: 'table'; readonly file: File; read(): AsyncGenerator<TableChunk> }
  | { readonly kind: 'events'; readonly file: File; read(): AsyncGenerator<LineChunk> }
  | { readonly kind: 'territories'; readonly file: File };

/** Files that can be chosen. */
export const ACCEPTED = '.csv,.tsv,.txt,.parquet,.ndjson,.jsonl,.json,.geojson';

/** Tells what the file holds. Null for what cannot be read here. */
export async function openFile(file: File): Promise<Opened | null> {
  const ending = file.name.toLowerCase().split('.').at(-1) ?? '';
  if (ending === 'geojson') return { kind: 'territories', file };
  if (ending === 'parquet') {
    const { readParquet } = await import('./readParquet.ts');
    return { kind: 'table', file, read: () => readParquet(file) };
  }
  if (['csv', 'tsv', 'txt'].includes(ending)) return { kind: 'table', file, read: () => readCsv(file) };
  if (['ndjson', 'jsonl', 'json'].includes(ending)) return openLines(file, (await isArrayFile(file)) ? readArray : readLines);
  return null;
}

async function openLines(file: File, read: (file: File) => AsyncGenerator<LineChunk>): Promise<Opened | null> {
  for await (const { lines } of read(file)) {
    const [first] = lines;
    if (first === undefined) continue;
    if (/"type"\s*:\s*"(?:FeatureCollection|Feature|Polygon|MultiPolygon)"/.test(lines.slice(0, 20).join(' ').slice(0, 2000))) {
      return { kind: 'territories', file };
    }
    if (isEventLine(first)) return { kind: 'events', file, read: () => read(file) };
    return first.startsWith('{') && first.endsWith('}') ? { kind: 'table', file, read: () => readJsonRows(read(file)) } : null;
  }
  return null;
}
