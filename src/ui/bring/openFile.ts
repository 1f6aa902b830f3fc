/** What a dropped file is, told by its name and its beginning. */
import type { LineChunk, TableChunk } from './chunk.ts';
import { wholeText } from './chunk.ts';
import { isArrayFile, readArray, readObjects } from './readArray.ts';
import { readCsv } from './readCsv.ts';
import { isEventLine, readJsonRows, readLines } from './readLines.ts';

export type Opened =
  | { readonly kind: 'table'; readonly file: File; read(): AsyncGenerator<TableChunk> }
  | { readonly kind: 'events'; readonly file: File; read(): AsyncGenerator<LineChunk> }
  | { readonly kind: 'territories'; readonly file: File };

/** Files that can be chosen. */
export const ACCEPTED = '.csv,.tsv,.txt,.parquet,.ndjson,.jsonl,.json,.geojson';

/** Tells what the file holds; what its beginning says counts more than its name. Null for what cannot be read here. */
export async function openFile(file: File): Promise<Opened | null> {
  const ending = file.name.toLowerCase().split('.').at(-1) ?? '';
  if (ending === 'geojson') return { kind: 'territories', file };
  const beginning = await wholeText(file.slice(0, 1024));
  if (ending === 'parquet' || beginning.startsWith('PAR1')) {
    const { readParquet } = await import('./readParquet.ts');
    return { kind: 'table', file, read: () => readParquet(file) };
  }
  const isText = ['csv', 'tsv', 'txt'].includes(ending);
  if (['ndjson', 'jsonl', 'json'].includes(ending) || (isText && JSON_BEGINNING.test(beginning))) return openJson(file, beginning);
  return isText && !beginning.startsWith(ZIPPED) ? { kind: 'table', file, read: () => readCsv(file) } : null;
}

const JSON_BEGINNING = /^\s*(?:\{\s*"|\[\s*\{)/;
/** A workbook of a spreadsheet, whatever its name. */
const ZIPPED = 'PK\u0003\u0004';

async function openJson(file: File, beginning: string): Promise<Opened | null> {
  if (await isArrayFile(file)) return openLines(file, readArray);
  return (await openLines(file, readLines)) ?? (beginning.trimStart().startsWith('{') ? openLines(file, readObjects) : null);
}

const AREAS = /"type"\s*:\s*"(?:FeatureCollection|Feature|Polygon|MultiPolygon)"/;

async function openLines(file: File, read: (file: File) => AsyncGenerator<LineChunk>): Promise<Opened | null> {
  for await (const { lines } of read(file)) {
    const [first] = lines;
    if (first === undefined) continue;
    const whole = lines.join(' ');
    if (AREAS.test(whole.slice(0, 2000)) && /"(?:features|geometry|coordinates)"\s*:/.test(whole)) return { kind: 'territories', file };
    if (isEventLine(first)) return { kind: 'events', file, read: () => read(file) };
    return first.startsWith('{') && first.endsWith('}') ? { kind: 'table', file, read: () => readJsonRows(read(file)) } : null;
  }
  return null;
}
