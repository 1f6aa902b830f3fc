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
import { ROOM_NAME, type Room, type RoomSaid } from '../../src/protocol/room.ts';
import type { Scope } from '../access/scope.ts';
import type { Engine, EventLog } from '../parts.ts';
import type { BacklogLimits } from './backlog.ts';
import { type Client, createClient, type HubSocket } from './client.ts';
import { declineUpgrades } from './declineUpgrades.ts';
import { isOwnOrigin } from './origin.ts';
import { toPacket } from './packet.ts';
import { createSharedViews, GRACE_MS, type SharedView } from './sharedView.ts';
import { createTurns } from './turns.ts';

/** Longest message a browser may send; queries are short. */
const MOST_MESSAGE_BYTES = 64 * 1024;
const LIMITS: HubLimits = { stallMs: 1500, mostPackets: 600, mostUnread: 1024 * 1024, lateMs: 2000 };

export interface HubLimits extends BacklogLimits {
  /** A release that waited so long for its turn, ms, is not sent any more: a later state is. */
  readonly lateMs: number;
}

export interface HubOptions {
  readonly server: HttpServer;
  readonly engine: Engine;
  readonly log: Pick<EventLog, 'epoch'>;
  /** Its changes are told to everybody; left out, none are. */
  readonly library?: { version(): number; onChange(listener: (version: number) => void): () => void };
  /** Everybody is told when imports came, were withdrawn or restored; left out, nobody is. */
  readonly imports?: { onChange(listener: () => void): () => void };
  /** Rooms of screens: their changes are told to who follows them; left out, there are none. */
  readonly rooms?: { room(name: string): Room; onChange(listener: (room: Room) => void): () => void };
  scopeOf(request: IncomingMessage): Scope;
  /** For tests: when a client or the server counts as slow, and how long an unread view stays open. */
  readonly limits?: Partial<HubLimits>;
  readonly graceMs?: number;
}

export interface HubStats {
  readonly clients: number;
  /** Releases not sent because a client, or the server, was slow; the client got a later state instead. */
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
export function attachHub({ server, engine, log, library, rooms, imports, scopeOf, limits, graceMs = GRACE_MS }: HubOptions): Hub {
  const { lateMs, ...backlogLimits } = { ...LIMITS, ...limits };
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
  declineUpgrades(server, ({ url, headers }) => (url ?? '').startsWith(`${io.path()}/`) && headers.upgrade?.toLowerCase() === 'websocket');
  const clients = new Map<HubSocket, Client>();
  let skipped = 0;
  const turns = createTurns();
  const views = createSharedViews({ engine, graceMs, turns, lateMs, onEnd: renew });
  const heartbeat = setInterval(() => turns.add(beat()), HEARTBEAT_EVERY_MS);

  function progress(): Progress {
    const { appliedSeq, newestEventMs } = engine.state();
    return { seq: appliedSeq, newestMs: newestEventMs, nowMs: Date.now() };
  }

  function hello(): Hello {
    return { protocol: PROTOCOL_VERSION, epoch: log.epoch, ...progress() };
  }

  function* beat(): Generator<void> {
    const packet = toPacket(['heartbeat', progress()]);
    for (const client of clients.values()) {
      client.beat(packet);
      yield;
    }
  }

  function renew(view: SharedView): void {
    for (const client of clients.values()) client.renew(view);
  }

  io.on('connection', (socket) => {
    const client = createClient({
      socket,
      scope: scopeOf(socket.request),
      views,
      turns,
      limits: backlogLimits,
      epoch: () => log.epoch,
      onSkip: () => skipped++,
    });
    clients.set(socket, client);
    socket.on('error', (error) => console.error('hub: a browser sent what cannot be read', error));
    const wire = socket.request.socket;
    socket.on('disconnect', (reason) => {
      clients.delete(socket);
      client.close();
      // What it has not read is void, and would be kept for half a minute; one that goes on reading learns at once that it must come back.
      if (reason === 'ping timeout') wire.resetAndDestroy();
    });
    socket.emit('hello', hello());
    if (library) socket.emit('library', { version: library.version() });
    if (rooms) followRooms(socket, rooms);
  });

  const stopRooms = rooms?.onChange((room) => void io.to(channelOf(room.name)).emit('room', { room, nowMs: Date.now() }));
  const stopImports = imports?.onChange(() => void io.emit('imports'));
  const stopLibrary = library?.onChange((version) => void io.emit('library', { version }));

  return {
    stats: () => ({ clients: clients.size, skipped, views: views.count() }),
    reset() {
      for (const client of clients.values()) client.reset();
      views.reset();
      io.emit('hello', hello());
      if (library) io.emit('library', { version: library.version() });
    },
    async close() {
      clearInterval(heartbeat);
      stopLibrary?.();
      stopImports?.();
      stopRooms?.();
      // Not io.close(): the HTTP server is its owner's to close.
      views.reset();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** A screen follows one room at a time, and is told of it at once and whenever it changes. */
function followRooms(socket: HubSocket, rooms: NonNullable<HubOptions['rooms']>): void {
  let followed: string | null = null;
  socket.on('follow', (message: unknown) => {
    const name = typeof message === 'object' && message !== null && 'room' in message ? message.room : null;
    if (typeof name !== 'string' || !ROOM_NAME.test(name)) {
      socket.emit('refused', {
        id: null,
        error: { code: 'bad_message', message: 'room: must be 1 to 40 small letters, digits and hyphens' },
      });
      return;
    }
    if (followed !== null) void socket.leave(channelOf(followed));
    followed = name;
    void socket.join(channelOf(name));
    const said: RoomSaid = { room: rooms.room(name), nowMs: Date.now() };
    socket.emit('room', said);
  });
}

function channelOf(room: string): string {
  return `room ${room}`;
}
