/** From producers over HTTP to a live view: how many events a second are acknowledged once durable, how soon, and whether the view shows them all. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRawClient, type RawClient } from '../load/rawClient.ts';
import { type ServerProcess, startServer } from '../server/child.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { ProducerOptions, ProducersSaw } from './producers.ts';
import type { Row } from './row.ts';
import { NODE_ARGS, scriptOf } from './script.ts';

const PRODUCERS = 64;
const BATCH = 100;
const WARM_S = 6;
const MEASURED_S = 12;
const GOAL_RATE = 100_000;
const GOAL_P99_MS = 50;
/** A view that is not there after this time has lost something. */
const VISIBLE_WITHIN_MS = 20_000;
const CLOCK_TICK_MS = 10;

export async function durable(): Promise<readonly Row[]> {
  const server = await startServer({ web: true });
  try {
    const view = openRawClient({ url: server.url, query: { metrics: ['events', 'revenue'], groupBy: ['country'] } });
    await produce(server, { seconds: WARM_S, rate: 0, run: 'warm' });
    const closed = await measured(server, { seconds: MEASURED_S, rate: 0, run: 'closed' });
    const closedVisibleMs = await untilVisible(view, closed.saw.seq);
    const open = await measured(server, { seconds: MEASURED_S, rate: GOAL_RATE / BATCH, run: 'open' });
    const openVisibleMs = await untilVisible(view, open.saw.seq);
    checkView(view, open.saw.seq);
    view.close();
    return [rateRow(closed, closedVisibleMs), delayRow(open, openVisibleMs)];
  } finally {
    await server.dispose();
  }
}

interface Measured {
  readonly saw: ProducersSaw;
  /** Processor time of the server, all threads. */
  readonly serverMs: number;
  /** Share (%) of the machine's processors that others used meanwhile. */
  readonly taken: number;
}

async function measured(server: ServerProcess, options: Pick<ProducerOptions, 'seconds' | 'rate' | 'run'>): Promise<Measured> {
  const [before, others] = [cpuMs(server), watchOthers()];
  const saw = await produce(server, options);
  return { saw, serverMs: cpuMs(server) - before, taken: others() };
}

async function produce(server: ServerProcess, options: Pick<ProducerOptions, 'seconds' | 'rate' | 'run'>): Promise<ProducersSaw> {
  const all: ProducerOptions = { producers: PRODUCERS, batch: BATCH, ...options };
  const child = spawn(process.execPath, [...NODE_ARGS, scriptOf('producers'), server.url, JSON.stringify(all)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return JSON.parse(text) as ProducersSaw;
}

/** Of a process and its threads, from the kernel's book; NaN where there is none. */
function cpuMs({ child }: ServerProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
  } catch {
    return Number.NaN;
  }
}

/** Milliseconds until the view holds everything that was acknowledged. */
async function untilVisible(view: RawClient, seq: number): Promise<number> {
  const start = performance.now();
  while ((view.held()?.seq ?? 0) < seq) {
    if (performance.now() - start > VISIBLE_WITHIN_MS) throw new Error(`durable: the view stands at ${view.held()?.seq}, not at ${seq}`);
    await sleep(10);
  }
  return performance.now() - start;
}

function checkView({ table, counts }: RawClient, seq: number): void {
  const events = table.values[0]?.slice(0, table.rowCount).reduce((sum, count) => sum + count, 0);
  if (events !== seq) throw new Error(`durable: the view counts ${events} of ${seq} events`);
  if (counts.gaps > 0 || counts.repeats > 0) throw new Error(`durable: ${counts.gaps} releases were missing, ${counts.repeats} repeated`);
}

function rateRow({ saw, serverMs, taken }: Measured, visibleMs: number): Row {
  const rate = saw.events / saw.seconds;
  const each = (ms: number): string => ((1000 * ms) / saw.events).toFixed(1);
  return unlessTaken(taken, {
    name: `HTTP → durable → live view, ${PRODUCERS} producers, batches of ${BATCH}`,
    value: rate,
    unit: 'events/s',
    peer: `CPU per event: server ${each(serverMs)}, producers ${each(saw.cpuMs)} µs; all visible ${visibleMs.toFixed(0)} ms after`,
    goal: `≥ ${GOAL_RATE.toLocaleString('en')}`,
    holds: rate >= GOAL_RATE,
  });
}

function delayRow({ saw, taken }: Measured, visibleMs: number): Row {
  const reached = saw.events / saw.seconds;
  return unlessTaken(taken, {
    name: `… acknowledged at ${GOAL_RATE.toLocaleString('en')} events/s (open loop): p99`,
    value: saw.p99Ms,
    unit: 'ms',
    peer: `p50 ${saw.p50Ms.toFixed(1)} ms; reached ${Math.round(reached).toLocaleString('en')} events/s; all visible ${visibleMs.toFixed(0)} ms after`,
    goal: `≤ ${GOAL_P99_MS} ms`,
    holds: reached >= 0.97 * GOAL_RATE && saw.p99Ms <= GOAL_P99_MS,
  });
}
