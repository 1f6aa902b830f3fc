/**
 * The sending end of the broadcast bench, a process of its own: our hub, Socket.IO alone, or WebSockets alone. Tells what processor time the
 * sending of a number of messages took, and what memory its clients take.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { OPERATOR } from '../../server/access/scope.ts';
import { attachHub } from '../../server/hub/hub.ts';
import type { Engine, ViewListener } from '../../server/parts.ts';

export type Kind = 'hub' | 'stock' | 'ws';
export type Order =
  | { readonly ask: 'send'; readonly rounds: number; readonly everyMs: number; readonly bytes: number }
  | { readonly ask: 'cpu' }
  | { readonly ask: 'memory' };
export type Report =
  | { readonly told: 'listening'; readonly port: number }
  | { readonly told: 'sent' }
  | { readonly told: 'cpu'; readonly microseconds: number }
  | { readonly told: 'memory'; readonly bytes: number };

const server = createServer();
const broadcasts: Readonly<Record<Kind, () => (frame: Uint8Array) => void>> = { hub: ourHub, stock: socketIo, ws: bareWebSockets };
const broadcast = broadcasts[process.argv[2] as Kind]();
let before = process.cpuUsage();

server.listen(0, '127.0.0.1', () => tell({ told: 'listening', port: (server.address() as AddressInfo).port }));

process.on('message', (order: Order) => {
  if (order.ask === 'send') send(order);
  else if (order.ask === 'cpu') {
    const { user, system } = process.cpuUsage(before);
    tell({ told: 'cpu', microseconds: user + system });
  } else {
    globalThis.gc?.();
    tell({ told: 'memory', bytes: process.memoryUsage.rss() });
  }
});

function tell(report: Report): void {
  process.send?.(report);
}

function send({ rounds, everyMs, bytes }: Order & { ask: 'send' }): void {
  const frame = new Uint8Array(bytes).map((_, at) => at);
  globalThis.gc?.();
  before = process.cpuUsage();
  let round = 0;
  const timer = setInterval(() => {
    broadcast(frame);
    if (++round < rounds) return;
    clearInterval(timer);
    tell({ told: 'sent' });
  }, everyMs);
}

/** The hub with an engine that answers whatever the bench wants. */
function ourHub(): (frame: Uint8Array) => void {
  const listeners = new Set<ViewListener>();
  let version = 1;
  const engine: Engine = {
    async view(_query, _scope, listener) {
      listeners.add(listener);
      return { viewId: 'bench.1', snapshot: async () => ({ version, seq: version, frame: new Uint8Array(100) }), close: () => {} };
    },
    query: () => Promise.reject(new Error('not asked here')),
    catalog: () => Promise.reject(new Error('not asked here')),
    read: () => Promise.reject(new Error('not asked here')),
    freshness: () => Promise.reject(new Error('not asked here')),
    territories: () => Promise.reject(new Error('not asked here')),
    state: () => ({
      appliedSeq: version,
      views: { open: 1, folded: 1, bytes: 0, mostBytes: 0 },
      dictionaryBytes: 0,
      newestEventMs: null,
      notices: [],
    }),
    close: async () => {},
  };
  attachHub({ server, engine, log: { epoch: 'bench' }, scopeOf: () => OPERATOR });
  return (frame) => {
    const prev = version++;
    for (const listener of listeners) listener.onRelease({ viewId: 'bench.1', prev, version, seq: version, frame });
  };
}

function socketIo(): (frame: Uint8Array) => void {
  const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
  let version = 1;
  return (frame) => void io.emit('delta', { view: 'bench.1', prev: version, version: ++version, seq: version }, frame);
}

function bareWebSockets(): (frame: Uint8Array) => void {
  const wss = new WebSocketServer({ server, perMessageDeflate: false });
  return (frame) => {
    for (const client of wss.clients) client.send(frame);
  };
}
