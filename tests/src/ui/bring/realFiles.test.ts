/** Files as the programs of real companies write them: no row of them is lost in silence, and nothing is taken for what it is not. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/model/import/fields.ts';
import { guessPlan } from '../../../../src/model/import/guess.ts';
import { wholeText } from '../../../../src/ui/bring/chunk.ts';
import { openFile } from '../../../../src/ui/bring/openFile.ts';
import { distinctNames, readCsv } from '../../../../src/ui/bring/readCsv.ts';
import { readParquet } from '../../../../src/ui/bring/readParquet.ts';
import { badRow, importTable, type Tally } from '../../../../src/ui/bring/runImport.ts';
import { sampleRows } from '../../../../src/ui/bring/sampleRows.ts';
import { decimalsAsBytes } from './parquetBytes.ts';

const GIVEN = { timeZone: 'UTC', source: '/import/a', importId: 'i1' };

async function rowsOf(name: string, content: BlobPart): Promise<{ names: readonly string[]; rows: (Row | null)[] }> {
  const opened = await openFile(new File([content], name));
  if (opened?.kind !== 'table') throw new Error(`${name} is ${opened?.kind}`);
  const rows: (Row | null)[] = [];
  let columns: readonly string[] = [];
  for await (const chunk of opened.read()) {
    columns = chunk.names;
    rows.push(...chunk.rows.filter((row) => row === null || row.some((cell) => cell !== '')));
  }
  return { names: columns, rows };
}

describe('CSV', () => {
  it('may have lines that end with CRLF and others that end with LF', async () => {
    const wanted = [
      ['1', 'x'],
      ['2', 'y'],
      ['3', 'z'],
    ];
    expect((await rowsOf('a.csv', 'a,b\r\n1,x\n2,y\n3,z\n')).rows).toEqual(wanted);
    expect((await rowsOf('a.csv', 'a,b\n1,x\r\n2,"y"\r\n3,z')).rows).toEqual(wanted);
    expect((await rowsOf('a.csv', 'a,b\r1,x\r2,y\r3,z')).rows).toEqual(wanted);
  });

  it('may tell its delimiter to a spreadsheet', async () => {
    const { names, rows } = await rowsOf('a.csv', '\ufeffsep=;\r\na;b\r\n1,5;x, y, z\r\n');
    expect([names, rows]).toEqual([['a', 'b'], [['1,5', 'x, y, z']]]);
  });

  it('may have empty lines, a title and remarks before its names; rows keep their numbers', async () => {
    const read = async (text: string) => {
      for await (const { names, rows, first } of readCsv(new File([text], 'a.csv'))) return { names, rows, first };
      return null;
    };
    const table = { names: ['a', 'b', 'c'], rows: [['1', '2', '3']] };
    expect(await read('\r\n\r\na;b;c\r\n1;2;3')).toEqual({ ...table, first: 4 });
    expect(await read('# ----\n# Date range: 2026\na,b,c\n1,2,3')).toEqual({ ...table, first: 4 });
    expect(await read('Sales of March;;\n;;\na;b;c\n1;2;3')).toEqual({ ...table, first: 4 });
    expect(await read('a\n1')).toEqual({ names: ['a'], rows: [['1']], first: 2 });
    expect(await read('a,b\n1,2')).toEqual({ names: ['a', 'b'], rows: [['1', '2']], first: 2 });
  });

  it('may begin with any number of lines with nothing on them', async () => {
    for (const blank of [25, 900_000]) {
      const file = new File([`${',\n'.repeat(blank)}a,b\n1,2\n3,4\n`], 'a.csv');
      const read: (Row | null)[] = [];
      for await (const { names, rows, first } of readCsv(file)) {
        expect([names, first]).toEqual([['a', 'b'], blank + 2]);
        read.push(...rows);
      }
      expect(read.slice(0, 2)).toEqual([
        ['1', '2'],
        ['3', '4'],
      ]);
    }
  });

  it('has no row that swallowed others: each of their lines could not be read', async () => {
    const open = '1,"never closed\n2,x\n3,y\n';
    expect((await rowsOf('a.csv', `a,b\n0,"ok"\n${open}`)).rows).toEqual([['0', 'ok'], null, null, null]);
    expect((await rowsOf('a.csv', 'a,b\n1,"Big" sale\n2,x\n3,"y"\n4,z\n')).rows).toEqual([null, null, null, ['4', 'z']]);
    expect((await rowsOf('a.csv', 'a,b\n1,"he said "no" to me"\n2,"two\nlines"\n')).rows).toEqual([
      ['1', 'he said "no" to me'],
      ['2', 'two\nlines'],
    ]);
  });

  it('whose quote does not close for megabytes is told line by line, not held', async () => {
    const line = `7,${'x'.repeat(990)}\n`;
    const { rows } = await rowsOf('a.csv', `a,b\n1,x\n2,"open\n${line.repeat(9000)}`);
    expect(rows[0]).toEqual(['1', 'x']);
    expect(rows.slice(1).every((row) => row === null)).toBe(true);
    expect(rows).toHaveLength(9002);
  });

  it('has a name for every column, each another', () => {
    expect(distinctNames(['a 3', 'a', 'a', '', 'column 4'])).toEqual(['a 3', 'a', 'a 4', 'column 4', 'column 4 5']);
    for (const names of [
      ['a', 'a', 'a 2', 'a'],
      ['', 'column 1', ''],
      ['x 2', 'x', 'x'],
    ])
      expect(new Set(distinctNames(names)).size).toBe(names.length);
  });
});

describe('JSON', () => {
  it('keeps names that first stand far down, long numbers, and the numbers of its lines', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => JSON.stringify({ order: `A-${at}`, note: 'x'.repeat(50) }));
    const late = '{"order": 12345678901234567890, "deep": [9007199254740993], "late": "\\"1234567890123456789\\""}';
    const { names, rows } = await rowsOf('a.ndjson', [...lines, late].join('\n'));
    expect(names).toEqual(['order', 'note', 'deep', 'late']);
    expect(rows.at(-1)).toEqual(['12345678901234567890', null, '["9007199254740993"]', '"1234567890123456789"']);
    const sent = await tallyOf('a.ndjson', '{"amount":1}\n\n[1,2]\n\nnonsense\n{"amount":"much"}\n'.concat('{"amount":2}\n'.repeat(6)));
    expect(sent.tally.bad.map(({ number, why }) => [number, typeof why === 'string' ? why : why.kind])).toEqual([
      [3, 'unreadable'],
      [5, 'unreadable'],
      [6, 'number'],
    ]);
  });

  it('whose names are ids is no table: beyond two thousand columns each line is told, and none is held', async () => {
    const { names, rows } = await rowsOf('a.ndjson', Array.from({ length: 40_000 }, (_, at) => `{"k${at}":${at}}`).join('\n'));
    expect(names).toHaveLength(2000);
    expect(rows).toHaveLength(40_000);
    expect([rows[1999]?.at(-1), rows[2000]]).toEqual([1999, null]);
  });

  it('sends what first stands far down under its own name', async () => {
    const lines = Array.from({ length: 30_000 }, () => `{"amount":1,"note":"${'x'.repeat(50)}"}`);
    const { events } = await tallyOf('a.ndjson', [...lines, '{"amount":2,"late":"here"}'].join('\n'));
    expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ data: { amount: '2', late: 'here' } });
  });

  it('is read in any encoding, over several lines, and whatever the file is called', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('[{"city":"São Paulo"}]', 'utf16le')]);
    expect((await rowsOf('a.json', utf16)).rows).toEqual([['São Paulo']]);
    expect((await rowsOf('a.ndjson', Buffer.from('{"city":"São Paulo"}\n', 'latin1'))).rows).toEqual([['São Paulo']]);
    expect(await wholeText(new Blob([Buffer.from('São Paulo', 'latin1')]))).toBe('São Paulo');
    expect((await rowsOf('a.json', '{\n  "a": 1,\n  "b": "}{"\n}\n{\n  "a": 2\n}')).rows).toEqual([
      [1, '}{'],
      [2, null],
    ]);
    expect((await rowsOf('a.json', '{\n  "a": 1\n},\n{\n  "a": 2\n}')).rows).toEqual([[1], [2]]);
    expect((await rowsOf('a.json', '{\n  "a": 1\n} x, {\n  "a": 2\n}')).rows).toEqual([[1], null]);
    const cutWithinLetter = `\uFEFF[\n{"city":"${'x'.repeat(1009)}ã"}]`;
    expect((await rowsOf('a.json', cutWithinLetter)).rows).toHaveLength(1);
    expect((await rowsOf('a.csv', '{"a":1}\n{"a":2}\n')).rows).toEqual([[1], [2]]);
    expect((await rowsOf('a.txt', '[{"a":1}]')).rows).toEqual([[1]]);
    expect((await rowsOf('a.json', '[{"a":1}]\n[{"a":2},{"a":3}]\n')).rows).toEqual([[1], [2], [3]]);
    expect((await rowsOf('a.json', '[{"a":1}, {"a":2')).rows).toEqual([[1], null]);
    expect((await openFile(new File(['{\n "specversion": "1.0",\n "id": "x"\n}'], 'a.json')))?.kind).toBe('events');
    expect((await openFile(new File(['{"id":1,"type":"Feature","title":"x"}\n'], 'a.ndjson')))?.kind).toBe('table');
    expect((await openFile(new File(['PK\u0003\u0004xyz'], 'a.csv')))?.kind).toBeUndefined();
    expect((await openFile(new File(['{ "no": '], 'a.json')))?.kind).toBeUndefined();
  });
});

describe('Parquet', () => {
  it('keeps decimals that stand as bytes of any length, whatever the file is called', async () => {
    const file = new File([decimalsAsBytes('price', 2, [12_345n, -5n, 9_007_199_254_740_993n])], 'a.csv');
    const opened = await openFile(file);
    expect(opened?.kind).toBe('table');
    for await (const { names, rows } of readParquet(file)) {
      expect([names, rows]).toEqual([['price'], [['123.45'], ['-0.05'], ['90071992547409.93']]]);
    }
  });
});

it('Parquet keeps short decimals of 32 bits as they were written; times without end and intervals are empty', async () => {
  const file = join(tmpdir(), `orrery-${crypto.randomUUID()}.parquet`);
  const database = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await database.connect();
  const select = `SELECT 16777.1::FLOAT AS price, 'infinity'::TIMESTAMP AS until, 'infinity'::DATE AS day, INTERVAL 1 DAY AS long, 'abc'::BLOB AS raw, 2.5::DECIMAL(4, 2) AS dec`;
  try {
    await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
    for await (const { rows } of readParquet(new File([readFileSync(file)], 'a.parquet'))) {
      expect(rows).toEqual([[16777.1, null, null, null, 'abc', '2.50']]);
    }
  } finally {
    connection.closeSync();
    database.closeSync();
    rmSync(file, { force: true });
  }
});

describe('the sample', () => {
  it('is guessed by more rows than are tried out, and goes on until there are some', async () => {
    const lines = Array.from({ length: 900 }, (_, at) => `0${1 + Math.floor(at / 300)}/0${1 + (at % 9)}/2026,1`);
    const sample = await sampleRows(readCsv(new File([['date,amount', ...lines, '25/12/2026,1'].join('\n')], 'a.csv')));
    expect([sample.numbered.length, sample.guessedBy.length, sample.isWhole]).toEqual([200, 901, false]);
    expect(guessPlan(sample.names, sample.guessedBy, GIVEN).dateOrder).toBe('day');
    const long = await openFile(new File([`[${' '.repeat(3_000_000)}{"a":1}]`], 'a.json'));
    if (long?.kind !== 'table') throw new Error('no table');
    expect(await sampleRows(long.read())).toMatchObject({ names: ['a'], rows: [[1]], isWhole: true });
  });
});

describe('what was refused', () => {
  const plan = guessPlan(['Valor', 'Quando'], [['1', '2026-01-01']], GIVEN);

  it('names the column of the file and what to do, in the words of the page', () => {
    const rejection = (code: string, field: string) => badRow({ index: 1, code, field, reason: `${field}: so` }, [2, 3], plan);
    expect(rejection('out_of_range', 'data.amount')).toMatchObject({ number: 3, field: 'Valor', why: { kind: 'beyond' } });
    expect(rejection('out_of_range', 'time').why).toMatchObject({ kind: 'years' });
    expect(rejection('id_conflict', 'id')).toMatchObject({ field: '', why: { kind: 'conflict' } });
    expect(rejection('invalid_field', 'data.period')).toEqual({ number: 3, field: 'data.period', why: 'so' });
    const own = { index: 0, code: 'out_of_range', field: 'data.amount', reason: 'data.amount: so' };
    expect(badRow(own, [7], null)).toEqual({ number: 7, field: 'data.amount', why: 'so' });
  });

  it('is told while the file is read, also where no row of it can be sent', async () => {
    const { tallies } = await tallyOf('a.csv', `date,amount\n${'soon,1\n'.repeat(9000)}`, 'Valor');
    expect(tallies.length).toBeGreaterThan(3);
    expect(tallies.at(-1)?.rejected).toBe(9000);
  });
});

it('offers the currency of all amounts to a workspace that has none, before the first row', async () => {
  const asked = async (content: string) => (await tallyOf('a.csv', content)).asked.map((address) => address.split('?')[0]);
  expect(await asked('date,amount\n2026-01-01,"12,50 €"\n')).toEqual(['/v1/currency', '/v1/events']);
  expect(await asked('date,amount\n2026-01-01,12.50\n')).toEqual(['/v1/events']);
  expect(await asked('date,amount,currency\n2026-01-01,€12.50,EUR\n')).toEqual(['/v1/events']);
});

/** Brings a file to a server that takes everything. */
async function tallyOf(
  name: string,
  content: string,
  importId = 'i1',
): Promise<{ tally: Tally; tallies: Tally[]; events: string[]; asked: string[] }> {
  const opened = await openFile(new File([content], name));
  if (opened?.kind !== 'table') throw new Error(`${name} is ${opened?.kind}`);
  const { names, guessedBy } = await sampleRows(opened.read());
  const guessed = guessPlan(names, guessedBy, GIVEN);
  const plan = {
    ...guessed,
    columns: guessed.columns.map((column) => (column.name === 'date' ? { ...column, target: 'time' as const } : column)),
  };
  const [tallies, events]: [Tally[], string[]] = [[], []];
  const fetched = globalThis.fetch;
  const asked: string[] = [];
  globalThis.fetch = (address, init) => {
    asked.push(String(address));
    if (address === '/v1/currency') return Promise.resolve(Response.json({ declared: true }));
    const lines = String(init?.body).split('\n');
    events.push(...lines);
    return Promise.resolve(Response.json({ accepted: lines.length, duplicates: 0, rejected: [], seq: 1 }));
  };
  try {
    const watch = {
      signal: new AbortController().signal,
      label: { id: importId, name },
      onTally: (told: Tally) => void tallies.push(told),
    };
    return { tally: await importTable(opened.read(), plan, name, watch), tallies, events, asked };
  } finally {
    globalThis.fetch = fetched;
  }
}
