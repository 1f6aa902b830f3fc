/** Amounts in the file of the records: whoever sums the column gets what the figure says. */
import { expect, it } from 'vitest';
import { csvHead, csvLines } from '../../../../src/model/records/recordsCsv.ts';
import type { RecordAnswer } from '../../../../src/protocol/records.ts';

const NOWHERE = { country: null, region: null, city: null, name: null, longitude: null, latitude: null };
const RECORD: RecordAnswer = {
  ...{ seq: 1, id: 'e1', time: '2026-01-01T12:00:00.000Z', type: 'io.orrery.order.completed', source: 'shop', customer: null },
  ...{ place: NOWHERE, value: null, unconverted: false, currency: 'EUR', score: null, scale: null, category: null, product: null },
  ...{ brand: null, segment: null, channel: null, reason: null, agent: null, order: null, quantity: null, durationS: null },
  ...{ resolved: null, text: null, amount: null, data: {} },
};
const head = csvHead().slice(1).trim().split(',');
const cell = (name: string, record: Partial<RecordAnswer>) => csvLines([{ ...RECORD, ...record }]).split(',')[head.indexOf(name)];

it.each(['-.50', '.5', '+5', '5.', '-4.50', '+0.10'])('%s, as databases write amounts, is a number there and no text', (amount) =>
  expect(cell('amount', { amount })).toBe(amount),
);

it.each(['+5+5', '-1+1', '=5', '-', '+.'])('%s, which is no amount, is run by no spreadsheet', (amount) =>
  expect(cell('amount', { amount })).toBe(`'${amount}`),
);

it('a telephone number by which a customer is known stays a text', () =>
  expect(cell('customer', { customer: '+4915112345678' })).toBe("'+4915112345678"));
