/** Values and names as the programs of real companies write them: what they mean must not be guessed wrong in silence. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Cell, ImportPlan, Reading } from '../../../../src/model/import/fields.ts';
import { withTarget } from '../../../../src/model/import/fields.ts';
import { corrected, guessColumns, guessDecimal, guessPlan } from '../../../../src/model/import/guess.ts';
import { toEvent } from '../../../../src/model/import/rowEvent.ts';
import { currencyNamed, toDecimal, toInstant, toYesNo } from '../../../../src/model/import/values.ts';
import { setLanguage } from '../../../../src/model/language.ts';

const UTC: Reading = { timeZone: 'UTC', dateOrder: 'month', decimal: '.' };
const GIVEN = { timeZone: 'UTC', source: '/import/a.csv', importId: 'i1' };

afterEach(() => setLanguage('en'));

function dataOf(names: readonly string[], row: readonly Cell[], plan: ImportPlan = guessPlan(names, [row], GIVEN)) {
  const event = toEvent(row, plan, 'id');
  return 'kind' in event ? event : event.data;
}

describe('decimals', () => {
  it.each<[string, '.' | ',', string | null]>([
    ['12.50-', '.', '-12.50'],
    ['1.234,50-', ',', '-1234.50'],
    ['\u221212.50', '.', '-12.50'],
    ['$(1,234.50)', '.', '-1234.50'],
    ['($1,234.50)', '.', '-1234.50'],
    ['-12,50 €', ',', '-12.50'],
    ['(-7)', '.', null],
    ['-7-', '.', null],
    ['(7', '.', null],
    [`1${' '.repeat(100_000)}x`, '.', null],
  ])('%j with %j is %j', (text, decimal, expected) => expect(toDecimal(text, decimal)).toBe(expected));

  it('name their currency where a sign or code is of one only', () => {
    const texts = ['12,50 €', '€12', 'R$ 5', 'US$ 5', '£1', 'CHF 8', '8 GBP', '$5', '¥5', '5', '1e5', 'much'];
    expect(texts.map(currencyNamed)).toEqual(['EUR', 'EUR', 'BRL', 'USD', 'GBP', 'CHF', 'GBP', null, null, null, null, null]);
  });

  it('are no addresses of computers', () => {
    const rows = ['192.168.100.200', '10.0.0.1', '172.116.120.124'].map((address, at) => [address, `${at}.125`]);
    expect(guessDecimal(rows)).toBe('.');
    expect(guessDecimal([['1.234.567.890']])).toBe(',');
  });

  it('with two points are grouped by them, and with one where dates have points, too', () => {
    expect(guessDecimal([['1.234.567'], ['12.500']])).toBe(',');
    expect(guessDecimal([['1,234,567'], ['12,500']])).toBe('.');
    expect(
      guessDecimal([
        ['01.03.2026', '1.234'],
        ['02.03.2026', '12.500'],
      ]),
    ).toBe(',');
    expect(guessDecimal([['2026-03-01', '1.234']])).toBe('.');
    expect(guessDecimal([['01.03.2026', '0.234']])).toBe('.');
    expect(guessDecimal([['01.03.2026', '1.2345']])).toBe('.');
    expect(guessDecimal([['01/03/2026', '1.234']])).toBe('.');
    setLanguage('pt');
    expect(guessDecimal([['01/03/2026', '1.234']])).toBe(',');
    expect(guessDecimal([['2026-03-01', '1.234']])).toBe('.');
  });
});

it('of a German file with the code of their currency, or with four decimals, are read as amounts', () => {
  const amountOf = (text: string) => {
    const plan = guessPlan(['Datum', 'Kunde', 'Betrag'], [['2026-03-01', 'K1', text]], GIVEN);
    const event = toEvent(['2026-03-01', 'K1', text], plan, 'id');
    return 'data' in event ? [event.data.amount, event.data.currency] : event;
  };
  expect(amountOf('1.234,50 EUR')).toEqual(['1234.50', 'EUR']);
  expect(amountOf('EUR -39,86')).toEqual(['-39.86', 'EUR']);
  expect(amountOf('US$ 8,5')).toEqual(['8.5', 'USD']);
  expect(amountOf('0,2345')).toEqual(['0.2345', undefined]);
  expect(amountOf('1,234 EUR')).toEqual(['1234', 'EUR']);
  expect(guessDecimal([['Version 1,5'], ['DIN 2,25']])).toBe('.');
  expect(amountOf('3.459 €')).toEqual(['3.459', 'EUR']);
  setLanguage('de');
  expect(amountOf('3.459 €')).toEqual(['3459', 'EUR']);
});

describe('times', () => {
  it.each<[Cell, string | null]>([
    ['01-Mar-2026', '2026-03-01T00:00:00.000Z'],
    ['1-DEC-24', '2024-12-01T00:00:00.000Z'],
    ['Mar 1, 2026 10:15 PM', '2026-03-01T22:15:00.000Z'],
    ['Mar 1 2026', '2026-03-01T00:00:00.000Z'],
    ['1. März 2026, 14:30', '2026-03-01T14:30:00.000Z'],
    ['1 de março de 2026', '2026-03-01T00:00:00.000Z'],
    ['Sun, 01 Mar 2026 10:15:00 +0100', '2026-03-01T09:15:00.000Z'],
    ['1 de março de 2026 10:15 hs.', '2026-03-01T10:15:00.000Z'],
    ['01.03.2026, 10:15 Uhr', '2026-03-01T10:15:00.000Z'],
    ['20260301', '2026-03-01T00:00:00.000Z'],
    [20_260_301, '2026-03-01T00:00:00.000Z'],
    ['20260301T101500Z', '2026-03-01T10:15:00.000Z'],
    ['45123', '2023-07-16T00:00:00.000Z'],
    [45_124.4375, '2023-07-17T10:30:00.000Z'],
    ['3/4/2026 10:15:00 +02:00', '2026-03-04T08:15:00.000Z'],
    ['31-Feb-2026', null],
    ['0026-03-01', '0026-03-01T00:00:00.000Z'],
    ['29.02.0024', '0024-02-29T00:00:00.000Z'],
    ['0000-01-01 01:00+02:00', '-000001-12-31T23:00:00.000Z'],
    ['12 apples 2026', null],
    ['20261301', null],
    ['12345', null],
    ['99999', null],
  ])('%j is %j', (cell, expected) => expect(toInstant(cell, UTC)).toBe(expected));

  it('are of the zone that the name of their column says', () => {
    const given = { ...GIVEN, timeZone: 'America/Sao_Paulo' };
    const zoneOf = (name: string) => guessPlan([name, 'Amount'], [['2026-03-01 10:15', '1.50']], given).timeZone;
    expect(['Created (UTC)', 'Time (GMT+02:00)'].map(zoneOf)).toEqual(['UTC', 'America/Sao_Paulo']);
    const plan = guessPlan(['Created', 'Paid at GMT', 'Amount'], [['2026-03-01 10:15', '2026-03-01 10:20', '1.50']], given);
    expect([plan.timeZone, corrected(plan, [], 1, 'time').timeZone]).toEqual(['America/Sao_Paulo', 'UTC']);
  });

  it('that lost their format count from midnight of the zone', () =>
    expect(toInstant('45123', { ...UTC, timeZone: 'America/Sao_Paulo' })).toBe('2023-07-16T03:00:00.000Z'));

  it('that do not tell are taken day first where decimals have commas, the page is no English one, or the zone is in Europe', () => {
    const order = (row: readonly string[], timeZone = 'UTC') => guessPlan(['date', 'amount'], [row], { ...GIVEN, timeZone }).dateOrder;
    expect(order(['01/03/2026', '1.50'])).toBe('month');
    expect(order(['01/03/2026', 'R$ 1,50'])).toBe('day');
    expect(order(['01/03/2026', '1.50'], 'Europe/London')).toBe('day');
    expect(order(['01/13/2026', '1,50'], 'Europe/London')).toBe('month');
    setLanguage('pt');
    expect(order(['01/03/2026', '1.50'])).toBe('day');
    setLanguage('en');
    for (const code of ['20-45-67', '25-10-77'])
      expect(
        guessPlan(
          ['article', 'date', 'amount'],
          [...['A-1', 'B-7'], code].map((sku) => [sku, '01/03/2026', '1.50']),
          GIVEN,
        ).dateOrder,
      ).toBe('month');
    expect(guessPlan(['article', 'date'], [['20-45-67', '01/03/2026']], GIVEN).dateOrder).toBe('month');
  });
});

it('yes and no are understood as spreadsheets of three languages write them', () => {
  expect(['TRUE', 'VERDADEIRO', 'WAHR'].map(toYesNo)).toEqual([true, true, true]);
  expect(['FALSE', 'FALSO', 'FALSCH'].map(toYesNo)).toEqual([false, false, false]);
});

describe('names', () => {
  const targets = (names: readonly string[], row: readonly string[]) => guessColumns(names, [row], UTC).map(({ target }) => target);

  it('whose values are on no scale are no scores, and of a long distance no longitude', () => {
    const targets = (names: readonly string[], rows: readonly (readonly string[])[]) =>
      guessColumns(names, rows, UTC).map(({ target }) => target);
    expect(targets(['Churn Score'], [['86'], ['12']])).toEqual(['own']);
    expect(targets(['Score'], [['10'], ['0']])).toEqual(['score']);
    expect(targets(['Avg Long Distance Charges', 'store_lat', 'Longitude (deg)'], [['12.5', '52.5', '13.4']])).toEqual([
      'own',
      'lat',
      'lon',
    ]);
  });

  it('of what was written are those of the message, not of its title', () =>
    expect(targets(['review_comment_title', 'review_comment_message'], ['Bad', 'It never came'])).toEqual(['own', 'text']));

  it('that tell of an order, a customer or a product are none: their rows would count as one', () => {
    expect(targets(['Order Status', 'Product Price', 'Customer Age'], ['sent', '12.50', '34'])).toEqual(['own', 'amount', 'own']);
    expect(targets(['Unit Price', 'Price per piece', 'Total Price'], ['5', '5', '15'])).toEqual(['own', 'own', 'amount']);
    expect(targets(['Price', 'Quantity'], ['2.55', '6'])).toEqual(['own', 'quantity']);
    expect(targets(['Price', 'Quantity', 'Net'], ['2.55', '6', '15.30'])).toEqual(['own', 'quantity', 'amount']);
    expect(targets(['price', 'freight'], ['58.90', '13.29'])).toEqual(['amount', 'own']);
    expect(targets(['Preço unitário', 'UnitPrice'], ['5', '5'])).toEqual(['own', 'own']);
    expect(targets(['Order Date', 'Customer Since Date'], ['whenever', 'long ago'])).toEqual(['own', 'own']);
    expect(targets(['Shop Order Number', 'Billing Customer', 'Product Code'], ['1', 'c', 'p'])).toEqual(['order', 'customer', 'product']);
  });

  it('are known by what German and Brazilian programs call them', () => {
    const targets = (names: readonly string[], row: readonly string[]) =>
      guessColumns(names, [row], { timeZone: 'UTC', dateOrder: 'day', decimal: ',' }).map(({ target }) => target);
    expect(
      targets(
        ['Auftragsnr.', 'Auftragsdatum', 'Kunden-Nr.', 'Artikelbezeichnung', 'Produktgruppe', 'Stückzahl', 'Nettobetrag', 'Vertriebskanal'],
        ['A-1', '03.10.2026', '4711', 'Kanne', 'Küche', '2', '1.234,50', 'Laden'],
      ),
    ).toEqual(['order', 'time', 'customer', 'product', 'category', 'quantity', 'amount', 'channel']);
    expect(
      targets(
        ['Nº do pedido', 'Data da compra', 'Código do cliente', 'Descrição', 'Qtde.', 'Faturamento', 'Código postal'],
        ['1', '03/10/2026', 'c7', 'Chaleira', '2', 'R$ 1.234,50', '13010-001'],
      ),
    ).toEqual(['order', 'time', 'customer', 'product', 'quantity', 'amount', 'postal_code']);
    expect(targets(['Kundenzufriedenheit', 'Anmerkung', 'Bearbeiter', 'erledigt'], ['4', 'zu spät', 'Uwe', 'ja'])).toEqual([
      ...['score', 'text', 'agent', 'resolved'],
    ]);
  });
});

describe('events of rows', () => {
  it('have the currency that stands beside each amount', () => {
    const rows = [['€12.00'], ['8 GBP'], ['$3.00'], ['4']];
    const plan = guessPlan(['amount'], rows, GIVEN);
    expect(plan.currency).toBeNull();
    expect(rows.map((row) => (dataOf(['amount'], row, plan) as { currency?: string }).currency)).toEqual([
      'EUR',
      'GBP',
      undefined,
      undefined,
    ]);
    expect(guessPlan(['amount'], [['12,00 €'], ['3,50']], GIVEN).currency).toBe('EUR');
    expect(dataOf(['amount', 'currency'], ['€12.00', 'CHF'])).toMatchObject({ currency: 'CHF' });
  });

  it('in dollars are no euros: a sign that is not of the currency of the workspace is guessed, and can be corrected', () => {
    const guessed = (amounts: readonly string[], reporting: string | null) =>
      guessPlan(
        ['amount'],
        amounts.map((amount) => [amount]),
        GIVEN,
        reporting,
      ).currency;
    expect(guessed(['$1,200.10', '5.00'], 'EUR')).toBe('USD');
    expect(guessed(['$1,200.10', 'US$5'], 'BRL')).toBe('USD');
    for (const reporting of ['USD', 'CAD', 'JMD', 'NAD', null]) expect(guessed(['$1,200.10'], reporting)).toBeNull();
    expect([guessed(['¥500'], 'EUR'), guessed(['¥500'], 'CNY'), guessed(['5.00'], 'EUR')]).toEqual(['JPY', null, null]);
    expect(corrected(guessPlan(['paid'], [['$1']], GIVEN), [['$1']], 0, 'amount', 'EUR').currency).toBe('USD');
  });

  it('take no pieces or kilograms for money: their unit is no currency of the file', () => {
    const plan = guessPlan(['Total', 'Net'], [['100 PCS', '12 KGM']], GIVEN);
    expect([plan.columns.map(({ target }) => target), plan.currency]).toEqual([['own', 'own'], null]);
    expect(corrected(plan, [['100 PCS', '12 KGM']], 0, 'amount').currency).toBeNull();
    expect(guessPlan(['Total'], [['100 CHF']], GIVEN)).toMatchObject({ columns: [{ target: 'amount' }], currency: 'CHF' });
  });

  it('leave out numbers that say N/A, but no country called NA', () => {
    expect(dataOf(['amount', 'country', 'score'], ['N/A', 'NA', 'null'])).toEqual({ country: 'NA', import: 'i1' });
    expect(dataOf(['date', 'amount'], ['n/a', '1'], { ...guessPlan(['date', 'amount'], [], GIVEN), scale: null })).toEqual({
      column: 'date',
      kind: 'emptyTime',
      value: '',
    });
    expect(targetsOf(['1', 'N/A', 'N/A', 'N/A', 'N/A'])).toEqual(['amount']);
  });

  it('are of the type on which what their columns tell counts', () => {
    const typeOf = (names: readonly string[]) => guessPlan(names, [], GIVEN).type.replace('io.orrery.', '');
    expect(typeOf(['customer', 'date', 'amount', 'rating'])).toBe('order.completed');
    expect(typeOf(['date', 'agent', 'resolved', 'duration', 'rating'])).toBe('contact.closed');
    expect(typeOf(['date', 'order id', 'score', 'duration'])).toBe('survey.answered');
    expect(typeOf(['customer id', 'city', 'segment'])).toBe('profile.updated');
    expect(typeOf(['customer id', 'date', 'city'])).toBe('order.completed');
    const plan = guessPlan(['customer id', 'city', 'worth'], [['c', 'Rome', '12']], GIVEN);
    expect(corrected(plan, [], 2, 'amount').type).toBe('io.orrery.order.completed');
    expect(corrected({ ...plan, type: 'io.orrery.order.refunded' }, [], 2, 'amount').type).toBe('io.orrery.order.refunded');
  });

  it('have the scale that the page shows for the scores, also where the reader named their column', () => {
    const names = ['Eindruck heute', 'money'];
    const rows = [
      ['9', '1 €'],
      ['0', '2 €'],
    ];
    const plan = guessPlan(names, rows, GIVEN);
    expect(plan).toMatchObject({ scale: null, currency: null });
    expect(corrected(plan, rows, 0, 'score').scale).toBe('nps');
    expect(corrected(plan, [['?'], ['?']], 0, 'score').scale).toBe('csat5');
    expect(corrected(plan, rows, 1, 'amount').currency).toBe('EUR');
    expect(corrected({ ...plan, currency: 'CHF' }, [['', '1']], 1, 'amount').currency).toBe('CHF');
    expect(guessPlan(['score'], [['none']], GIVEN).scale).toBe('csat5');
  });

  it('happen at the time of the day that another column has', () => {
    const timeOf = (names: readonly string[], row: readonly Cell[]) => {
      const plan = guessPlan(names, [row], GIVEN);
      const event = toEvent(row, plan, 'id');
      return [plan.columns.map(({ target }) => target), 'kind' in event ? event : event.time];
    };
    expect(timeOf(['Date', 'Time'], ['2026-03-01', '10:15'])).toEqual([['time', 'clock'], '2026-03-01T10:15:00.000Z']);
    expect(timeOf(['Uhrzeit', 'Datum'], ['8:05:30', '01.03.2026'])).toEqual([['clock', 'time'], '2026-03-01T08:05:30.000Z']);
    expect(timeOf(['date', 'time'], ['3/1/2026', '1:15 PM'])).toEqual([['time', 'clock'], '2026-03-01T13:15:00.000Z']);
    expect(timeOf(['date', 'time'], ['2026-03-01', '12:15 a.m.'])).toEqual([['time', 'clock'], '2026-03-01T00:15:00.000Z']);
    expect(timeOf(['date', 'time'], ['20260301', '8:15'])).toEqual([['time', 'clock'], '2026-03-01T08:15:00.000Z']);
    const rows = [
      ['2026-03-01', '10:15'],
      ['2026-03-01', 'n/a'],
      ['2026-03-01', 'late'],
    ];
    const made = rows.map((row) => toEvent(row, guessPlan(['date', 'time'], rows.slice(0, 2), GIVEN), 'id'));
    expect(made).toMatchObject([
      { time: '2026-03-01T10:15:00.000Z' },
      { time: '2026-03-01T00:00:00.000Z' },
      { column: 'time', kind: 'time' },
    ]);
    expect(timeOf(['date', 'time'], ['2026-03-01', ''])).toEqual([['time', 'skip'], '2026-03-01T00:00:00.000Z']);
    expect(timeOf(['created at', 'time'], ['2026-03-01 09:00', '10:15'])).toEqual([['time', 'clock'], '2026-03-01T09:00:00.000Z']);
    expect(timeOf(['start time', 'duration'], ['2026-03-01 09:00', '10:15'])).toEqual([['time', 'own'], '2026-03-01T09:00:00.000Z']);
  });

  it('tell how long something took in a column of a handling time', () => {
    for (const name of ['Handling time (s)', 'avg handling time'])
      expect(guessPlan([name], [['240']], GIVEN).columns).toEqual([{ name, target: 'duration_s' }]);
  });

  it('leave out the apostrophe by which a spreadsheet keeps digits a text', () => {
    expect(dataOf(['zip', 'product'], ["'01067", "'n Sofa"])).toMatchObject({ postal_code: '01067', product: "'n Sofa" });
    const kept = (text: string) => (dataOf(['product'], [text]) as { product: string }).product;
    expect(["'90s Hits", "'12E5", "'=1+1", "'2026-03-01"].map(kept)).toEqual(["'90s Hits", '12E5', '=1+1', '2026-03-01']);
  });

  it('that plan have their names and numbers however the columns and decimals are written', () => {
    const names = ['Metric', 'Period from', 'period-to', 'VALUE', 'Note'];
    const row = ['revenue', '2026-03-01', '2026-04-01', '1.234,50', 'x'];
    const plan = guessPlan(names, [row], GIVEN);
    const data = { metric: 'revenue', period_from: '2026-03-01', period_to: '2026-04-01', value: '1234.50', Note: 'x', import: 'i1' };
    expect([plan.type, dataOf(names, row, plan)]).toEqual(['io.orrery.target.set', data]);
    expect(dataOf(names, row.with(3, 'much'), plan)).toEqual({ column: 'VALUE', kind: 'number', value: 'much' });
  });

  it('take the amount from the column that the reader chose, whatever the others are called', () => {
    const names = ['net', 'amount', 'import'];
    const chosen = withTarget(guessPlan(names, [['1', '2', 'x']], GIVEN), 0, 'amount');
    expect(dataOf(names, ['1.00', '2.00', 'x'], chosen)).toEqual({ amount: '1.00', own_amount: '2.00', own_import: 'x', import: 'i1' });
  });
});

function targetsOf(amounts: readonly string[]) {
  const rows = amounts.map((amount) => [amount]);
  return guessColumns(['amount'], rows, UTC).map(({ target }) => target);
}
