/** The browser's live store against the real hub, through a cable that fails. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createLive, type Live } from '../../src/live/createLive.ts';
import type { LiveAnswer } from '../../src/live/liveAnswer.ts';
import type { Scheduler } from '../../src/live/scheduler.ts';
import { openSocketWire } from '../../src/live/socketWire.ts';
import type { Query } from '../../src/protocol/query.ts';
import type { AnswerTable } from '../../src/protocol/table.ts';
import { type FaultProxy, openFaultProxy } from '../load/faultProxy.ts';
import { type HubWorld, openHubWorld, order } from '../server/hub/hubWorld.ts';

const BY_COUNTRY: Query = { metrics: ['revenue', 'orders'], groupBy: ['country'] };
const WAIT = { timeout: 20_000, interval: 5 };

/** Frames come at once; long waits only when the test says that they have passed. */
function createHandScheduler() {
  const timers = new Set<() => void>();
  const scheduler: Scheduler = {
    now: () => Date.now(),
    onFrame: (callback) => {
      const frame = setTimeout(callback, 1);
      return () => clearTimeout(frame);
    },
    after: (_ms, callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
  };
  return {
    scheduler,
    passTime() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer();
      }
    },
  };
}

function rowsOf(table: AnswerTable | null): Record<string, number[]> {
  if (!table) return {};
  return Object.fromEntries(
    Array.from({ length: table.rowCount }, (_, row) => [table.keys[0]?.[row] ?? null, table.values.map((column) => column[row] as number)]),
  );
}

