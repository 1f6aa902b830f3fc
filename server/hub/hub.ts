/** The hub: live views to any number of browsers, over Socket.IO. `docs/protocol.md` says what is sent. */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import {
  type ClientToServerEvents,
  HEARTBEAT_EVERY_MS,
  type Hello,
  PROTOCOL_VERSION,
  type Progress,
  type ServerToClientEvents,
} from '../../src/protocol/live.ts';
import type { Scope } from '../access/scope.ts';
import type { Engine, EventLog, ViewRelease } from '../parts.ts';
import type { BacklogLimits } from './backlog.ts';
import { type Client, createClient, type HubSocket, roomOf } from './client.ts';
import { isOwnOrigin } from './origin.ts';
import { createSharedViews, GRACE_MS, type SharedView } from './sharedView.ts';

/** Longest message a browser may send; queries are short. */
const MOST_MESSAGE_BYTES = 64 * 1024;
/** A client that sends more in one heartbeat is disconnected. */
const MOST_MESSAGES = 500;
const LIMITS: BacklogLimits = { stallMs: 1500, mostPackets: 600 };

export interface HubOptions {
  readonly server: HttpServer;
  readonly engine: Engine;
  readonly log: Pick<EventLog, 'epoch'>;
  scopeOf(request: IncomingMessage): Scope;
  /** For tests: when a client counts as slow, and how long an unread view stays open. */
  readonly limits?: Partial<BacklogLimits>;
  readonly graceMs?: number;
}

export interface HubStats {
  readonly clients: number;
  /** Releases not sent because a client was slow; it got a later state instead. */
  readonly skipped: number;
  readonly views: number;
}

export interface Hub {
  stats(): HubStats;
  /** Engine and log have changed to others: every browser is told to subscribe again. */
  reset(): void;
  close(): Promise<void>;
}

/** Adds the live protocol to an HTTP server. */
export function attachHub({ server, engine, log, scopeOf, limits = {}, graceMs = GRACE_MS }: HubOptions): Hub {
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(server, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MOST_MESSAGE_BYTES,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    allowRequest: (request, answer) => answer(null, isOwnOrigin(request)),
  });
  const clients = new Map<HubSocket, Client>();
  let skipped = 0;
  const views = createSharedViews({ engine, graceMs, onRelease: broadcast, onEnd: renew });
  const heartbeat = setInterval(() => io.volatile.emit('heartbeat', progress()), HEARTBEAT_EVERY_MS);

  function progress(): Progress {
    const { appliedSeq, newestEventMs } = engine.state();
    return { seq: appliedSeq, newestMs: newestEventMs, nowMs: Date.now() };
  }

  function hello(): Hello {
    return { protocol: PROTOCOL_VERSION, epoch: log.epoch, ...progress() };
  }

  function broadcast({ viewId, prev, version, seq, frame }: ViewRelease): void {
    const room = roomOf(viewId);
    for (const id of io.of('/').adapter.rooms.get(room) ?? []) {
      const socket = io.of('/').sockets.get(id);
      if (socket && clients.get(socket)?.skipIfSlow(viewId)) skipped++;
    }
    io.to(room).emit('delta', { view: viewId, prev, version, seq }, frame);
  }

  function renew(view: SharedView): void {
    for (const client of clients.values()) client.renew(view);
  }

  io.on('connection', (socket) => {
    let messages = 0;
    const counting = setInterval(() => {
      messages = 0;
    }, HEARTBEAT_EVERY_MS);
    const scope = scopeOf(socket.request);
    const client = createClient({ socket, scope, views, limits: { ...LIMITS, ...limits }, epoch: () => log.epoch });
    clients.set(socket, client);
    socket.on('error', (error) => console.error('hub: a browser sent what cannot be read', error));
    socket.onAny(() => {
      if (++messages > MOST_MESSAGES) socket.disconnect(true);
    });
    socket.on('disconnect', () => {
      clearInterval(counting);
      clients.delete(socket);
      client.close();
    });
    socket.emit('hello', hello());
  });

  return {
    stats: () => ({ clients: clients.size, skipped, views: views.count() }),
    reset() {
      for (const client of clients.values()) client.reset();
      views.reset();
      io.emit('hello', hello());
    },
    async close() {
      clearInterval(heartbeat);
      // Not io.close(): the HTTP server is its owner's to close.
      views.reset();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}
