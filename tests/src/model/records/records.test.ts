/** What is made of records: columns, lines of CSV, amounts, a customer's story and chart. */
import { describe, expect, it } from 'vitest';
import { personAt } from '../../../../src/model/landscape/personAt.ts';
import { amountText, moneyText, ownFacts, typeName } from '../../../../src/model/records/eventWords.ts';
import { columnsOf } from '../../../../src/model/records/recordColumns.ts';
import { csvHead, csvLines } from '../../../../src/model/records/recordsCsv.ts';
import { scoreSeries } from '../../../../src/model/records/scoreChart.ts';
import { type StoryEvent, type StoryGap, sumOf, tellStory } from '../../../../src/model/records/story.ts';
import { EventType } from '../../../../src/protocol/event.ts';
import type { RecordAnswer } from '../../../../src/protocol/records.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1, 12);
const NOWHERE = { country: null, region: null, city: null, name: null, longitude: null, latitude: null };

let seq = 0;
/** A record so many days after the first. */
function on(day: number, noun: string, about: Partial<RecordAnswer> = {}): RecordAnswer {
  seq += 1;
  return {
    ...{ seq, id: `e${seq}`, time: new Date(START_MS + day * DAY_MS).toISOString(), type: `io.orrery.${noun}`, source: 'shop' },
    ...{ customer: 'ana', place: NOWHERE, value: null, unconverted: false, currency: null, score: null, scale: null, category: null },
    ...{ product: null, brand: null, segment: null, channel: null, reason: null, agent: null, order: null, quantity: null },
    ...{ durationS: null, resolved: null, text: null, amount: null, data: {} },
    ...about,
  };
}
const order = (day: number, number: string, amount = '10.00', about: Partial<RecordAnswer> = {}) =>
  on(day, 'order.completed', { order: number, amount, currency: 'USD', value: Number(amount), ...about });
const score = (day: number, value: number) => on(day, 'survey.answered', { score: value, scale: 'csat5' });
const newestFirst = (...records: RecordAnswer[]) => records.sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
const gapsOf = (items: ReturnType<typeof tellStory>) => items.filter((item): item is StoryGap => item.kind === 'gap');
const eventsOf = (items: ReturnType<typeof tellStory>) => items.filter((item): item is StoryEvent => item.kind === 'event');

describe('records', () => {
  it('have the columns that their events have something to say in, the source only where there are several', () => {
    expect(columnsOf([order(0, '1')])).toEqual(['time', 'type', 'amount', 'customer', 'order']);
    expect(columnsOf([score(0, 4), { ...score(1, 2), source: 'desk', customer: null, text: 'Late' }])).toEqual([
      ...['time', 'type', 'score', 'customer', 'text', 'source'],
    ]);
  });

  it('say amounts in their own currency with all of their digits, however many', () => {
    expect(moneyText('129.90', 'BRL')).toBe('R$129.90');
    expect(moneyText('12345678901234567.8901', 'USD')).toBe('$12,345,678,901,234,567.8901');
    expect(moneyText('-5', 'EUR')).toBe('-€5.00');
    expect([moneyText('1200', 'JPY'), moneyText('12.5', 'KWD')].map((text) => text.replace('\u00a0', ' '))).toEqual([
      '¥1,200',
      'KWD 12.500',
    ]);
    expect(moneyText('a lot', 'USD')).toBe('a lot USD');
    expect(moneyText('5', 'not a code')).toBe('5 not a code');
    expect(amountText({ amount: '7', currency: null, value: 7 }, 'BRL')).toBe('R$7.00');
  });

  it('are called in words, unknown types by their own name, and tell what the sender says in fields of their own', () => {
    expect([typeName('io.orrery.order.completed'), typeName('io.orrery.parcel.lost'), typeName('com.acme.x')]).toEqual([
      ...['Order', 'parcel.lost', 'com.acme.x'],
    ]);
    for (const type of Object.values(EventType)) expect(typeName(type)).not.toContain('.');
    expect([typeName('constructor'), typeName('__proto__')]).toEqual(['constructor', '__proto__']);
    expect(
      ownFacts({
        country: 'BR',
        amount: 5,
        delivery: 'late',
        delivered_late: true,
        gift: false,
        note: '',
        seller: 'f3295428338a40977a03f555246a70f4',
      } as never),
    ).toEqual([...['delivery late', 'delivered late']]);
  });

  it('become lines of CSV that no spreadsheet runs, with numbers as numbers', () => {
    const [head = '', line = ''] = `${csvHead()}${csvLines([
      order(0, '=1+1', '-4.50', {
        customer: '@ana',
        text: 'Said "no",\nthen left',
        product: '-2.5',
        data: { text: 'Said "no",\nthen left' },
      }),
    ])}`.split('\r\n');
    expect(head.startsWith('\ufefftime,type,customer,')).toBe(true);
    expect(line).toContain("2026-01-01T12:00:00.000Z,io.orrery.order.completed,'@ana,");
    expect(line).toContain(",'=1+1,-4.50,USD,-4.5,");
    expect(line).toContain(',"Said ""no"",\nthen left",');
  });
});

