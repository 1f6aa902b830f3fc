/** The hub on a port of its own, before live views over a real archive; events, clock and releases by hand. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { OPERATOR } from '../../../server/access/scope.ts';
import { attachHub, type Hub, type HubOptions } from '../../../server/hub/hub.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Engine, ViewListener } from '../../../server/parts.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { applyFrame, createFrameTable, type FrameTable } from '../../../src/protocol/frame.ts';
import type { ClientToServerEvents, Delta, Hello, Refused, Resumed, ServerToClientEvents, Snapshot } from '../../../src/protocol/live.ts';
import { NOW_MS } from '../engine/openArchive.ts';
import { openWorld, type World } from '../engine/views/world.ts';

export type RawClient = Socket<ServerToClientEvents, ClientToServerEvents>;

export interface HubWorld {
  readonly url: string;
  readonly hub: Hub;
  readonly world: World;
  /** Mutable, as after the demonstration was left. */
  readonly log: { epoch: string };
  /** Views that were opened at the engine so far. */
  opened(): number;
  /** Ends every view, as after the archive was rebuilt. */
  endViews(): void;
  /** What happens before the engine gives the next state. */
  beforeState(act: () => void): void;
  /** What happens while the next state of the engine is on its way. */
  afterState(act: () => Promise<void>): void;
  /** A client that notes what it is told. */
  connect(options?: { readonly origin?: string }): Promise<Listener>;
  close(): Promise<void>;
}

export async function openHubWorld(options: Partial<Pick<HubOptions, 'limits' | 'graceMs'>> = {}): Promise<HubWorld> {
  const world = await openWorld(DEFAULT_SETTINGS, NOW_MS);
  const listeners = new Map<string, Set<ViewListener>>();
  let opened = 0;
  let beforeState: (() => void) | null = null;
  let afterState: (() => Promise<void>) | null = null;
  world.listeners.add((release) => {
    for (const listener of listeners.get(release.viewId) ?? []) listener.onRelease(release);
  });
  const engine: Engine = {
    async view(query, _scope, listener) {
      opened++;
      const { viewId } = await world.views.open(query);
      const own = listeners.get(viewId) ?? new Set();
      listeners.set(viewId, own.add(listener));
      return {
        viewId,
        snapshot: async () => {
          const [before, after] = [beforeState, afterState];
          beforeState = null;
          afterState = null;
          before?.();
          const state = await world.views.snapshot(viewId);
          await after?.();
          return state;
        },
        close: () => {
          if (own.delete(listener)) world.views.close(viewId);
        },
      };
    },
    query: () => Promise.reject(new Error('not asked here')),
    catalog: () => Promise.reject(new Error('not asked here')),
    read: () => Promise.reject(new Error('not asked here')),
    freshness: () => Promise.reject(new Error('not asked here')),
    territories: () => Promise.reject(new Error('not asked here')),
    state: () => ({
      appliedSeq: 7,
      views: { open: 0, folded: 0, bytes: 0, mostBytes: 0 },
      dictionaryBytes: 0,
      newestEventMs: NOW_MS,
      notices: [],
    }),
    close: async () => {},
  };
  const log = { epoch: 'first' };
  const server = createServer();
  const hub = attachHub({ server, engine, log, scopeOf: () => OPERATOR, ...options });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = new Set<RawClient>();
  return {
    url,
    hub,
    world,
    log,
    opened: () => opened,
    endViews() {
      for (const listener of Array.from(listeners.values()).flatMap((all) => [...all])) listener.onEnd();
    },
    beforeState(act) {
      beforeState = act;
    },
    afterState(act) {
      afterState = act;
    },
    async connect({ origin } = {}) {
      const socket: RawClient = io(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        ...(origin ? { extraHeaders: { origin } } : {}),
      });
      clients.add(socket);
      return listen(socket);
    },
    async close() {
      for (const socket of clients) socket.disconnect();
      await hub.close();
      await new Promise((resolve) => server.close(resolve));
      await world.close();
    },
  };
}

