/** Records as CSV (RFC 4180): everything exact, and no cell that a spreadsheet would run. */
import type { RecordAnswer } from '../../protocol/records.ts';
import { textCell } from '../csv.ts';

const COLUMNS: readonly (readonly [name: string, of: (record: RecordAnswer) => string | number | boolean | null])[] = [
  ['time', ({ time }) => time],
  ['type', ({ type }) => type],
  ['customer', ({ customer }) => customer],
  ['country', ({ place }) => place.country],
  ['region', ({ place }) => place.region],
  ['city', ({ place }) => place.city],
  ['place', ({ place }) => place.name],
  ['order', ({ order }) => order],
  ['amount', ({ amount }) => amount],
  ['currency', ({ currency }) => currency],
  ['reporting_amount', ({ value }) => value],
  ['quantity', ({ quantity }) => quantity],
  ['score', ({ score }) => score],
  ['scale', ({ scale }) => scale],
  ['category', ({ category }) => category],
  ['product', ({ product }) => product],
  ['brand', ({ brand }) => brand],
  ['segment', ({ segment }) => segment],
  ['channel', ({ channel }) => channel],
  ['reason', ({ reason }) => reason],
  ['agent', ({ agent }) => agent],
  ['duration_s', ({ durationS }) => durationS],
  ['resolved', ({ resolved }) => resolved],
  ['text', ({ data, text }) => (typeof data.text === 'string' ? data.text : text)],
  ['source', ({ source }) => source],
  ['id', ({ id }) => id],
  ['seq', ({ seq }) => seq],
];
const DECIMAL = /^-?\d+(\.\d+)?$/;
/** Amounts as some databases write them: `-.50`, `+5`. Of any other text a sign may be a part, as of a telephone number. */
const AMOUNT = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const NEWLINE = '\r\n';

/** The first line, with a byte order mark, by which spreadsheets know UTF-8. */
export function csvHead(): string {
  return `\ufeff${COLUMNS.map(([name]) => name).join(',')}${NEWLINE}`;
}

/** One line a record; nothing is an empty cell. Numbers stay numbers, also negative ones; any other text is made safe. */
export function csvLines(records: readonly RecordAnswer[]): string {
  return records
    .map((record) => `${COLUMNS.map(([name, of]) => cellOf(of(record), name === 'amount' ? AMOUNT : DECIMAL)).join(',')}${NEWLINE}`)
    .join('');
}

function cellOf(value: string | number | boolean | null, number: RegExp): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return number.test(value) ? value : textCell(value);
}
