/** Records and customers over HTTP, on the real server: exactly what was sent, without what was taken back, as it was at a moment. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../../server/app.ts';
import type { CustomerAnswer, RecordsAnswer } from '../../../src/protocol/records.ts';
import { newDataDir } from '../child.ts';

const dataDir = newDataDir();
let app: App;

interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

async function post<Body>(path: string, body: unknown): Promise<Answered<Body>> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(app.url + path, init);
  return { status: response.status, body: (await response.json()) as Body };
}
const records = async (asked: unknown) => (await post<RecordsAnswer>('/v1/records', asked)).body;

function order(id: string, day: number, data: Record<string, unknown>): Record<string, unknown> {
  const time = new Date(Date.UTC(2026, 0, day, 12)).toISOString();
  return { specversion: '1.0', source: 'shop', id, type: 'io.orrery.order.completed', subject: 'ana', time, data };
}

beforeAll(async () => {
  writeFileSync(join(dataDir, 'orrery.json'), JSON.stringify({ currency: 'USD' }));
  writeFileSync(join(dataDir, 'rates.csv'), 'date,currency,rate\n2025-01-01,EUR,1.1\n');
  app = await createApp({ dataDir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
});
afterAll(() => app.close());

it('are exactly what was sent, newest first, and as many as the figure says', async () => {
  const long = 'x'.repeat(3000);
  await post('/v1/events', [
    order('a1', 1, { country: 'BR', city: 'Campinas', order: 7, amount: '129.90', currency: 'EUR', gift: true }),
    order('a2', 3, { amount: 5.5, currency: 'JPY' }),
    { ...order('a3', 2, { score: 2, scale: 'csat5', text: long, order: '7' }), type: 'io.orrery.survey.answered' },
  ]);
  const { records: all, total } = await records({});
  expect(all.map(({ id, amount, currency, value, unconverted, order: of }) => [id, amount, currency, value, unconverted, of])).toEqual([
    ['a2', '5.5', 'JPY', null, true, null],
    ['a3', null, null, null, false, '7'],
    ['a1', '129.90', 'EUR', 142.89, false, '7'],
  ]);
  expect(total).toBe(3);
  expect(all[2]).toMatchObject({ customer: 'ana', place: { country: 'BR', name: 'Campinas' }, data: { gift: true, amount: '129.90' } });
  expect([all[1]?.text?.length, String(all[1]?.data.text).length]).toEqual([2000, 3000]);
});

it('leave out what was taken back, unless they are asked as of before', async () => {
  const { body: sent } = await post<{ seq: number }>('/v1/events?import=may&name=May', [order('b1', 9, { amount: '1', currency: 'USD' })]);
  const before = (await records({})).asOf;
  expect(before.seq).toBe(sent.seq);
  await post('/v1/imports/may/withdraw', {});
  const ids = async (asked: object) =>
    (await records({ where: { customer: ['ana'] }, of: 'revenue', ...asked })).records.map(({ id }) => id);
  expect(await ids({})).toEqual(['a2', 'a1']);
  expect(await ids({ asOf: before })).toEqual(['b1', 'a2', 'a1']);
  expect((await post<CustomerAnswer>('/v1/customer', { customer: 'ana' })).body).toMatchObject({ orders: 2, events: 3 });
  expect((await post<CustomerAnswer>('/v1/customer', { customer: 'ana', asOf: before })).body).toMatchObject({ orders: 3, events: 4 });
});

it('tells of a customer by the key as it was sent, however its letters are composed', async () => {
  const sent = ' Zoe\u0308 ';
  await post('/v1/events', [{ ...order('z1', 1, { amount: '1', currency: 'USD' }), subject: sent }]);
  for (const customer of [sent, 'Zo\u00eb'])
    expect((await post<CustomerAnswer>('/v1/customer', { customer })).body).toMatchObject({ customer: 'Zo\u00eb', orders: 1 });
});

it('are refused with the name of the field, and never with the key of a customer', async () => {
  const refusal = async (path: string, body: unknown) => {
    const { status, body: answer } = await post<{ error: { message: string } }>(path, body);
    return `${status} ${answer.error.message}`;
  };
  expect(await refusal('/v1/records', { limit: 0 })).toMatch(/^400 limit: /);
  expect(await refusal('/v1/records', { time: { from: 'yesterday' } })).toMatch(/^400 time\.from: /);
  expect(await refusal('/v1/records', [])).toBe('400 body: must be an object');
  expect(await refusal('/v1/customer', { customer: 'nobody-here' })).toBe(
    '404 customer: nothing is known of anybody by this key (keys are exact)',
  );
});