export type Told =
  | { readonly name: 'hello'; readonly message: Hello }
  | { readonly name: 'snapshot'; readonly message: Snapshot; readonly frame: Uint8Array }
  | { readonly name: 'resumed'; readonly message: Resumed }
  | { readonly name: 'delta'; readonly message: Delta; readonly frame: Uint8Array }
  | { readonly name: 'refused'; readonly message: Refused };
type ToldAs<Name extends Told['name']> = Extract<Told, { name: Name }>;

/** A raw client that builds tables from what it is told, with no cleverness of its own. */
export interface Listener {
  readonly socket: RawClient;
  readonly told: readonly Told[];
  /** The next message of a kind that was not asked for before; rejects when the connection ends first. */
  next<Name extends Told['name']>(name: Name): Promise<ToldAs<Name>>;
  count(name: Told['name']): number;
  /** The table of a view as of the last message, and its version. */
  tableOf(view: string): { readonly table: FrameTable; readonly version: number };
}

async function listen(socket: RawClient): Promise<Listener> {
  const told: Told[] = [];
  const read = new Map<Told['name'], number>();
  const tables = new Map<string, { table: FrameTable; version: number }>();
  const waiting = new Set<{ check(): void; fail(error: Error): void }>();
  const note = (message: Told): void => {
    told.push(message);
    for (const waiter of waiting) waiter.check();
  };
  socket.on('hello', (message) => note({ name: 'hello', message }));
  socket.on('snapshot', (message, frame) => {
    const table = createFrameTable();
    applyFrame(table, frame);
    tables.set(message.view, { table, version: message.version });
    note({ name: 'snapshot', message, frame });
  });
  socket.on('resumed', (message) => note({ name: 'resumed', message }));
  socket.on('delta', (message, frame) => {
    const known = tables.get(message.view);
    if (known?.version === message.prev) {
      applyFrame(known.table, frame);
      known.version = message.version;
    }
    note({ name: 'delta', message, frame });
  });
  socket.on('refused', (message) => note({ name: 'refused', message }));
  const listener: Listener = {
    socket,
    told,
    count: (name) => told.filter((message) => message.name === name).length,
    next: (name) =>
      new Promise((resolve, reject) => {
        const at = read.get(name) ?? 0;
        read.set(name, at + 1);
        const waiter = {
          check() {
            const found = told.filter((message) => message.name === name)[at];
            if (!found) return;
            waiting.delete(waiter);
            resolve(found as never);
          },
          fail: reject,
        };
        waiting.add(waiter);
        waiter.check();
      }),
    tableOf: (view) => tables.get(view) ?? { table: createFrameTable(), version: 0 },
  };
  const fail = (error: Error): void => {
    for (const waiter of waiting) waiter.fail(error);
  };
  socket.on('disconnect', (reason) => fail(new Error(`disconnected: ${reason}`)));
  socket.on('connect_error', fail);
  await listener.next('hello');
  return listener;
}

/** A completed order, a second before the test's clock unless told otherwise. */
export function order(seq: number, country: string | null, amount: number, timeMs = NOW_MS - 1000): ResolvedEvent {
  return {
    source: 'shop',
    id: `o${seq}`,
    type: 'io.orrery.order.completed',
    subject: `c${seq % 5}`,
    timeMs,
    data: {},
    seq,
    receivedMs: timeMs,
    country,
    region: null,
    city: null,
    cell: null,
    amount: amount * 10_000,
    unconverted: false,
    segment: null,
  };
}

/** Revenue by country as a client has it. */
export function revenueOf(client: Listener, view: string): Record<string, number> {
  const { table } = client.tableOf(view);
  return Object.fromEntries(Array.from({ length: table.rowCount }, (_, row) => [table.keys[0]?.[row], table.values[0]?.[row] as number]));
}
