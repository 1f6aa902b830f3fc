/** What two slow analysts cost everybody else: how much later events are acknowledged and told while their questions run. */
import { setTimeout as sleep } from 'node:timers/promises';
import { latLngToCell } from 'h3-js';
import { openRawClient } from '../load/rawClient.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { Row } from './row.ts';

const EVENTS = 60_000;
/** Every event is compared with every cell, once for each of the metrics: longer than questions may take, so that they run all the time. */
const CELLS = 10_000;
const METRICS = ['customers', 'orders', 'repeat_rate', 'churned', 'fcr', 'contacts'];
const ASKED_AT_ONCE = 2;
const SENT_EVERY_MS = 40;
const BATCH = 20;
const MEASURED_MS = 12_000;
const GOAL_MS = 50;

/** Milliseconds until each batch was acknowledged, and until a client had heard of it. */
interface Delays {
  readonly acknowledged: number[];
  readonly told: number[];
}

export async function slowQueries(): Promise<readonly Row[]> {
  const server = await startServer({ web: true });
  for (let from = 0; from < EVENTS; from += 5000) await send(server, from, 5000);
  const told: { seq: number; atMs: number }[] = [];
  const client = openRawClient({
    url: server.url,
    query: { metrics: ['events', 'revenue'], groupBy: ['product'] },
    onDelta: ({ seq }) => told.push({ seq, atMs: performance.now() }),
  });
  while (!client.isLive()) await sleep(20);
  await delays(server, told, EVENTS, 3000);
  const others = watchOthers();
  const alone = await delays(server, told, 2 * EVENTS, MEASURED_MS);
  const asked = new AbortController();
  let answers = 0;
  const asking = Array.from({ length: ASKED_AT_ONCE }, async (_, shift) => {
    while (!asked.signal.aborted) {
      await ask(server, shift, asked.signal);
      answers++;
    }
  });
  await sleep(500);
  const beside = await delays(server, told, 3 * EVENTS, MEASURED_MS);
  const taken = others();
  asked.abort();
  await Promise.allSettled(asking);
  client.close();
  await server.dispose();
  return [
    row('acknowledged', alone.acknowledged, beside.acknowledged, taken, answers),
    row('told', alone.told, beside.told, taken, answers),
  ];
}

function row(what: string, alone: readonly number[], beside: readonly number[], taken: number, answers: number): Row {
  const added = quantile(beside, 0.99) - quantile(alone, 0.99);
  const spread = (delays: readonly number[]): string =>
    `${quantile(delays, 0.5).toFixed(0)} / ${quantile(delays, 0.99).toFixed(0)} / ${quantile(delays, 1).toFixed(0)}`;
  return unlessTaken(taken, {
    name: `two slow questions: events ${what} later by (p99)`,
    value: added,
    unit: 'ms',
    peer: `alone ${spread(alone)}, beside them ${spread(beside)} ms (p50 / p99 / most); ${answers} answered`,
    goal: `≤ ${GOAL_MS} ms`,
    holds: added <= GOAL_MS,
  });
}

/** Sends small batches in an open loop. */
async function delays(
  server: ServerProcess,
  told: readonly { seq: number; atMs: number }[],
  first: number,
  lengthMs: number,
): Promise<Delays> {
  const start = performance.now();
  const sent: Promise<{ dueMs: number; ackMs: number; seq: number }>[] = [];
  for (let number = 0; number * SENT_EVERY_MS < lengthMs; number++) {
    const dueMs = start + number * SENT_EVERY_MS;
    await sleep(Math.max(0, dueMs - performance.now()));
    sent.push(send(server, first + number * BATCH, BATCH).then((seq) => ({ dueMs, ackMs: performance.now(), seq })));
  }
  const batches = await Promise.all(sent);
  const last = Math.max(...batches.map(({ seq }) => seq));
  while ((told.at(-1)?.seq ?? 0) < last) await sleep(20);
  return {
    acknowledged: batches.map(({ dueMs, ackMs }) => ackMs - dueMs),
    told: batches.map(({ dueMs, seq }) => (told.find((state) => state.seq >= seq)?.atMs ?? Infinity) - dueMs),
  };
}

async function ask(server: ServerProcess, shift: number, signal: AbortSignal): Promise<void> {
  const cells = Array.from({ length: CELLS }, (_, at) => latLngToCell(10 + shift + (at % 100) / 10, 20 + at / 1000, 9));
  const body = JSON.stringify({ metrics: METRICS, where: { h3: cells } });
  const response = await fetch(`${server.url}/v1/query`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal });
  await response.arrayBuffer();
}

async function send(server: ServerProcess, first: number, count: number): Promise<number> {
  const lines = Array.from({ length: count }, (_, at) => JSON.stringify(eventOf(first + at))).join('\n');
  const response = await server.post('/v1/events', lines, 'application/x-ndjson');
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { seq: number }).seq;
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

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
