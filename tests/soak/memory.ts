/** A server at work for an hour, with live views and clients: its memory stays where it is, but for what each event costs. */
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Query } from '../../src/protocol/query.ts';
import { startProducer } from '../load/producer.ts';
import { openRawClient } from '../load/rawClient.ts';
import { shopEvent } from '../load/shopEvents.ts';
import { startServer } from '../server/child.ts';
import { residentMb } from '../server/faults/memory.ts';
import { seeded } from './world.ts';

const CLIENTS = 100;
const EVENTS_A_SECOND = 500;
const BATCH = 50;
const MB = 1024 * 1024;
const SAMPLE_EVERY_MS = 5000;
/** The first part of the time makes the heaps, the caches and the compiled code. */
const WARM_SHARE = 0.3;

export interface MemoryReport {
  readonly minutes: number;
  readonly events: number;
  readonly views: number;
  readonly startMb: number;
  readonly endMb: number;
  /** Slope of the line through the samples after the warm-up. */
  readonly mbAnHour: number;
  /** The same for each event that came meanwhile. */
  readonly bytesAnEvent: number;
  /** Of that, what the server tells of its tables, bytes for each event: they grow with events, orders, customers and groups. */
  readonly heldBytesAnEvent: Held;
  /** Open files and sockets, at the end of the warm-up and at the end. */
  readonly handles: readonly [number, number];
}

/** Of the index of repeats, the dictionaries and the live views. */
interface Held {
  readonly index: number;
  readonly dictionaries: number;
  readonly views: number;
}

const HELD: Readonly<Record<keyof Held, string>> = {
  index: 'orrery_log_index_bytes',
  dictionaries: 'orrery_dictionary_bytes',
  views: 'orrery_view_bytes',
};

export async function memorySoak(minutes: number, seed: number, onSample: (words: string) => void = () => {}): Promise<MemoryReport> {
  const server = await startServer({ built: true });
  const queries = viewQueries();
  const clients = Array.from({ length: CLIENTS }, (_, at) =>
    openRawClient({ url: server.url, query: queries[at % queries.length] as Query, reads: false }),
  );
  const producer = startProducer({
    url: server.url,
    random: seeded(seed),
    batch: BATCH,
    everyMs: (1000 * BATCH) / EVENTS_A_SECOND,
    event: shopEvent,
  });
  const samples: {
    readonly hours: number;
    readonly mb: number;
    readonly held: Held;
    readonly events: number;
    readonly handles: number;
  }[] = [];
  const startMs = performance.now();
  for (let end = startMs + minutes * 60_000; performance.now() < end; ) {
    await wait(SAMPLE_EVERY_MS);
    const health = (await (await fetch(`${server.url}/health`)).json()) as { seq: number; views: number };
    const mb = residentMb(server.child.pid);
    const held = await heldBy(server.url);
    const hours = (performance.now() - startMs) / 3_600_000;
    samples.push({ hours, mb, held, events: health.seq, handles: handlesOf(server.child.pid) });
    const told = Object.entries(held).map(([kind, bytes]) => `${kind} ${(bytes / MB).toFixed(1)}`);
    onSample(`${health.seq} events, ${health.views} views, ${mb.toFixed(0)} MB, of them ${told.join(', ')}`);
  }
  const { events } = await producer.stop();
  for (const client of clients) client.close();
  await server.dispose();
  const warm = samples.slice(Math.floor(samples.length * WARM_SHARE));
  const [first, last] = [warm[0], warm.at(-1)];
  if (!first || !last || last.hours === first.hours) throw new Error(`--minutes ${minutes}: too short for a slope`);
  const mbAnHour = slope(warm.map(({ hours, mb }) => [hours, mb]));
  const eventsAnHour = (last.events - first.events) / (last.hours - first.hours);
  return {
    minutes,
    events,
    views: queries.length,
    startMb: first.mb,
    endMb: last.mb,
    mbAnHour,
    bytesAnEvent: (mbAnHour * MB) / eventsAnHour,
    heldBytesAnEvent: inKinds((kind) => slope(warm.map(({ hours, held }) => [hours, held[kind]])) / eventsAnHour),
    handles: [first.handles, last.handles],
  };
}

/** What the server says that its tables hold. */
async function heldBy(url: string): Promise<Held> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return inKinds((kind) => Number(new RegExp(`^${HELD[kind]} (\\S+)$`, 'm').exec(text)?.[1]));
}

function inKinds(read: (kind: keyof Held) => number): Held {
  return { index: read('index'), dictionaries: read('dictionaries'), views: read('views') };
}

/** Twenty distinct live views. */
function viewQueries(): Query[] {
  const metrics = ['revenue', 'customers', 'csat', 'repeat_rate'];
  const groupBys = [['country'], ['product'], ['segment'], ['country', 'product'], ['time:month']];
  return metrics.flatMap((metric) => groupBys.map((groupBy): Query => ({ metrics: [metric, 'events'], groupBy })));
}

function handlesOf(pid: number | undefined): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** Of the line of least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const along = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return along / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
