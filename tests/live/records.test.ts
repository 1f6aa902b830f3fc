/** Pages of records put together, on the real server. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import { fetchNewest } from '../../src/live/records.ts';
import type { RecordsAnswer, RecordsAsked } from '../../src/protocol/records.ts';
import { newDataDir } from '../server/child.ts';

const MANY = 25;
const PAGE = 10;
const { signal } = new AbortController();
let app: App;

async function post<Body>(path: string, body: unknown): Promise<Body> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await (await fetch(app.url + path, init)).json()) as Body;
}

const order = (day: number) => ({
  ...{ specversion: '1.0', source: 'shop', id: `order-${day}`, type: 'io.orrery.order.completed', subject: 'buyer-1' },
  ...{ time: new Date(Date.UTC(2026, 0, day, 12)).toISOString(), data: { amount: '1.00' } },
});

beforeAll(async () => {
  app = await createApp({ dataDir: newDataDir(), host: '127.0.0.1', port: 0, demo: 'none', web: false });
  const days = Array.from({ length: MANY }, (_, at) => order(at + 1));
  await post('/v1/events', days);
});
afterAll(() => app.close());

it.each([
  [0, PAGE],
  [PAGE, PAGE],
  [PAGE + 1, 2 * PAGE],
  [1000, Number.POSITIVE_INFINITY],
])('of which %i were listed are read as %i, as far as there are so many, none twice, whatever comes meanwhile', async (listed, wanted) => {
  let asked = 0;
  const readPage = async (of: RecordsAsked) => {
    if (asked++ === 1) await post('/v1/events', [order(60 + listed)]);
    return post<RecordsAnswer>('/v1/records', of);
  };
  const found = await fetchNewest({ where: { customer: ['buyer-1'] }, asOf: await now(), limit: PAGE }, listed, signal, readPage);
  expect(found.records).toHaveLength(Math.min(wanted, found.total ?? 0));
  expect(new Set(found.records.map(({ id }) => id)).size).toBe(found.records.length);
  expect(found.next === null).toBe(found.records.length === found.total);
});

async function now(): Promise<RecordsAnswer['asOf']> {
  return (await post<RecordsAnswer>('/v1/records', { limit: 1 })).asOf;
}
