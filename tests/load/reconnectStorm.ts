/** Many clients over cables that fail all the time, before a server that is killed now and then: at rest each must hold what the server answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createLive } from '../../src/live/createLive.ts';
import type { Scheduler } from '../../src/live/scheduler.ts';
import { openSocketWire } from '../../src/live/socketWire.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { startServer } from '../server/child.ts';
import { openFaultProxy } from './faultProxy.ts';
import { seeded, startProducer } from './producer.ts';
import { type Counts, openRawClient } from './rawClient.ts';
import { differences } from './sameTable.ts';
import { SHOP_QUERIES, shopEvent } from './shopEvents.ts';

export interface StormOptions {
  readonly seed: number;
  /** Clients that count every release. */
  readonly clients: number;
  /** Clients as the page has them, beside those. */
  readonly pages: number;
  /** Cuts for each client on average. */
  readonly cutsEach: number;
  /** Share of the cuts that neither end is told of. */
  readonly deadShare: number;
  /** Kills (-9) of the server, spread over the cuts. */
  readonly kills: number;
  /** Longest time at the end until all must be right, ms. */
  readonly restMs: number;
}

export interface StormReport {
  readonly cuts: number;
  readonly events: number;
  readonly counts: Counts;
  /** What some client still holds wrong at rest; empty when all is well. */
  readonly wrong: readonly string[];
  readonly tookMs: number;
}

const nodeScheduler: Scheduler = {
  now: () => Date.now(),
  onFrame: (callback) => undo(setTimeout(callback, 16)),
  after: (ms, callback) => undo(setTimeout(callback, ms)),
};
const undo = (timer: NodeJS.Timeout) => () => clearTimeout(timer);

/** Cuts until each client was cut so often, then lets everything come to rest and compares. */
export async function reconnectStorm(options: StormOptions): Promise<StormReport> {
  const { seed, clients, pages, cutsEach, deadShare, kills, restMs } = options;
  const random = seeded(seed);
  const start = performance.now();
  let server = await startServer();
  const { url, dataDir } = server;
  const port = Number(new URL(url).port);
  const proxy = await openFaultProxy(port);
  const producer = startProducer({ url, random, batch: 20, everyMs: 60, event: shopEvent });
  const queryOf = (at: number): Query => SHOP_QUERIES[at % SHOP_QUERIES.length] as Query;
  const raw = Array.from({ length: clients }, (_, at) => openRawClient({ url: proxy.url, query: queryOf(at), silenceMs: 3000 }));
  const live = Array.from({ length: pages }, () => createLive({ url: proxy.url, scheduler: nodeScheduler, openWire: openSocketWire }));
  for (const page of live) for (const query of SHOP_QUERIES) page.subscribe(query, () => {});

  const wanted = (clients + pages) * cutsEach;
  let cuts = 0;
  for (let kill = 0; kill <= kills; kill++) {
    for (const until = (wanted * (kill + 1)) / (kills + 1); cuts < until; ) {
      const cables = proxy.cables();
      const cable = cables[Math.floor(random() * cables.length)];
      // Not more at once than leave most of them standing, so that there is something to continue.
      if (cable && cables.length > (clients + pages) / 2) {
        if (random() < deadShare) cable.goDead();
        else cable.reset();
        cuts++;
      }
      if (random() < 0.2) await sleep(5 + random() * 20);
    }
    if (kill === kills) break;
    await server.kill();
    await sleep(random() * 500);
    server = await startServer({ dataDir, port });
  }

  const { events } = await producer.stop();
  const answers = new Map<Query, QueryAnswer>();
  for (const query of SHOP_QUERIES) answers.set(query, await server.query(query));
  const findWrong = (): string[] => [
    ...raw.flatMap((client, at) => {
      const found = differences(client.table, answers.get(client.query) as QueryAnswer);
      return [...(client.isLive() ? [] : ['not connected']), ...found].map((what) => `client ${at}: ${what}`);
    }),
    ...live.flatMap((page, at) =>
      SHOP_QUERIES.flatMap((query) => {
        const { table, status } = page.read(query);
        const found = table ? differences(table, answers.get(query) as QueryAnswer) : ['no table'];
        return [...(status === 'live' ? [] : [status]), ...found].map((what) => `page ${at}, ${JSON.stringify(query)}: ${what}`);
      }),
    ),
  ];
  const restUntil = performance.now() + restMs;
  let wrong = findWrong();
  while (wrong.length > 0 && performance.now() < restUntil) {
    await sleep(100);
    wrong = findWrong();
  }
  for (const client of raw) client.close();
  for (const page of live) page.close();
  await proxy.close();
  await server.dispose();
  return { cuts, events, counts: sumOf(raw.map(({ counts }) => counts)), wrong, tookMs: performance.now() - start };
}

function sumOf(all: readonly Counts[]): Counts {
  const sum: Counts = { connections: 0, snapshots: 0, resumed: 0, deltas: 0, gaps: 0, repeats: 0 };
  for (const counts of all) for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name];
  return sum;
}
