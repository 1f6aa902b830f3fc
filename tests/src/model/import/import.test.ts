/** Files that are brought in: what their columns mean, how values are read, ids, events of rows. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Cell, ImportPlan, Reading } from '../../../../src/model/import/fields.ts';
import { withTarget } from '../../../../src/model/import/fields.ts';
import { guessColumns, guessDateOrder, guessDecimal, guessPlan, guessScale } from '../../../../src/model/import/guess.ts';
import { isBlank, toEvent } from '../../../../src/model/import/rowEvent.ts';
import { createRowIds } from '../../../../src/model/import/rowIds.ts';
import { hex, sha256 } from '../../../../src/model/import/sha256.ts';
import { toDecimal, toInstant, toSeconds, toYesNo } from '../../../../src/model/import/values.ts';

const UTC: Reading = { timeZone: 'UTC', dateOrder: 'month', decimal: '.' };
const GIVEN = { timeZone: 'UTC', source: '/import/a.csv', importId: 'i1' };

/** A repeatable stream of numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('decimals', () => {
  it.each<[Cell, '.' | ',', string | null]>([
    ['12.50', '.', '12.50'],
    ['1,234.5', '.', '1234.5'],
    ['$1,234,567.89', '.', '1234567.89'],
    ['R$ 1.234,50', ',', '1234.50'],
    ['1 234,50 €', ',', '1234.50'],
    ['-€12.00', '.', '-12.00'],
    ['€-12.00', '.', '-12.00'],
    ['(7.25)', '.', '-7.25'],
    ['EUR 8', '.', '8'],
    ["1'234.00", '.', '1234.00'],
    ['12,50', '.', null],
    ['1.234.5', ',', null],
    ['1,23,456', '.', null],
    ['a lot', '.', null],
    ['12 apples', '.', null],
    ['', '.', null],
    ['.', '.', null],
    [12.1, ',', '12.1'],
    [Number.NaN, '.', null],
    [true, '.', null],
  ])('%j with %j is %j', (cell, decimal, expected) => expect(toDecimal(cell, decimal)).toBe(expected));

  it('keep every digit, grouped or not, in either way of writing', () => {
    const next = random(7);
    for (let n = 0; n < 500; n++) {
      const whole = String(Math.floor(next() * 10 ** Math.floor(1 + next() * 11)));
      const fraction = String(Math.floor(next() * 1e4)).padStart(4, '0');
      const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.');
      expect(toDecimal(`${grouped},${fraction}`, ',')).toBe(`${whole}.${fraction}`);
      expect(toDecimal(`${whole}.${fraction}`, '.')).toBe(`${whole}.${fraction}`);
    }
  });
});

describe('times', () => {
  it.each<[Cell, Partial<Reading>, string | null]>([
    ['2026-03-01T10:15:00Z', {}, '2026-03-01T10:15:00.000Z'],
    ['2026-03-01T10:15:00.25+02:00', {}, '2026-03-01T08:15:00.250Z'],
    ['2026-03-01 10:15:00-0300', {}, '2026-03-01T13:15:00.000Z'],
    ['2026-03-01 10:15', { timeZone: 'America/Sao_Paulo' }, '2026-03-01T13:15:00.000Z'],
    ['2026-07-01 10:15:30', { timeZone: 'Europe/Berlin' }, '2026-07-01T08:15:30.000Z'],
    ['2026-01-01 10:15:30', { timeZone: 'Europe/Berlin' }, '2026-01-01T09:15:30.000Z'],
    ['2026-01-01', { timeZone: 'Asia/Kolkata' }, '2025-12-31T18:30:00.000Z'],
    // Clocks that are not set at the full hour.
    ['2010-11-07 00:30', { timeZone: 'America/St_Johns' }, '2010-11-07T04:00:00.000Z'],
    ['2024-10-06 02:45', { timeZone: 'Australia/Lord_Howe' }, '2024-10-05T15:45:00.000Z'],
    ['2024-09-29 03:50', { timeZone: 'Pacific/Chatham' }, '2024-09-28T14:05:00.000Z'],
    ['2024-04-07 02:30', { timeZone: 'Pacific/Chatham' }, '2024-04-06T12:45:00.000Z'],
    ['2024-04-07 03:50', { timeZone: 'Pacific/Chatham' }, '2024-04-06T15:05:00.000Z'],
    ['3/4/2026', {}, '2026-03-04T00:00:00.000Z'],
    ['3/4/2026', { dateOrder: 'day' }, '2026-04-03T00:00:00.000Z'],
    ['3.4.2026 8:05', {}, '2026-04-03T08:05:00.000Z'],
    ['12/1/10 8:26', {}, '2010-12-01T08:26:00.000Z'],
    ['3/4/2026 12:30 AM', {}, '2026-03-04T00:30:00.000Z'],
    ['3/4/2026 1:30:05 PM', {}, '2026-03-04T13:30:05.000Z'],
    [1_767_225_600, {}, '2026-01-01T00:00:00.000Z'],
    ['1767225600000', {}, '2026-01-01T00:00:00.000Z'],
    ['2026-02-30', {}, null],
    ['31/4/2026', { dateOrder: 'day' }, null],
    ['2026-01-01 25:00', {}, null],
    ['13/13/2026', {}, null],
    ['soon', {}, null],
    [true, {}, null],
    [12, {}, null],
  ])('%j with %j is %j', (cell, reading, expected) => expect(toInstant(cell, { ...UTC, ...reading })).toBe(expected));
});

it('yes and no are understood in three languages', () => {
  expect(['Yes', 'sim', 'JA', '1', true].map(toYesNo)).toEqual([true, true, true, true, true]);
  expect(['no', 'Não', 'nein', '0', false].map(toYesNo)).toEqual([false, false, false, false, false]);
  expect(['maybe', '', null].map(toYesNo)).toEqual([null, null, null]);
});

describe('guessing', () => {
  const targets = (names: readonly string[], rows: readonly (readonly Cell[])[] = []) =>
    guessColumns(names, rows, UTC).map(({ target }) => target);

  it('knows the columns of a store, of a marketplace and of a survey', () => {
    const store = [
      'Row ID',
      'Order ID',
      'Order Date',
      'Ship Date',
      'Customer ID',
      'Customer Name',
      'Segment',
      'Country',
      'City',
      'State',
      'Postal Code',
      'Product ID',
      'Category',
      'Product Name',
      'Sales',
      'Quantity',
      'Discount',
    ];
    const row = [
      '1',
      'CA-1',
      '11/8/2016',
      '11/11/2016',
      'CG-1',
      'Claire',
      'Consumer',
      'United States',
      'Henderson',
      'Kentucky',
      '42420',
      'FUR-1',
      'Furniture',
      'Bookcase',
      '261.96',
      '2',
      '0',
    ];
    expect(targets(store, [row])).toEqual([
      'own',
      'order',
      'time',
      'own',
      'customer',
      'own',
      'segment',
      'country',
      'city',
      'region',
      'postal_code',
      'own',
      'category',
      'product',
      'amount',
      'quantity',
      'own',
    ]);
    expect(targets(['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'CustomerID', 'Country'])).toEqual([
      'order',
      'product',
      'quantity',
      'time',
      'customer',
      'country',
    ]);
    expect(targets(['Datum', 'PLZ', 'Ort', 'Betrag', 'Währung', 'Kunde'])).toEqual([
      'time',
      'postal_code',
      'city',
      'amount',
      'currency',
      'customer',
    ]);
    expect(targets(['data', 'cidade', 'UF', 'valor', 'avaliação', 'comentário'])).toEqual([
      'time',
      'city',
      'region',
      'amount',
      'score',
      'text',
    ]);
  });

  it('takes no column whose values do not fit, and no field twice', () => {
    expect(targets(['date', 'amount', 'lat', 'currency'], [['soon', 'much', '120.5', 'Euros']])).toEqual(['own', 'own', 'own', 'own']);
    expect(targets(['amount', 'sales'], [['1', '2']])).toEqual(['amount', 'own']);
    expect(targets(['a', 'b'], [['1', '']])).toEqual(['own', 'skip']);
  });

  it('takes the only column of dates for the time when no name tells it, but none of several, none of a plan, and no bare numbers', () => {
    const targets = (names: readonly string[], row: readonly string[]) => guessColumns(names, [row, row], UTC).map(({ target }) => target);
    expect(targets(['Bought', 'net'], ['2018-03-01', '12.50'])).toEqual(['time', 'amount']);
    expect(targets(['ended', 'order date'], ['2018-03-01', '2018-02-01'])).toEqual(['own', 'time']);
    expect(targets(['shelf', 'code'], ['20180301', '1520000000'])).toEqual(['own', 'own']);
    expect(targets(['born', 'joined'], ['1980-03-01', '2018-02-01'])).toEqual(['own', 'own']);
    expect(targets(['metric', 'period_from', 'value'], ['revenue', '2026-01-05', '8000'])).toEqual(['own', 'own', 'own']);
  });

  it('tells the order of dates, the decimal mark and the scale from values', () => {
    expect(guessDateOrder([['1/2/2026'], ['13/2/2026']])).toBe('day');
    expect(guessDateOrder([['1/2/2026'], ['2/13/2026']])).toBe('month');
    expect(guessDecimal([['1.234,50', '12,5']])).toBe(',');
    expect(guessDecimal([['1,234.50', 'Berlin, 12']])).toBe('.');
    expect(guessScale('rating', ['1', '5'], UTC)).toBe('csat5');
    expect(guessScale('rating', ['1', '7'], UTC)).toBe('ces7');
    expect(guessScale('rating', ['0', '5'], UTC)).toBe('nps');
    // No answer, as surveys write it.
    expect(guessScale('rating', ['1', '-1', '5', '99'], UTC)).toBe('csat5');
    expect(guessScale('rating', ['-1', '99'], UTC)).toBeNull();
    expect(guessScale('NPS', ['5'], UTC)).toBe('nps');
    expect(guessScale('rating', [], UTC)).toBeNull();
  });

  it('chooses the type by what is there', () => {
    expect(guessPlan(['date', 'amount'], [], GIVEN).type).toBe('io.orrery.order.completed');
    expect(guessPlan(['date', 'score'], [], GIVEN).type).toBe('io.orrery.survey.answered');
    expect(guessPlan(['date', 'reason'], [], GIVEN).type).toBe('io.orrery.contact.opened');
    expect(guessPlan(['date', 'comment'], [], GIVEN).type).toBe('io.orrery.message.sent');
  });

  it('a field moves to the column that it is given to', () => {
    const plan = withTarget(guessPlan(['amount', 'net'], [], GIVEN), 1, 'amount');
    expect(plan.columns.map(({ target }) => target)).toEqual(['own', 'amount']);
  });
});

describe('ids', () => {
  it('are made of SHA-256', () => {
    const next = random(3);
    for (const length of [0, 1, 55, 56, 63, 64, 65, 200, 1000]) {
      const text = Array.from({ length }, () => String.fromCodePoint(32 + Math.floor(next() * 3000))).join('');
      expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });

  it('are the same for the same file, and differ for rows alike, other names and other files', () => {
    const rows = [
      ['a', '1'],
      ['a', '1'],
      ['a', '2'],
      ['a', '1'],
    ];
    const idsOf = (file: string, names: readonly string[]) => rows.map(createRowIds(file, names));
    const ids = idsOf('f.csv', ['x', 'y']);
    expect(new Set(ids).size).toBe(4);
    expect(idsOf('f.csv', ['x', 'y'])).toEqual(ids);
    expect(idsOf('g.csv', ['x', 'y']).some((id) => ids.includes(id))).toBe(false);
    expect(idsOf('f.csv', ['x', 'z']).some((id) => ids.includes(id))).toBe(false);
  });
});

describe('events of rows', () => {
  const names = ['when', 'who', 'amount', 'city', 'lat', 'score', 'solved', 'note'];
  const plan: ImportPlan = {
    ...GIVEN,
    ...UTC,
    columns: names.map((name, at) => ({
      name,
      target: (['time', 'customer', 'amount', 'city', 'lat', 'score', 'resolved', 'own'] as const)[at] ?? 'own',
    })),
    type: 'io.orrery.survey.answered',
    scale: 'csat5',
    currency: 'EUR',
  };
  const row: Cell[] = ['2026-01-01', 'c1', '0.10', ' Berlin ', '52.5', '4', 'yes', '=1+1'];

  it('hold what the row says, exactly', () => {
    expect(toEvent(row, plan, 'id1')).toEqual({
      specversion: '1.0',
      id: 'id1',
      source: '/import/a.csv',
      type: 'io.orrery.survey.answered',
      time: '2026-01-01T00:00:00.000Z',
      subject: 'c1',
      data: {
        amount: '0.10',
        currency: 'EUR',
        city: 'Berlin',
        lat: 52.5,
        score: 4,
        scale: 'csat5',
        resolved: true,
        note: '=1+1',
        import: 'i1',
      },
    });
  });

  it.each<[number, Cell, object]>([
    [0, '', { column: 'when', kind: 'emptyTime', value: '' }],
    [0, 'soon', { column: 'when', kind: 'time', value: 'soon' }],
    [2, 'much', { column: 'amount', kind: 'number', value: 'much' }],
    [4, '152', { column: 'lat', kind: 'position', value: '152' }],
    [5, '6', { column: 'score', kind: 'score', value: '6' }],
    [6, 'maybe', { column: 'solved', kind: 'yesNo', value: 'maybe' }],
  ])('are refused for column %i being %j', (at, cell, fault) => {
    expect(toEvent(row.with(at, cell), plan, 'id1')).toEqual(fault);
  });

  it('leave out empty cells, and take the short form of a known type', () => {
    const typed = withTarget(plan, 7, 'type');
    const event = toEvent(['2026-01-01', null, '', ' ', null, null, null, 'order.completed'], typed, 'id1');
    expect(event).toMatchObject({ type: 'io.orrery.order.completed', data: { import: 'i1' } });
    expect(Object.keys(event)).not.toContain('subject');
    expect(isBlank([null, ' ', ''])).toBe(true);
    expect(isBlank([0, null])).toBe(false);
  });
});

describe('files of a contact centre', () => {
  const plannedBy = (names: readonly string[], rows: readonly (readonly Cell[])[]) => {
    const planned = guessPlan(names, rows, GIVEN);
    const made = rows.map((cells) => toEvent(cells, planned, 'id1'));
    return { targets: planned.columns.map(({ target }) => target), made };
  };

  it('tell how long calls took in hours, minutes and seconds', () => {
    const names = ['Call Id', 'Agent', 'Date', 'Time', 'Resolved', 'AvgTalkDuration', 'Satisfaction rating'];
    const rows = [
      ['ID0001', 'Diane', '2021-01-01', '09:12:58', 'Y', '00:02:23', '3'],
      ['ID0006', 'Stewart', '2021-01-01', '10:00:29', 'N', '', ''],
      ['ID0007', 'Becky', '2021-01-01', '10:22:05', 'Y', '240', '4'],
    ];
    const { targets, made } = plannedBy(names, rows);
    expect(targets).toEqual(['own', 'agent', 'time', 'clock', 'resolved', 'duration_s', 'score']);
    expect(made).toMatchObject([
      { time: '2021-01-01T09:12:58.000Z', type: 'io.orrery.contact.closed', data: { duration_s: 143, resolved: true, score: 3 } },
      { time: '2021-01-01T10:00:29.000Z', data: { resolved: false } },
      { data: { duration_s: 240 } },
    ]);
    expect(made[1]).not.toHaveProperty('data.duration_s');
  });

  it.each<[Cell, number | null]>([
    ['00:02:23', 143],
    ['1:00:00', 3600],
    ['26:01:02', 93_662],
    ['0:00:04,5', 4.5],
    ['143', 143],
    [143, 143],
    ['1,234.5', 1234.5],
    ['02:23', null],
    ['00:61:00', null],
    ['long', null],
    ['', null],
    [null, null],
  ])('have %j for a length of %j seconds', (cell, seconds) => expect(toSeconds(cell, '.')).toBe(seconds));

  it('happen at no time that somebody waited for', () => {
    for (const waited of ['Wait Time', 'Time in queue', 'hold_time', 'Talk time', 'Response time'])
      expect(plannedBy(['Date', waited], [['2026-03-01', '00:00:45']])).toMatchObject({
        targets: ['time', 'own'],
        made: [{ time: '2026-03-01T00:00:00.000Z', data: { [waited]: '00:00:45' } }],
      });
    expect(plannedBy(['Date', 'Handling time', 'Call time'], [['2026-03-01', '00:03:00', '09:12:58']])).toMatchObject({
      targets: ['time', 'duration_s', 'clock'],
      made: [{ time: '2026-03-01T09:12:58.000Z', data: { duration_s: 180 } }],
    });
    expect(plannedBy(['Duration'], [['-00:01:00']]).targets).toEqual(['own']);
  });

  it('are of nobody where they say N/A: not all anonymous answers are of one customer, nor all calls without an order of one', () => {
    const names = ['Date', 'Customer ID', 'Order', 'Score', 'Country', 'Segment'];
    const rows = ['N/A', 'null', '-', '#N/A', ' '].map((nobody) => ['2026-03-01', nobody, nobody, '4', 'NA', 'None']);
    const { targets, made } = plannedBy(names, [['2026-03-01', 'c-77', 'o-1', '5', 'NA', 'None'], ...rows]);
    expect(targets).toEqual(['time', 'customer', 'order', 'score', 'country', 'segment']);
    expect(made[0]).toMatchObject({ subject: 'c-77', data: { order: 'o-1' } });
    for (const event of made.slice(1)) {
      expect(event).not.toHaveProperty('subject');
      expect(event).toMatchObject({ data: { score: 4, country: 'NA', segment: 'None' } });
      expect(event).not.toHaveProperty('data.order');
    }
  });

  it('keep scores of several scales apart, as surveys call them', () => {
    const rows = [
      ['NPS', '9'],
      ['CSAT', '5'],
      ['ces', '6'],
      ['csat5', '2'],
      ['CES7', '7'],
    ];
    const { targets, made } = plannedBy(['Scale', 'Score'], rows);
    expect(targets).toEqual(['scale', 'score']);
    expect(made.map((event) => ('data' in event ? [event.data.scale, event.data.score] : event))).toEqual([
      ['nps', 9],
      ['csat5', 5],
      ['ces7', 6],
      ['csat5', 2],
      ['ces7', 7],
    ]);
    expect(plannedBy(['Scale', 'Score'], [...rows, ['CSAT', '8'], ['stars', '4']]).made.slice(-2)).toEqual([
      { column: 'Score', kind: 'score', value: '8' },
      { column: 'Scale', kind: 'scale', value: 'stars' },
    ]);
  });
});
