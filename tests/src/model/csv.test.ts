import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { tableForFile, textCell, toCsv } from '../../../src/model/csv.ts';
import type { AnswerTable } from '../../../src/protocol/table.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

function table(rows: readonly (readonly (string | number | null)[])[], labels: AnswerTable['labels'] = {}): AnswerTable {
  const columns = [
    { name: 'country', unit: null },
    { name: 'category', unit: null },
    { name: 'revenue', unit: 'USD' },
    { name: 'csat', unit: '%' },
  ];
  return toTable({ ...WHOLE, columns, rows, labels });
}

const parse = (csv: string) => Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true }).data;

describe('an answer as CSV', () => {
  it('has ids, names and exact numbers, and empty cells for null', () => {
    const csv = toCsv(
      table(
        [
          ['BR', 'a "b", c\r\nd', 0.1 + 0.2, null],
          [null, null, -1234567.8901, 33.33333333333333],
        ],
        { country: { BR: 'Brazil' } },
      ),
    );
    expect(csv.startsWith('\ufeffcountry,country_name,category,revenue,csat\r\n')).toBe(true);
    expect(parse(csv).slice(1)).toEqual([
      ['BR', 'Brazil', 'a "b", c\r\nd', '0.30000000000000004', ''],
      ['', '', '', '-1234567.8901', '33.33333333333333'],
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＠SUM(A1)'])('lets no spreadsheet run %j', (text) => {
    expect(parse(`\ufeff${textCell(text)}`)[0]).toEqual([`'${text}`]);
  });

  it('lets no spreadsheet that cuts at semicolons run what is behind one', () => expect(textCell('x;=1+1')).toBe('"x;=1+1"'));

  it('gives back every text and every number', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1 }), (rows) => {
        const read = parse(toCsv(table(rows.map(([one, other, value]) => [one, other, value, null])))).slice(1);
        const unmarked = (cell = '') => (/^'[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
        const given = rows.map(([one, other, value]) => [unmarked(one), unmarked(other), value + 0]);
        expect(read.map(([one, other, value]) => [unmarked(one), unmarked(other), Number(value) + 0])).toEqual(given);
      }),
      { seed: 7 },
    );
  });
});

it('a file holds no rows of the question before: while another loads there are none to give', () => {
  const world = table([['BR', 'Toys', 5, 80]]);
  expect(tableForFile({ table: world, status: 'loading' })).toBeNull();
  for (const status of ['live', 'stale']) expect(tableForFile({ table: world, status })).toBe(world);
});
