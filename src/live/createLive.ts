/** The browser's end of the live protocol: one socket, one subscription a distinct query, releases once a frame. Knows nothing of React. */
import { io, type Socket } from 'socket.io-client';
import {
  type ClientToServerEvents,
  type Delta,
  HEARTBEAT_EVERY_MS,
  type Hello,
  PROTOCOL_VERSION,
  type Progress,
  type ServerToClientEvents,
} from '../protocol/live.ts';
import type { AsOf, Query } from '../protocol/query.ts';
import { queryKey } from '../protocol/queryKey.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { askerQuery } from './asker.ts';
import { type ConnectionStatus, type ConnectionStore, createConnectionStore } from './connection.ts';
import { createRoomFollower, type RoomFollower } from './followRoom.ts';
import { createLibrary, type Library } from './library.ts';
import { createSubscription, type LiveAnswer, LOADING, type Subscription } from './liveAnswer.ts';
import { createProgrammeLibrary, type ProgrammeLibrary } from './programmeLibrary.ts';
import { browserScheduler, type Scheduler } from './scheduler.ts';

/** Silence after which the connection counts as lost, even when the socket still seems open. */
const SILENCE_MS = 2 * HEARTBEAT_EVERY_MS + 500;
/** A query that nobody reads any more stays subscribed this long: panels close and open again. */
const LINGER_MS = 1500;
/** How closely the page notes when it last heard the server. */
const HEARD_EVERY_MS = 500;

/** Refusals that pass: the server has too much to do, or is about to stop and come back. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'too_slow', 'too_many_views', 'catching_up', 'stopping', 'stopped']);
const ASK_AGAIN_MS = 2000;

export interface LiveOptions {
  /** Where the server is; left out, where the page came from. */
  readonly url?: string;
  readonly scheduler?: Scheduler;
}

export interface Live {
  readonly connection: ConnectionStore;
  /** Calls `listener` after every change of the answer; equal queries share one subscription. Returns the undo. */
  subscribe(query: Query, listener: (answer: LiveAnswer) => void): () => void;
  /** The present answer; the same object until it changes. */
  read(query: Query): LiveAnswer;
  /** Calls `listener` with every release of the answer that `table` is now; null where it is nobody's. Keeps no query subscribed: for what draws, between the renders of a calm reader. */
  follow(table: AnswerTable, listener: (answer: LiveAnswer) => void): (() => void) | null;
  /** The newest state of the log that an answer on the page has seen, and where its sliding windows ended (ms, null when none slides). */
  moment(): { readonly epoch: string; readonly seq: number; readonly endMs: number | null } | null;
  /** The room of screens that the page belongs to. */
  readonly room: RoomFollower;
  /** Notes and saved views. */
  readonly library: Library;
  /** Tours, playlists and schedules. */
  readonly programmes: ProgrammeLibrary;
  /** Asks again for what was refused or never answered. */
  askAgain(): void;
  close(): void;
}

interface Entry {
  readonly subscription: Subscription;
  readonly listeners: Set<(answer: LiveAnswer) => void>;
  readonly followers: Set<(answer: LiveAnswer) => void>;
  cancelEnd: (() => void) | null;
}

