import Papa from 'papaparse';
import { encodingOf, type TableChunk, textPieces } from './chunk.ts';

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly meta: { readonly cursor: number };
}

/** The head is the first line. */
const FIRST_ROW = 2;

/** Reads a CSV file (comma, semicolon, tab or bar) piece by piece: a row that a piece ends in waits for the next one. */
export async function* readCsv(file: File): AsyncGenerator<TableChunk> {
  let [rest, first]: [string, number] = ['', FIRST_ROW];
  let names: readonly string[] | null = null;
  let dialect: Papa.ParseConfig | null = null;
  for await (const { text, read } of textPieces(file, await encodingOf(file))) {
    rest += text;
    dialect ??= dialectOf(rest);
    const { data, meta } = new Papa.Parser(dialect).parse(rest, 0, read < 1) as Parsed;
    rest = rest.slice(meta.cursor);
    const records = names === null ? data.slice(1) : data;
    names ??= data[0] ? distinctNames(data[0]) : null;
    if (names === null) continue;
    const width = names.length;
    // More values than columns: a delimiter stands unquoted in a text, and every value after it in a wrong column.
    const rows = records.map((record) => (record.slice(width).some((value) => value !== '') ? null : record));
    yield { names, rows, first, read };
    first += records.length;
  }
}

/** Delimiter and line ends, as the beginning of the file has them. */
function dialectOf(text: string): Papa.ParseConfig {
  const { meta } = Papa.parse(text, { preview: 20, skipEmptyLines: true, delimitersToGuess: [',', ';', '\t', '|'] });
  return { delimiter: meta.delimiter || ',', newline: meta.linebreak as '\n', quoteChar: '"' };
}

/** Columns without a name have their number; names that repeat, too. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const plain = name.trim();
    const distinct = plain !== '' && !taken.has(plain) ? plain : `${plain || 'column'} ${at + 1}`;
    taken.add(distinct);
    return distinct;
  });
}