describe('a story', () => {
  it('has the lines of one order as one entry with their sum, and orders of other sources apart', () => {
    const told = eventsOf(
      tellStory(newestFirst(order(0, '7', '10.10'), order(0, '7', '0.25'), order(0, '7', '5', { source: 'web' })), null),
    );
    expect(told.map(({ records }) => records.length).sort()).toEqual([1, 2]);
    const both = told.find(({ records }) => records.length === 2) as StoryEvent;
    expect(sumOf(both, 'USD')).toEqual({ amount: '10.35', currency: 'USD' });
    expect(sumOf({ ...both, records: [order(0, '1', '1000'), order(0, '1', '200')] }, 'USD')?.amount).toBe('1200');
  });

  it('tells of an order what all of its lines come to, never the first line for the whole', () => {
    const sum = (...lines: readonly Partial<RecordAnswer>[]) =>
      sumOf({ kind: 'event', ms: 0, before: [], records: lines.map((line) => order(0, '1', line.amount ?? '1', line)) }, 'EUR');
    const euros = { currency: 'EUR' };
    expect(sum({ ...euros, amount: '5.8500000000000005' }, { ...euros, amount: '-.85' })).toEqual({
      ...{ amount: '5.0000000000000005', currency: 'EUR' },
    });
    // A gift has no amount; what says no currency is in that of the reports.
    const gift = { amount: null, value: null, currency: null };
    expect(sum({ ...euros, amount: '4.20' }, { amount: '0.80', currency: null }, gift)).toEqual({ amount: '5', currency: 'EUR' });
    const pounds = { amount: '10.00', value: 11.7531, currency: 'GBP' };
    expect(sum({ ...pounds }, { amount: '1000', value: 6.1, currency: 'JPY' })).toEqual({ amount: '17.8531', currency: 'EUR' });
    expect(sum({ ...pounds }, { amount: '1000', value: null, currency: 'JPY' })).toBeNull();
    expect(sum({ ...pounds, value: null }, { ...pounds, value: null })).toEqual({ amount: '20', currency: 'GBP' });
    expect(sum(gift, gift)).toBeNull();
  });

  it('tells silences that are long for this customer, between orders and until now', () => {
    const orders = [order(0, '1'), order(20, '2'), order(40, '3'), order(127, '4')];
    const items = tellStory(newestFirst(...orders), START_MS + 137 * DAY_MS);
    expect(gapsOf(items).map(({ days, isOpen }) => [days, isOpen])).toEqual([[87, false]]);
    // It stands between the orders that it parts.
    expect(items.findIndex(({ kind }) => kind === 'gap')).toBe(1);
    const [open, ...others] = gapsOf(tellStory(newestFirst(...orders), START_MS + 227 * DAY_MS));
    expect([open?.days, open?.isOpen, others.length]).toEqual([100, true, 1]);
    expect(tellStory(newestFirst(...orders), START_MS + 227 * DAY_MS)[0]).toEqual(open);
    expect(gapsOf(tellStory(newestFirst(order(0, '1'), order(29, '2')), null))).toEqual([]);
    expect(gapsOf(tellStory(newestFirst(order(0, '1'), order(50, '2')), null)).map(({ days }) => days)).toEqual([50]);
  });

  it('says what went wrong in the days before a score below target, and nothing before one that is well', () => {
    const call = on(8, 'contact.opened', { reason: 'Late delivery' });
    const late = on(6, 'order.delivered', { data: { boxes: 1, weight: 2, courier: 'us', delivery: 'late' } as never });
    const fine = on(5, 'order.shipped', { data: { days_late: 0, damaged: 'no' } as never });
    const told = eventsOf(tellStory(newestFirst(order(0, '1'), fine, late, call, score(10, 2), score(60, 5)), null));
    const low = told.find(({ records }) => records[0]?.score === 2);
    expect(low?.before.map(({ records }) => records[0]?.seq)).toEqual([call.seq, late.seq]);
    expect(told.find(({ records }) => records[0]?.score === 5)?.before).toEqual([]);
    const own = ['status_entrega atrasado', 'Zustand defekt', 'Lieferung storniert', 'pacote extraviado'].map((fact) => {
      const [name = '', value = ''] = fact.split(' ');
      const wrong = on(8, 'order.delivered', { data: { [name]: value } as never });
      return eventsOf(tellStory(newestFirst(wrong, score(10, 2)), null))[0]?.before.length;
    });
    expect(own).toEqual([1, 1, 1, 1]);
    const tooEarly = eventsOf(tellStory(newestFirst(call, score(39, 1)), null));
    expect(tooEarly[0]?.before).toEqual([]);
  });

  it('counts a call that is only known as closed among what went wrong, as contacts are counted, and one that was opened once', () => {
    const call = on(8, 'contact.closed', { source: 'phone', data: { contact: '7' } as never });
    const opened = on(5, 'contact.opened', { source: 'desk', data: { contact: '9' } as never });
    const closed = on(6, 'contact.closed', { source: 'desk', data: { contact: '9' } as never });
    const low = eventsOf(tellStory(newestFirst(opened, closed, call, score(10, 2)), null))[0];
    expect(low?.before.map(({ records }) => records[0]?.seq)).toEqual([call.seq, opened.seq]);
    const nameless = [on(2, 'contact.closed', { id: 'x' }), on(1, 'contact.opened', { id: 'y' })];
    const [, ...before] = eventsOf(tellStory(newestFirst(...nameless, score(3, 1)), null));
    expect(before).toHaveLength(2);
    expect(eventsOf(tellStory(newestFirst(...nameless, score(3, 1)), null))[0]?.before).toHaveLength(2);
  });

  it('says what went wrong around the order after which nothing came', () => {
    const refund = on(9, 'order.refunded', { reason: 'Damaged', order: '1' });
    const much = on(50, 'contact.opened');
    const [gap] = gapsOf(tellStory(newestFirst(order(0, '1'), refund, much), START_MS + 90 * DAY_MS));
    expect([gap?.days, gap?.before.map(({ records }) => records[0]?.seq)]).toEqual([90, [refund.seq]]);
  });
});

