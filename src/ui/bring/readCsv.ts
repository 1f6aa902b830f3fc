import Papa from 'papaparse';
import { type TableChunk, textPieces } from './chunk.ts';

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string; readonly row: number; readonly index: number }[];
  readonly meta: { readonly cursor: number };
}

type Records = readonly (readonly string[] | null)[];

interface Dialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
}

/** The head is the first line. */
const FIRST_ROW = 2;
/** No event is as long: a record that goes on further has a quote that does not close. */
const MOST_CHARACTERS = 4_000_000;
/** By this line a spreadsheet is told the delimiter. */
const TOLD = /^sep=(.)\r?\n/i;

/**
 * Reads a CSV file (comma, semicolon, tab or bar) piece by piece: a row that a piece ends in waits for the next one. After a quote that does not close
 * nobody knows where rows end: every line from there on is one that could not be read.
 */
export async function* readCsv(file: File): AsyncGenerator<TableChunk> {
  let [rest, first, isBroken]: [string, number, boolean] = ['', FIRST_ROW, false];
  let names: readonly string[] | null = null;
  let dialect: Dialect | null = null;
  for await (const { text, read } of textPieces(file)) {
    rest += text;
    if (dialect === null) {
      dialect = dialectOf(rest);
      rest = rest.replace(TOLD, '');
    }
    let records: Records = [];
    if (!isBroken) [records, rest, isBroken] = parse(rest, dialect, read >= 1);
    if (isBroken) {
      const lines = rest.split(dialect.newline);
      rest = read < 1 ? (lines.pop() ?? '') : '';
      records = [...records, ...lines.filter((line) => line.trim() !== '').map(() => null)];
    }
    if (names === null) {
      const at = headAt(records);
      const head = records[at];
      if (!head) {
        first += records.length;
        continue;
      }
      names = distinctNames(head);
      records = records.slice(at + 1);
      first += at;
    }
    const width = names.length;
    // More values than columns: a delimiter stands unquoted in a text, and every value after it in a wrong column.
    const rows = records.map((record) => (record?.slice(width).some((value) => value !== '') ? null : record));
    yield { names, rows, first, read };
    first += records.length;
  }
}

/** The records of a text, what is left of it, and whether that begins with a quote that does not close. */
function parse(text: string, { delimiter, newline }: Dialect, isLast: boolean): [Records, rest: string, isBroken: boolean] {
  const { data, errors, meta } = new Papa.Parser({ delimiter, newline, quoteChar: '"' }).parse(text, 0, !isLast) as Parsed;
  const open = errors.find(({ code }) => code === 'MissingQuotes');
  const misquoted = new Set(errors.map(({ row }) => row));
  const records = data.slice(0, open?.row).flatMap((record, at): Records => {
    // Quotes in the midst of a text are taken as they stand, unless the search for the closing one went into other lines.
    const lines = misquoted.has(at) ? record.join('').split(newline).length : 1;
    return lines > 1 ? Array.from({ length: lines }, () => null) : [newline === '\n' ? withoutReturn(record) : record];
  });
  if (open) return [records, text.slice(open.index), true];
  const rest = text.slice(meta.cursor);
  return [records, rest, rest.length > MOST_CHARACTERS];
}

/** Lines end with LF; of those that end with CRLF, the last value has what is before it. */
function withoutReturn(record: readonly string[]): readonly string[] {
  const last = record.at(-1) ?? '';
  return last.endsWith('\r') ? record.with(-1, last.slice(0, -1)) : record;
}

/** Delimiter and line ends, as the beginning of the file has them. A file may have lines that end with LF and others that end with CRLF. */
function dialectOf(text: string): Dialect {
  const { meta } = Papa.parse(text.replace(TOLD, ''), { preview: 20, skipEmptyLines: true, delimitersToGuess: [',', ';', '\t', '|'] });
  return { delimiter: TOLD.exec(text)?.[1] ?? (meta.delimiter || ','), newline: meta.linebreak === '\r' ? '\r' : '\n' };
}

const LOOKED_AT = 20;
/** Of a table so wide, a line with one value is none of names. */
const WIDE = 3;

/** The record of the names: the first, but for empty lines, a title and remarks before a table. */
function headAt(records: Records): number {
  const from = records.findIndex((record) => saidIn(record) > 0);
  if (from < 0) return -1;
  const begin = records.slice(from, from + LOOKED_AT).map(saidIn);
  const least = Math.max(...begin) >= WIDE ? 2 : 1;
  return from + begin.findIndex((said) => said >= least);
}

function saidIn(record: Records[number]): number {
  return record?.filter((value) => value.trim() !== '').length ?? 0;
}

/** Columns without a name have their number; names that repeat, too. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const plain = name.trim();
    let distinct = plain || `column ${at + 1}`;
    for (let number = at + 1; taken.has(distinct); number++) distinct = `${plain || 'column'} ${number}`;
    taken.add(distinct);
    return distinct;
  });
}
