/** How long an event takes from its sender to every subscribed client: the built server, events in an open loop, clients over bare WebSockets. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delta } from '../../src/protocol/live.ts';
import type { Query } from '../../src/protocol/query.ts';
import { openRawClient, type RawClient } from '../load/rawClient.ts';
import { startServer } from '../server/child.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { Row } from './row.ts';

const CLIENTS = 500;
const EVENTS_A_SECOND = 2000;
const BATCH_EVERY_MS = 50;
const WARM_MS = 5000;
const MEASURED_MS = 20_000;
const GOAL_MS = 500;

const METRICS = [['events'], ['events', 'revenue'], ['events', 'orders', 'customers'], ['events', 'csat'], ['events', 'units']];
const DIMENSIONS = [[], ['country'], ['product'], ['segment', 'country']];
/** Every one of them changes with every batch. */
const QUERIES: readonly Query[] = METRICS.flatMap((metrics) =>
  DIMENSIONS.map((groupBy) => (groupBy.length > 0 ? { metrics, groupBy } : { metrics })),
);

/** When which state reached a client. */
interface Arrival {
  readonly atMs: number;
  readonly seq: number;
}

interface Batch {
  /** When it was to be sent; that it was sent later counts. */
  readonly dueMs: number;
  readonly acknowledgedMs: number;
  readonly seq: number;
}

export async function latency(): Promise<readonly Row[]> {
  const server = await startServer({ web: true });
  const arrivals = new Map<RawClient, Arrival[]>();
  const note = ({ seq }: Delta, client: RawClient): void => void arrivals.get(client)?.push({ atMs: performance.now(), seq });
  // One client of each view reads what it gets; of the others the order is checked.
  const clients = Array.from({ length: CLIENTS }, (_, at) =>
    openRawClient({ url: server.url, query: QUERIES[at % QUERIES.length] as Query, reads: at < QUERIES.length, onDelta: note }),
  );
  while (!clients.every((client) => client.isLive())) await sleep(50);
  for (const client of clients) arrivals.set(client, []);
  const others = watchOthers();
  const batches = await sendInOpenLoop(server.url);
  const lastSeq = Math.max(...batches.map(({ seq }) => seq));
  for (let tries = 0; tries < 100 && !clients.every((client) => client.held()?.seq === lastSeq); tries++) await sleep(50);
  const taken = others();
  checkReadings(clients.slice(0, QUERIES.length), lastSeq);
  const faults = clients.reduce((sum, { counts }) => sum + counts.gaps + counts.repeats + counts.connections - 1, 0);
  for (const client of clients) client.close();
  await server.dispose();
  if (faults > 0) throw new Error(`latency: ${faults} releases were missing or repeated, or connections lost`);
  const measured = batches.slice(WARM_MS / BATCH_EVERY_MS);
  const [p50, p95, p99] = quantiles(measured.flatMap((batch) => [...arrivals.values()].map((seen) => delayOf(batch, seen))));
  const [ackP50, , ackP99] = quantiles(measured.map(({ dueMs, acknowledgedMs }) => acknowledgedMs - dueMs));
  return [
    unlessTaken(taken, {
      name: `event → message at ${CLIENTS} clients, ${QUERIES.length} views, ${EVENTS_A_SECOND.toLocaleString('en')} events/s: p95`,
      value: p95,
      unit: 'ms',
      peer: `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}; acknowledged p50 ${ackP50.toFixed(0)}, p99 ${ackP99.toFixed(0)} ms`,
      goal: `≤ ${GOAL_MS} ms`,
      holds: p95 <= GOAL_MS,
    }),
  ];
}

async function sendInOpenLoop(url: string): Promise<Batch[]> {
  const start = performance.now();
  const size = (EVENTS_A_SECOND * BATCH_EVERY_MS) / 1000;
  const sent: Promise<Batch>[] = [];
  for (let number = 0; number < (WARM_MS + MEASURED_MS) / BATCH_EVERY_MS; number++) {
    const dueMs = start + number * BATCH_EVERY_MS;
    await sleep(Math.max(0, dueMs - performance.now()));
    sent.push(send(url, bodyOf(number * size, size)).then((seq) => ({ dueMs, acknowledgedMs: performance.now(), seq })));
  }
  return Promise.all(sent);
}

async function send(url: string, body: string): Promise<number> {
  const response = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { seq: number }).seq;
}

function bodyOf(first: number, count: number): string {
  return Array.from({ length: count }, (_, at) => JSON.stringify(eventOf(first + at))).join('\n');
}

function eventOf(number: number) {
  const isOrder = number % 10 < 7;
  const place = { country: ['BR', 'US', 'DE', 'FR', 'JP', 'IN'][number % 6], segment: ['new', 'loyal', 'lost'][number % 3] };
  return {
    specversion: '1.0',
    id: `e${number}`,
    source: 'latency',
    type: `io.orrery.${isOrder ? 'order.completed' : 'survey.answered'}`,
    subject: `c${number % 1000}`,
    time: new Date(Date.UTC(2024, 0, 1) + number * 1000).toISOString(),
    data: isOrder
      ? { ...place, product: `p${number % 90}`, amount: (number % 9000) / 100 }
      : { ...place, product: `p${number % 90}`, score: 1 + (number % 5), scale: 'csat5' },
  };
}

/** The readers' tables must count every event up to the state they hold. */
function checkReadings(readers: readonly RawClient[], lastSeq: number): void {
  for (const { table, query, held } of readers) {
    const events = table.values[0]?.slice(0, table.rowCount).reduce((sum, count) => sum + count, 0);
    if (events !== lastSeq || held()?.seq !== lastSeq)
      throw new Error(`latency: ${JSON.stringify(query)} counts ${events} of ${lastSeq} events`);
  }
}

/** Milliseconds until the first release that holds the batch. */
function delayOf({ dueMs, seq }: Batch, seen: readonly Arrival[]): number {
  let [low, high] = [0, seen.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seen[middle] as Arrival).seq >= seq) high = middle;
    else low = middle + 1;
  }
  return (seen[low]?.atMs ?? Number.POSITIVE_INFINITY) - dueMs;
}

function quantiles(values: readonly number[]): [p50: number, p95: number, p99: number] {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return [at(0.5), at(0.95), at(0.99)];
}