describe('the live store', () => {
  let hub: HubWorld;
  let cable: FaultProxy;
  let live: Live;
  let hand: ReturnType<typeof createHandScheduler>;
  let seq = 0;

  beforeEach(async () => {
    seq = 0;
    hub = await openHubWorld({ graceMs: 60_000 });
    cable = await openFaultProxy(Number(new URL(hub.url).port));
    hand = createHandScheduler();
    live = createLive({ url: cable.url, scheduler: hand.scheduler, openWire: openSocketWire });
  });
  afterEach(async () => {
    live.close();
    await cable.close();
    await hub.close();
  });

  const append = (...orders: (readonly [country: string | null, amount: number])[]): void =>
    hub.world.append(orders.map(([country, amount]) => order(++seq, country, amount)));
  const status = () => live.connection.getState().status;

  it('shares one subscription between equal queries and gives each release as a new table', async () => {
    append(['DE', 10], [null, 3]);
    const heard: LiveAnswer[] = [];
    const stop = live.subscribe(BY_COUNTRY, (answer) => heard.push(answer));
    const stopOther = live.subscribe({ groupBy: ['country'], metrics: ['revenue', 'orders'], where: {} }, () => {});
    expect(live.read(BY_COUNTRY)).toEqual({ table: null, status: 'loading', error: null });
    await expect.poll(() => rowsOf(live.read(BY_COUNTRY).table), WAIT).toEqual({ DE: [10, 1], null: [3, 1] });
    const first = live.read(BY_COUNTRY);
    expect(first).toMatchObject({ status: 'live', error: null });
    expect(first.table).toMatchObject({ asOf: { epoch: 'first', seq: 2 }, live: true, truncated: false, time: { from: null, to: null } });
    append(['DE', 1], ['FR', 2]);
    await hub.world.views.release();
    await expect.poll(() => rowsOf(live.read(BY_COUNTRY).table), WAIT).toEqual({ DE: [11, 2], null: [3, 1], FR: [2, 1] });
    expect(live.read(BY_COUNTRY).table).not.toBe(first.table);
    expect(heard.at(-1)).toBe(live.read(BY_COUNTRY));
    expect(hub.opened()).toBe(1);
    stop();
    stopOther();
    hand.passTime();
    expect(live.read(BY_COUNTRY).table).toBeNull();
  });

  it('tells those who follow a table every release of its answer, and nobody of a table that is no answer', async () => {
    append(['DE', 10]);
    live.subscribe(BY_COUNTRY, () => {});
    await expect.poll(() => live.read(BY_COUNTRY).status, WAIT).toBe('live');
    const table = live.read(BY_COUNTRY).table as AnswerTable;
    const heard: LiveAnswer[] = [];
    expect(live.follow({ ...table }, () => {})).toBeNull();
    const stop = live.follow(table, (answer) => heard.push(answer));
    for (let turn = 1; turn <= 2; turn++) {
      append(['DE', 1]);
      await hub.world.views.release();
      await expect.poll(() => rowsOf(heard.at(-1)?.table ?? null).DE, WAIT).toEqual([10 + turn, 1 + turn]);
      expect(heard.at(-1)).toBe(live.read(BY_COUNTRY));
    }
    stop?.();
    const told = heard.length;
    append(['DE', 1]);
    await hub.world.views.release();
    await expect.poll(() => rowsOf(live.read(BY_COUNTRY).table).DE, WAIT).toEqual([13, 4]);
    expect(heard).toHaveLength(told);
  });

  it('comes back after a cut with every number right, continuing where it was', async () => {
    append(['DE', 10]);
    const heard: string[] = [];
    live.subscribe(BY_COUNTRY, (answer) => heard.push(answer.status));
    await expect.poll(() => live.read(BY_COUNTRY).status, WAIT).toBe('live');
    for (let cut = 1; cut <= 5; cut++) {
      cable.cut();
      append(['DE', 1], [`C${cut}`, 1]);
      await hub.world.views.release();
      await expect.poll(() => rowsOf(live.read(BY_COUNTRY).table).DE, WAIT).toEqual([10 + cut, 1 + cut]);
      await expect.poll(status, WAIT).toBe('live');
    }
    expect(heard).toContain('stale');
    // Questions that are asked once, over HTTP, are asked again by it.
    expect(live.connection.getState().hellos).toBeGreaterThan(5);
    expect(live.read(BY_COUNTRY).status).toBe('live');
    expect(Object.keys(rowsOf(live.read(BY_COUNTRY).table))).toHaveLength(6);
    expect(cable.connections()).toBeGreaterThan(5);
  });

  it('notices a connection that is dead without saying so, and says what is known of it', async () => {
    append(['DE', 10]);
    live.subscribe(BY_COUNTRY, () => {});
    expect(live.connection.getState()).toMatchObject({ status: 'connecting', lastMessageAtMs: null, epoch: null });
    await expect.poll(() => live.read(BY_COUNTRY).status, WAIT).toBe('live');
    expect(live.connection.getState()).toMatchObject({ status: 'live', epoch: 'first', seq: 7, outdated: false });
    expect(live.connection.getState().newestEventAtMs).not.toBeNull();
    cable.goDead();
    append(['DE', 1]);
    await hub.world.views.release();
    hand.passTime();
    expect(status()).toBe('lost');
    await expect.poll(() => live.read(BY_COUNTRY).status, WAIT).toBe('stale');
    expect(rowsOf(live.read(BY_COUNTRY).table)).toEqual({ DE: [10, 1] });
    cable.heal();
    cable.cut();
    await expect.poll(() => rowsOf(live.read(BY_COUNTRY).table), WAIT).toEqual({ DE: [11, 2] });
    expect(status()).toBe('live');
  });

  it('takes everything anew when the server has another log', async () => {
    append(['DE', 10]);
    live.subscribe(BY_COUNTRY, () => {});
    await expect.poll(() => live.read(BY_COUNTRY).table?.asOf.epoch, WAIT).toBe('first');
    hub.log.epoch = 'second';
    hub.hub.reset();
    await expect.poll(() => live.read(BY_COUNTRY).table?.asOf.epoch, WAIT).toBe('second');
    expect(live.connection.getState().epoch).toBe('second');
  });

  it('connects anew when a server opens a connection and then says nothing', async () => {
    const silent = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(silent, 'listening');
    let connections = 0;
    silent.on('connection', (socket) => {
      connections++;
      socket.send(
        `0${JSON.stringify({ sid: `s${connections}`, upgrades: [], pingInterval: 60_000, pingTimeout: 60_000, maxPayload: 1e6 })}`,
      );
    });
    const { port } = silent.address() as AddressInfo;
    const other = createLive({ url: `http://127.0.0.1:${port}`, scheduler: hand.scheduler, openWire: openSocketWire });
    await expect
      .poll(() => {
        hand.passTime();
        return connections;
      }, WAIT)
      .toBeGreaterThan(1);
    other.close();
    silent.close();
  });

  it('says why a query is refused', async () => {
    const wrong: Query = { metrics: ['nonsense'] };
    live.subscribe(wrong, () => {});
    await expect.poll(() => live.read(wrong).status, WAIT).toBe('error');
    expect(live.read(wrong).error).toContain('nonsense');
  });

  it('keeps many queries right through random cuts', async () => {
    const queries: Query[] = [
      BY_COUNTRY,
      { metrics: ['revenue'] },
      { metrics: ['customers'], groupBy: ['country'] },
      { metrics: ['orders'], groupBy: ['country'], limit: 2 },
      { metrics: ['repeat_rate', 'aov'] },
    ];
    for (const query of queries) live.subscribe(query, () => {});
    let die = 7;
    const roll = (sides: number): number => {
      die = (die * 48_271) % 2_147_483_647;
      return die % sides;
    };
    for (let round = 0; round < 60; round++) {
      append([`C${roll(4)}`, roll(100)]);
      if (roll(2) === 0) await hub.world.views.release();
      if (roll(6) === 0) cable.cut();
      if (roll(3) === 0) await new Promise((resolve) => setTimeout(resolve, roll(10)));
    }
    await hub.world.views.release();
    for (const query of queries) {
      const { columns, rows } = hub.world.expected(query);
      const dimensions = columns.filter(({ unit }) => unit === null).length;
      await expect.poll(() => sorted(live.read(query).table), WAIT).toEqual(rows.map((row) => row.slice(0, dimensions + 1)).sort());
    }
  });
});

/** Ids and first metric by row, so that intervals need no tolerance. */
function sorted(table: AnswerTable | null): (string | number | null)[][] {
  return Array.from({ length: table?.rowCount ?? 0 }, (_, row) => [
    ...(table?.keys ?? []).map((ids) => ids[row] ?? null),
    table?.values[0]?.[row] ?? null,
  ]).sort();
}
