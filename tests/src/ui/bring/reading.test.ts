/** Files are read piece by piece, and nothing is lost where a piece ends. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/model/import/fields.ts';
import { encodingOf, type TableChunk } from '../../../../src/ui/bring/chunk.ts';
import { openFile } from '../../../../src/ui/bring/openFile.ts';
import { readArray } from '../../../../src/ui/bring/readArray.ts';
import { distinctNames, readCsv } from '../../../../src/ui/bring/readCsv.ts';
import { readJsonRows, readLines } from '../../../../src/ui/bring/readLines.ts';
import { shifted } from '../../../../src/ui/bring/readParquet.ts';

async function all(chunks: AsyncGenerator<TableChunk>): Promise<{ names: readonly string[]; rows: (Row | null)[]; chunks: number }> {
  const read = { names: [] as readonly string[], rows: [] as (Row | null)[], chunks: 0 };
  for await (const { names, rows, first } of chunks) {
    if (read.chunks > 0) expect(first).toBe(2 + read.rows.length);
    read.names = names;
    read.rows.push(...rows);
    read.chunks += 1;
  }
  return read;
}

const csv = (content: BlobPart, name = 'a.csv') => readCsv(new File([content], name));

describe('CSV', () => {
  it.each(['\n', '\r\n'])('of several megabytes keeps every row, with lines of %j', async (newline) => {
    const texts = ['plain', 'with "quotes"', `two${newline}lines`, 'com,ma', 'São Paulo – 東京 🗼', ''];
    const wanted = Array.from({ length: 60_000 }, (_, n) => [String(n), texts[n % texts.length] ?? '', 'x'.repeat(n % 40)]);
    const lines = wanted.map((row) => row.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(','));
    const { rows, names, chunks } = await all(csv(['id,text,more', ...lines].join(newline)));
    expect(chunks).toBeGreaterThan(2);
    expect(names).toEqual(['id', 'text', 'more']);
    expect(rows).toEqual(wanted);
  });

  it('is told by its delimiter and its encoding; rows that are too long are none', async () => {
    expect((await all(csv('a;b\n1;2,5\n'))).rows[0]).toEqual(['1', '2,5']);
    expect(
      (await all(csv(Uint8Array.from([...'a,b\nM'].map((letter) => letter.charCodeAt(0)).concat(0xfc, 0x6e, 0x2c, 0x31))))).rows[0],
    ).toEqual(['Mün', '1']);
    expect((await all(csv('\ufeffa,b\n1,2'))).names).toEqual(['a', 'b']);
    expect((await all(csv('a,b\n1,2,3\n4,5,'))).rows).toEqual([null, ['4', '5', '']]);
    expect(await encodingOf(new Blob(['é']))).toBe('utf-8');
  });

  it('has a name for every column', () => expect(distinctNames(['a', '', 'a', 'b '])).toEqual(['a', 'column 2', 'a 3', 'b']));
});

describe('JSON lines', () => {
  it('become rows; a line that is no object is none', async () => {
    const content = '{"a":1,"b":{"c":"x"}}\n\nnonsense\n{"b":"y","a":null}\n';
    const { names, rows } = await all(readJsonRows(readLines(new File([content], 'a.ndjson'))));
    expect(names).toEqual(['a', 'b']);
    expect(rows).toEqual([[1, '{"c":"x"}'], null, [null, 'y']]);
  });

  it('keep the numbers of their lines', async () => {
    for await (const { lines, numbers } of readLines(new File(['x\n\n y \nz'], 'a.ndjson'))) {
      expect(lines).toEqual(['x', 'y', 'z']);
      expect(numbers).toEqual([1, 3, 4]);
    }
  });
});

it('files are known by their name and beginning', async () => {
  const kind = async (content: string, name: string) => (await openFile(new File([content], name)))?.kind ?? null;
  expect(await kind('a,b', 'A.CSV')).toBe('table');
  expect(await kind('{"specversion":"1.0"}\n', 'a.ndjson')).toBe('events');
  expect(await kind('{"a":1}\n', 'a.jsonl')).toBe('table');
  expect(await kind('{\n"type": "FeatureCollection",\n"features": []}', 'a.json')).toBe('territories');
  expect(await kind('{}', 'a.geojson')).toBe('territories');
  expect(await kind('x', 'a.png')).toBeNull();
  expect(await kind('', 'a.ndjson')).toBeNull();
});

it('decimals of Parquet keep every digit', () => {
  expect(shifted(9_007_199_254_740_993n, 4)).toBe('900719925474.0993');
  expect(shifted(-5n, 2)).toBe('-0.05');
  expect(shifted(12n, 0)).toBe('12');
});

describe('a JSON array', () => {
  const elements = async (content: string) => {
    const lines: string[] = [];
    for await (const chunk of readArray(new File([content], 'a.json'))) lines.push(...chunk.lines);
    return lines.map((line): unknown => JSON.parse(line));
  };

  it.each([
    ['[]'],
    ['[1]'],
    ['[{"a": "]},{[", "b": [1, [2, {"c": "\\"}"}]]}, {"a": "x\\\\"}, null, "te,xt", []]'],
    [JSON.stringify([{ text: 'line\nbreak', deep: { list: [{}, []] } }, { text: '"' }], null, 2)],
    [` \n [\n  {"a": 1}\n  ,\n  {"a": 2}\n]\n`],
  ])('is cut into the elements that JSON.parse finds: %s', async (content) => {
    expect(await elements(content)).toEqual(JSON.parse(content));
  });

  it('is a table of its objects, or events where they are; larger than a piece it stays whole', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => ({ order: `A-${at}`, note: 'x'.repeat(40), deep: { at } }));
    const table = await openFile(new File([JSON.stringify(rows, null, 1)], 'orders.json'));
    expect(table?.kind).toBe('table');
    const read: (Row | null)[] = [];
    if (table?.kind === 'table') {
      for await (const { names, rows: more, first } of table.read()) {
        expect(names).toEqual(['order', 'note', 'deep']);
        expect(first).toBe(1 + read.length);
        read.push(...more);
      }
    }
    expect(read).toHaveLength(30_000);
    expect(read.at(-1)).toEqual(['A-29999', 'x'.repeat(40), '{"at":29999}']);
    const events = await openFile(new File([JSON.stringify([{ specversion: '1.0', id: 'a' }])], 'events.json'));
    expect(events?.kind).toBe('events');
  });
});