export function createLive({ url, scheduler = browserScheduler }: LiveOptions = {}): Live {
  const settings = {
    transports: ['websocket'],
    reconnectionDelay: 250,
    reconnectionDelayMax: 3000,
    timeout: 5000,
    forceNew: true,
    query: askerQuery(),
  };
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = url === undefined ? io(settings) : io(url, settings);
  const connection = createConnectionStore(scheduler.now());
  const entries = new Map<string, Entry>();
  const library = createLibrary(url ?? '', connection, scheduler);
  const programmes = createProgrammeLibrary(url ?? '', connection, scheduler);
  const room = createRoomFollower(url ?? '', socket, scheduler);
  let nextId = 1;
  let epoch: string | null = null;
  let cancelFrame: (() => void) | null = null;
  let cancelSilence: (() => void) | null = null;

  function entryOf(query: Query): Entry {
    const key = queryKey(query);
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry = { subscription: createSubscription(nextId++, query), listeners: new Set(), followers: new Set(), cancelEnd: null };
    entries.set(key, entry);
    ask(entry.subscription);
    return entry;
  }

  function ask(subscription: Subscription): void {
    if (socket.connected && epoch !== null) socket.emit('subscribe', subscription.toSubscribe(epoch));
  }

  function end(key: string, { subscription }: Entry): void {
    entries.delete(key);
    if (socket.connected) socket.emit('unsubscribe', { id: subscription.id });
  }

  function setStatus(status: ConnectionStatus): void {
    if (connection.getState().status !== status) connection.setState({ status, sinceMs: scheduler.now() });
  }

  function listen(): void {
    cancelSilence?.();
    cancelSilence = scheduler.after(SILENCE_MS, handleSilence);
  }

  function heard(): void {
    listen();
    cancelFrame ??= scheduler.onFrame(release);
  }

  /** A cable can be cut without the socket noticing: a new connection is the quickest way to know. */
  function handleSilence(): void {
    lost();
    socket.disconnect().connect();
  }

  function lost(): void {
    cancelSilence?.();
    cancelSilence = null;
    setStatus(epoch === null ? 'connecting' : 'lost');
    for (const { subscription } of entries.values()) subscription.lost();
    cancelFrame ??= scheduler.onFrame(release);
  }

  function progressed({ seq, newestMs, nowMs }: Progress): void {
    room.heard(nowMs);
    const lagMs = newestMs === null ? null : nowMs - newestMs;
    connection.setState({ seq, newestEventAtMs: newestMs, lagMs, lastMessageAtMs: scheduler.now() });
  }

  function release(): void {
    cancelFrame = null;
    noteHeard();
    for (const { subscription, listeners, followers } of entries.values()) {
      if (!released(subscription)) continue;
      for (const follower of followers) follower(subscription.answer());
      for (const listener of listeners) listener(subscription.answer());
    }
  }

  /** Everything that tells how fresh the page is would be drawn again: not with every release. */
  function noteHeard(): void {
    const { lastMessageAtMs } = connection.getState();
    const nowMs = scheduler.now();
    if (socket.connected && nowMs - (lastMessageAtMs ?? 0) >= HEARD_EVERY_MS) connection.setState({ lastMessageAtMs: nowMs });
  }

  function released(subscription: Subscription): boolean {
    try {
      return subscription.release();
    } catch (error) {
      console.warn('A release of a live query could not be read; asking for its whole state', error);
      resync(subscription);
      return subscription.release();
    }
  }

  function resync(subscription: Subscription): void {
    subscription.forget();
    ask(subscription);
  }

  function byId(id: number | null): Subscription | undefined {
    for (const { subscription } of entries.values()) if (subscription.id === id) return subscription;
    return undefined;
  }

  socket.on('hello', (hello: Hello) => {
    if (hello.protocol !== PROTOCOL_VERSION) {
      connection.setState({ outdated: true });
      socket.disconnect();
      return;
    }
    epoch = hello.epoch;
    connection.setState({ epoch });
    heard();
    progressed(hello);
    setStatus('live');
    for (const { subscription } of entries.values()) ask(subscription);
    room.connected();
  });
  socket.on('heartbeat', (progress) => {
    heard();
    progressed(progress);
  });
  socket.on('snapshot', (message, frame) => {
    heard();
    byId(message.id)?.snapshot(message, toBytes(frame));
  });
  socket.on('resumed', ({ id }) => {
    heard();
    byId(id)?.resumed();
  });
  socket.on('delta', (message: Delta, frame) => {
    heard();
    for (const { subscription } of entries.values()) {
      if (subscription.view() === message.view && !subscription.delta(message, toBytes(frame))) resync(subscription);
    }
  });
  socket.on('library', ({ version }) => {
    heard();
    connection.setState({ library: `${epoch} ${version}` });
  });
  socket.on('imports', () => {
    heard();
    connection.setState(({ imports }) => ({ imports: imports + 1 }));
  });
  socket.on('refused', ({ id, error }) => {
    heard();
    const subscription = byId(id);
    if (!subscription) return;
    if (PASSING.has(error.code)) scheduler.after(ASK_AGAIN_MS, () => byId(id) && ask(subscription));
    else subscription.refused(error.message);
  });
  // From the moment it opens: a cable can be cut before the first word.
  socket.io.on('open', listen);
  socket.on('disconnect', lost);
  socket.on('connect_error', lost);

  return {
    connection,
    subscribe(query, listener) {
      const entry = entryOf(query);
      entry.cancelEnd?.();
      entry.cancelEnd = null;
      entry.listeners.add(listener);
      return () => {
        if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return;
        entry.cancelEnd = scheduler.after(LINGER_MS, () => end(queryKey(query), entry));
      };
    },
    follow(table, listener) {
      const found = Array.from(entries.values()).find(({ subscription }) => subscription.answer().table === table);
      if (found === undefined) return null;
      found.followers.add(listener);
      return () => void found.followers.delete(listener);
    },
    read: (query) => entries.get(queryKey(query))?.subscription.answer() ?? LOADING,
    moment: () => toMoment(Array.from(entries.values(), ({ subscription }) => subscription)),
    room,
    library,
    programmes,
    askAgain() {
      if (!socket.connected && !connection.getState().outdated) socket.disconnect().connect();
      for (const { subscription } of entries.values()) if (subscription.answer().table === null) ask(subscription);
    },
    close() {
      library.close();
      programmes.close();
      cancelSilence?.();
      cancelFrame?.();
      for (const { cancelEnd } of entries.values()) cancelEnd?.();
      entries.clear();
      socket.disconnect();
    },
  };
}

/** Answers that did not change since are those of the newest state too. */
function toMoment(subscriptions: readonly Subscription[]): ReturnType<Live['moment']> {
  const tables = subscriptions.flatMap((subscription) => {
    const { table, status } = subscription.answer();
    return table && status === 'live' && !subscription.query.asOf ? [{ table, isSliding: 'last' in (subscription.query.time ?? {}) }] : [];
  });
  const newest = tables.reduce<AsOf | null>((best, { table }) => (best === null || table.asOf.seq > best.seq ? table.asOf : best), null);
  const ends = tables.flatMap(({ table, isSliding }) => (isSliding && table.time.to !== null ? [Date.parse(table.time.to)] : []));
  return newest && { ...newest, endMs: ends.length === 0 ? null : Math.max(...ends) };
}

/** A browser gives binary attachments as ArrayBuffer, Node as a Uint8Array. */
function toBytes(frame: Uint8Array | ArrayBuffer): Uint8Array {
  return frame instanceof Uint8Array ? frame : new Uint8Array(frame);
}
