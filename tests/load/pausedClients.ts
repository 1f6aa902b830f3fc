/** Some of many clients stop reading for a while: what that costs the server, and how soon they are right again. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Query } from '../../src/protocol/query.ts';
import { watchOthers } from '../bench/machine.ts';
import { startServer } from '../server/child.ts';
import { seeded, startProducer } from './producer.ts';
import { openRawClient, type RawClient } from './rawClient.ts';
import { differences } from './sameTable.ts';

export interface PausedOptions {
  readonly seed: number;
  readonly clients: number;
  readonly paused: number;
  /** Least length of the pause; it lasts until the server has noticed them all. */
  readonly pauseMs: number;
  /** How long memory is watched before; the first releases make the server's heap. */
  readonly warmMs: number;
  /** Rows of the table. Nearly all are replaced in every release, each by one of 3 KB. */
  readonly rows: number;
}

export interface PausedReport {
  /** Most resident memory while some were paused, beyond the most before, bytes. */
  readonly grewBytes: number;
  /** Clients that the server skipped, because nothing went to them any more. */
  readonly skipped: number;
  /** Clients that it gave up, because they did not answer. */
  readonly givenUp: number;
  readonly releases: number;
  /** What went wrong for the clients that read all the time; empty when they noticed nothing. */
  readonly noticed: readonly string[];
  /** Longest time from going on to the exact present state, ms; infinite when that was not reached. */
  readonly caughtUpMs: number;
  /** Share (%) of the machine that others took meanwhile. */
  readonly taken: number;
}

/** As long as an id may be. */
const LONG = '長'.repeat(1000);
const LONGEST_MS = 30_000;

export async function pausedClients({ seed, clients, paused, pauseMs, warmMs, rows }: PausedOptions): Promise<PausedReport> {
  // The largest of many, so that what enters the table is told with its long id, and the table stays small.
  const query: Query = { metrics: ['revenue'], groupBy: ['product'], limit: rows };
  const server = await startServer();
  const producer = startProducer({
    url: server.url,
    random: seeded(seed),
    batch: rows / 2,
    everyMs: 100,
    // Each batch overtakes all before it.
    event: (_random, number) => ({
      type: 'io.orrery.order.completed',
      subject: 'c1',
      time: '2024-01-01T00:00:00Z',
      data: { product: `${number % (4 * rows)} ${LONG}`, amount: 1 + Math.floor((2 * number) / rows) },
    }),
  });
  // Of those that read all the time one is compared; the order of releases is checked in all.
  const all = Array.from({ length: clients }, (_, at) => openRawClient({ url: server.url, query, reads: at <= paused }));
  const [slow, healthy] = [all.slice(0, paused), all.slice(paused)];
  await until(() => all.every((client) => client.isLive()));
  const memory = createWatch(server.child.pid ?? 0);
  await sleep(warmMs);
  const before = memory.most();
  memory.forget();
  for (const client of slow) client.pause();
  await sleep(pauseMs);
  let [skipped, givenUp] = [0, 0];
  for (const end = performance.now() + LONGEST_MS; skipped + givenUp < paused && performance.now() < end; await sleep(200)) {
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    skipped = Number(/orrery_client_releases_skipped_total (\d+)/.exec(figures)?.[1]);
    givenUp = clients - Number(/orrery_clients (\d+)/.exec(figures)?.[1]);
  }
  const grewBytes = memory.most() - before;
  memory.stop();
  const [resumedAt, others] = [performance.now(), watchOthers()];
  for (const client of slow) client.resume();
  const lead = healthy[0] as RawClient;
  const isUpToDate = (client: RawClient): boolean => client.isLive() && (client.held()?.seq ?? 0) >= (lead.held()?.seq ?? 0);
  await until(() => slow.every(isUpToDate));
  const [caughtUpMs, taken] = [performance.now() - resumedAt, others()];
  await producer.stop();
  const answer = await server.query(query);
  await until(() => all.every((client) => client.held()?.seq === answer.asOf.seq));
  const wrong = [...slow, lead].flatMap((client) => differences(client.table, answer));
  const noticed = healthy.flatMap(({ counts }, at) =>
    counts.connections === 1 && counts.snapshots === 1 && counts.gaps + counts.repeats === 0
      ? []
      : [`client ${at}: ${JSON.stringify(counts)}`],
  );
  const releases = lead.counts.deltas;
  for (const client of all) client.close();
  await server.dispose();
  if (wrong.length > 0) throw new Error(`wrong at rest: ${wrong.slice(0, 5).join('; ').slice(0, 500)}`);
  return { grewBytes, skipped, givenUp, releases, noticed, caughtUpMs, taken };
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = performance.now() + LONGEST_MS; !isSo(); await sleep(20)) {
    if (performance.now() > end) throw new Error(`not so within ${LONGEST_MS} ms: ${isSo}`);
  }
}

/** Most resident memory of a process, looked at ten times a second. */
function createWatch(pid: number) {
  let most = 0;
  const timer = setInterval(() => {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    most = Math.max(most, kilobytes * 1024);
  }, 100);
  return {
    most: () => most,
    forget: () => {
      most = 0;
    },
    stop: () => clearInterval(timer),
  };
}
