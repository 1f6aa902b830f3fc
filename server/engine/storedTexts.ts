/** The texts of the dictionaries in the archive's table `dictionary`: one row a text. */
import { type DuckDBAppender, DuckDBBlobValue, type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import { CHUNK_ROWS, writeColumn, writeConstant, writeTexts } from './chunks.ts';
import type { MutableDictionaries } from './dictionaries.ts';
import type { Dictionaries } from './rows.ts';
import type { TextPage } from './textDictionary.ts';

/** Texts that DuckDB hands over as one, and codes that are read at a time. */
const PAGE_TEXTS = 8192;
const RANGE_CODES = 64 * PAGE_TEXTS;
const [ZERO, COLON] = [0x30, 0x3a];

/** Adds the texts of a dictionary from code `from` to `to`, both inclusive. */
export function appendTexts(appender: DuckDBAppender, dictionaries: Dictionaries, name: string, from: number, to: number): void {
  const chunk = DuckDBDataChunk.create([VARCHAR, INTEGER, VARCHAR]);
  const codes = new Int32Array(CHUNK_ROWS);
  for (let first = from; first <= to; first += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, to - first + 1);
    for (let row = 0; row < count; row++) codes[row] = first + row;
    chunk.reset();
    chunk.rowCount = count;
    writeConstant(chunk, 0, name);
    writeColumn(chunk, 1, codes, 0, count);
    writeTexts(chunk, 2, count, (row) => dictionaries.text(name, first + row) ?? '');
    appender.appendDataChunk(chunk);
  }
}

/** Fills the dictionaries with what is stored, range by range: text by text it would take three times as long. Throws on damage. */
export async function restoreTexts(connection: DuckDBConnection, dictionaries: MutableDictionaries): Promise<void> {
  const found = await connection.run('SELECT name, max(code), count(*) FROM dictionary GROUP BY name ORDER BY name');
  for (const [stored, last, count] of await found.getRows()) {
    const name = String(stored);
    dictionaries.expect(name, Number(count));
    let next = 1;
    for (let from = 0; from <= Number(last); from += RANGE_CODES) {
      const pages = await readRange(connection, name, from);
      dictionaries.restore(name, next, pages);
      next += pages.reduce((sum, { ranges }) => sum + ranges.length / 2, 0);
    }
    if (next !== Number(last) + 1) throw new Error(`dictionary ${name}: of ${last} texts only ${next - 1} are there`);
  }
}

/** A page is its texts one behind the other, before each its length in bytes and a colon: any character may be in a text. */
async function readRange(connection: DuckDBConnection, name: string, from: number): Promise<TextPage[]> {
  const isWhole = 'count(text) = max(code) - min(code) + 1 AND 2 * sum(code) = count(text) * (min(code)::BIGINT + max(code))';
  const sql = `SELECT min(code) AS first, count(text), ${isWhole}, encode(string_agg(strlen(text) || ':' || text, '' ORDER BY code))
    FROM dictionary WHERE name = $name AND code >= $from AND code < $to GROUP BY code // ${PAGE_TEXTS} ORDER BY first`;
  const result = await connection.run(sql, { name, from, to: from + RANGE_CODES });
  return (await result.getRows()).map(([first, count, whole, page], at) => {
    const isNext = whole === true && Number(first) === Math.max(1, from + at * PAGE_TEXTS);
    if (!isNext || !(page instanceof DuckDBBlobValue)) throw new Error(`dictionary ${name}: texts after code ${first} are missing`);
    return { bytes: page.bytes, ranges: rangesOf(page.bytes, Number(count)) };
  });
}

/** Where in a page of so many texts text i begins and ends, at `2 * i`. */
function rangesOf(page: Uint8Array, count: number): Int32Array {
  const ranges = new Int32Array(2 * count);
  for (let at = 0, next = 0; next < ranges.length; next += 2) {
    let length = 0;
    for (; page[at] !== COLON; at++) length = 10 * length + (page[at] as number) - ZERO;
    ranges[next] = at + 1;
    at += 1 + length;
    ranges[next + 1] = at;
  }
  return ranges;
}
