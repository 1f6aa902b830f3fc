/** Two analysts ask for more than a core can do in seconds: events are acknowledged and told meanwhile as if nobody asked. */
import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRawClient } from '../../load/rawClient.ts';
import { type ServerProcess, startServer } from '../child.ts';

const EVENTS = 40_000;
const ROUNDS = 8;
/** Every event is compared with every cell, once for each of the metrics. */
const CELLS = 10_000;
const METRICS = ['customers', 'orders', 'repeat_rate', 'churned', 'fcr', 'contacts'];

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
  const lines = Array.from({ length: EVENTS }, (_, at) => JSON.stringify(eventOf(at)));
  for (let from = 0; from < EVENTS; from += 5000) await send(lines.slice(from, from + 5000).join('\n'));
});
afterAll(() => server.dispose());

it('acknowledges and tells events while two slow questions are unanswered', async () => {
  const client = openRawClient({ url: server.url, query: { metrics: ['events', 'revenue'], groupBy: ['product'] } });
  await until(() => client.isLive());
  const asked = new AbortController();
  let answered = 0;
  const slow = [0, 1].map((shift) => ask(shift, asked.signal).then(() => answered++));
  for (let round = 0; round < ROUNDS; round++) {
    const seq = await send(JSON.stringify(eventOf(EVENTS + round)));
    await until(() => (client.held()?.seq ?? 0) >= seq);
  }
  expect(client.table.values[0]?.slice(0, client.table.rowCount).reduce((sum, count) => sum + count, 0)).toBe(EVENTS + ROUNDS);
  expect(answered).toBe(0);
  asked.abort();
  await Promise.allSettled(slow);
  client.close();
});

async function ask(shift: number, signal: AbortSignal): Promise<unknown> {
  const cells = Array.from({ length: CELLS }, (_, at) => latLngToCell(10 + shift + (at % 100) / 10, 20 + at / 1000, 9));
  const body = JSON.stringify({ metrics: METRICS, where: { h3: cells } });
  const response = await fetch(`${server.url}/v1/query`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal });
  return response.json();
}

async function send(lines: string): Promise<number> {
  const response = await server.post('/v1/events', lines, 'application/x-ndjson');
  expect(response.status).toBe(200);
  return ((await response.json()) as { seq: number }).seq;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function eventOf(at: number): object {
  return {
    specversion: '1.0',
    id: `e${at}`,
    source: 'shop',
    type: 'io.orrery.order.completed',
    subject: `c${at % 5000}`,
    time: new Date(Date.UTC(2024, 0, 1) + at * 60_000).toISOString(),
    data: { lat: -60 + (at % 120), lon: -170 + (at % 340), product: `p${at % 50}`, amount: (at % 900) / 10, order: `o${at >> 1}` },
  };
}