describe('a chart of scores beside revenue', () => {
  it('places scores on their scales and orders by their amount, and is none of less than two', () => {
    expect(scoreSeries([score(0, 5)], START_MS)).toBeNull();
    const series = scoreSeries(
      newestFirst(order(0, '1', '30'), order(0, '1', '10'), order(9, '2', '20'), score(3, 2)),
      START_MS + 20 * DAY_MS,
    );
    expect(series?.stems.map(({ value, share }) => [value, share]).sort()).toEqual([
      [20, 0.5],
      [40, 1],
    ]);
    expect(series?.dots).toMatchObject([{ score: 2, place: 0.25 }]);
    expect([series?.fromMs, series?.toMs]).toEqual([START_MS, START_MS + 20 * DAY_MS]);
  });
});

it('a click on the land takes the nearest person that it lies on', () => {
  const points = {
    count: 2,
    places: Float32Array.of(0, 0, 1, 1, 0, 0, 1.15, 1),
    looks: Float32Array.of(0.19, 0, 0, 0, 0.05, 0, 0, 0),
    keys: Uint32Array.of(11, 22),
  };
  expect([personAt(points, 1.02, 1), personAt(points, 1.14, 1), personAt(points, 1.3, 1), personAt(points, 0.8, 1)]).toEqual([
    11,
    22,
    null,
    11,
  ]);
});
