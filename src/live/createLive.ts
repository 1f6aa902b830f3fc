/** The browser's end of the live protocol: one socket, one subscription a distinct query, releases once a frame. Knows nothing of React. */
import { HEARTBEAT_EVERY_MS, type Hello, PROTOCOL_VERSION, type Progress, type Refused } from '../protocol/live.ts';
import type { AsOf, Query } from '../protocol/query.ts';
import { keptKey, queryKey } from '../protocol/queryKey.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { askerQuery } from './asker.ts';
import { type ConnectionStatus, type ConnectionStore, createConnectionStore } from './connection.ts';
import { createRoomFollower, type RoomFollower } from './followRoom.ts';
import { createLibrary, type Library } from './library.ts';
import { createSubscription, type LiveAnswer, LOADING, type Position, type Subscription } from './liveAnswer.ts';
import { createProgrammeLibrary, type ProgrammeLibrary } from './programmeLibrary.ts';
import { createRepeats } from './repeats.ts';
import { browserScheduler, type Scheduler } from './scheduler.ts';
import type { OpenWire, TableNews, WireNews } from './wire.ts';
import { openWorkerWire } from './workerWire.ts';

/** Silence after which the connection counts as lost, even when the socket still seems open. */
const SILENCE_MS = 2 * HEARTBEAT_EVERY_MS + 500;
/** A query that nobody reads any more stays subscribed this long: panels close and open again. */
const LINGER_MS = 1500;
/** How closely the page notes when it last heard the server. */
const HEARD_EVERY_MS = 500;

/** Refusals that pass: the server has too much to do, no disk left, or is about to stop and come back. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'too_slow', 'too_many_views', 'disk_full', 'catching_up', 'stopping', 'stopped']);

export interface LiveOptions {
  /** Where the server is; left out, where the page came from. */
  readonly url?: string;
  readonly scheduler?: Scheduler;
  /** How the line is opened; left out, in a worker. */
  readonly openWire?: OpenWire;
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

/** What has come for a subscription and waits for the frame. */
interface Waiting {
  readonly subscription: Subscription;
  readonly position: Position;
  readonly news: TableNews;
}

export function createLive({ url, scheduler = browserScheduler, openWire = openWorkerWire }: LiveOptions = {}): Live {
  const wire = openWire({ ...(url === undefined ? {} : { url }), query: askerQuery() }, hear);
  const connection = createConnectionStore(scheduler.now());
  const entries = new Map<string, Entry>();
  const library = createLibrary(url ?? '', connection, scheduler);
  const programmes = createProgrammeLibrary(url ?? '', connection, scheduler);
  const room = createRoomFollower(url ?? '', (name) => isConnected && wire.say({ kind: 'follow', message: { room: name } }), performance);
  const repeats = createRepeats(scheduler, ({ id }) => byId(id) !== undefined, ask);
  /** In the order it came: what comes later may refer to the rows of what came before. */
  let waiting: Waiting[] = [];
  let isConnected = false;
  let nextId = 1;
  let epoch: string | null = null;
  let cancelFrame: (() => void) | null = null;
  let cancelSilence: (() => void) | null = null;

  function entryOf(query: Query): Entry {
    const key = queryKey(query);
    const known = entries.get(key);
    if (known) return known;
    const subscription = createSubscription(nextId++, query);
    const entry: Entry = { subscription, listeners: new Set(), followers: new Set(), cancelEnd: null };
    entries.set(key, entry);
    ask(entry.subscription);
    return entry;
  }

  function ask(subscription: Subscription): void {
    if (isConnected && epoch !== null) wire.say({ kind: 'subscribe', message: subscription.toSubscribe(epoch) });
  }

  function end(key: string, { subscription }: Entry): void {
    entries.delete(key);
    // Also without a connection: the reader behind the line holds its table.
    wire.say({ kind: 'unsubscribe', message: { id: subscription.id } });
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
    wire.say({ kind: 'renew' });
  }

  function lost(): void {
    isConnected = false;
    cancelSilence?.();
    cancelSilence = null;
    setStatus(epoch === null ? 'connecting' : 'lost');
    for (const { subscription } of entries.values()) subscription.lost();
    cancelFrame ??= scheduler.onFrame(release);
  }

  function progressed({ seq, newestMs, nowMs }: Progress): void {
    room.heard(nowMs);
    const lagMs = newestMs === null ? null : nowMs - newestMs;
    const hereMs = scheduler.now();
    connection.setState({ seq, newestEventAtMs: newestMs, lagMs, serverAheadMs: nowMs - hereMs, lastMessageAtMs: hereMs });
  }

  function release(): void {
    cancelFrame = null;
    noteHeard();
    applyWaiting();
    for (const { subscription, listeners, followers } of entries.values()) {
      if (!subscription.release()) continue;
      for (const follower of followers) follower(subscription.answer());
      for (const listener of listeners) listener(subscription.answer());
    }
  }

  function applyWaiting(): void {
    const due = waiting;
    waiting = [];
    for (const one of due) {
      try {
        if (!apply(one)) resync(one.subscription);
      } catch (error) {
        // The others wait for what comes after it. To ask for it again would end as this did.
        console.error('A release of a live query could not be taken over', error);
        one.subscription.refused(String(error));
      }
    }
  }

  function apply({ subscription, position, news }: Waiting): boolean {
    const like = byId(news.like?.id ?? null);
    const akin = like && like.version() === news.like?.version ? like.rows() : null;
    return subscription.apply(position, news.change, akin);
  }

  function wait(id: number, note: (subscription: Subscription) => Position | null, news: TableNews): void {
    const subscription = byId(id);
    const position = subscription ? note(subscription) : null;
    if (subscription && position) waiting.push({ subscription, position, news });
  }

  /** Everything that tells how fresh the page is would be drawn again: not with every release. */
  function noteHeard(): void {
    const { lastMessageAtMs } = connection.getState();
    const nowMs = scheduler.now();
    if (isConnected && nowMs - (lastMessageAtMs ?? 0) >= HEARD_EVERY_MS) connection.setState({ lastMessageAtMs: nowMs });
  }

  function resync(subscription: Subscription | undefined): void {
    if (!subscription) return;
    subscription.forget();
    repeats.now(subscription);
  }

  function byId(id: number | null): Subscription | undefined {
    for (const { subscription } of entries.values()) if (subscription.id === id) return subscription;
    return undefined;
  }

  function welcome(hello: Hello): void {
    if (hello.protocol !== PROTOCOL_VERSION) {
      connection.setState({ outdated: true });
      wire.say({ kind: 'hangUp' });
      return;
    }
    isConnected = true;
    epoch = hello.epoch;
    connection.setState(({ hellos }) => ({ epoch, hellos: hellos + 1 }));
    heard();
    progressed(hello);
    setStatus('live');
    for (const { subscription } of entries.values()) ask(subscription);
    room.connected();
  }

  function refused({ id, error }: Refused): void {
    const subscription = byId(id);
    if (!subscription) return;
    if (PASSING.has(error.code)) repeats.later(subscription);
    else subscription.refused(error.message);
  }

  function hear(news: WireNews): void {
    if (news.kind === 'lost') lost();
    // From the moment it opens: a cable can be cut before the first word.
    else if (news.kind === 'opened') listen();
    else if (news.kind === 'hello') welcome(news.message);
    else {
      heard();
      take(news);
    }
  }

  function take(news: WireNews): void {
    if (news.kind === 'snapshot') wait(news.id, (subscription) => subscription.snapshot(news.message), news.news);
    else if (news.kind === 'delta') wait(news.id, (subscription) => subscription.delta(news.message), news.news);
    else if (news.kind === 'broken') resync(byId(news.id));
    else if (news.kind === 'resumed') byId(news.message.id)?.resumed();
    else if (news.kind === 'refused') refused(news.message);
    else if (news.kind === 'heartbeat') progressed(news.message);
    else if (news.kind === 'room') room.take(news.message);
    else if (news.kind === 'library') connection.setState({ library: `${epoch} ${news.message.version}` });
    else if (news.kind === 'imports') connection.setState(({ imports }) => ({ imports: imports + 1 }));
  }

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
    read: (query) => entries.get(keptKey(query))?.subscription.answer() ?? LOADING,
    moment: () => toMoment(Array.from(entries.values(), ({ subscription }) => subscription)),
    room,
    library,
    programmes,
    askAgain() {
      if (!isConnected && !connection.getState().outdated) wire.say({ kind: 'renew' });
      for (const { subscription } of entries.values()) if (subscription.answer().table === null) ask(subscription);
    },
    close() {
      library.close();
      programmes.close();
      repeats.close();
      cancelSilence?.();
      cancelFrame?.();
      for (const { cancelEnd } of entries.values()) cancelEnd?.();
      entries.clear();
      wire.close();
    },
  };
}

/** Answers that did not change since are those of the newest state too; while the connection is lost, that is the state from before. */
function toMoment(subscriptions: readonly Subscription[]): ReturnType<Live['moment']> {
  const held = subscriptions.flatMap((subscription) => {
    const { table, status } = subscription.answer();
    return table && !subscription.query.asOf ? [{ table, status, isSliding: 'last' in (subscription.query.time ?? {}) }] : [];
  });
  const live = held.filter(({ status }) => status === 'live');
  const tables = live.length > 0 ? live : held;
  const newest = tables.reduce<AsOf | null>((best, { table }) => (best === null || table.asOf.seq > best.seq ? table.asOf : best), null);
  const ends = tables.flatMap(({ table, isSliding }) => (isSliding && table.time.to !== null ? [Date.parse(table.time.to)] : []));
  return newest && { ...newest, endMs: ends.length === 0 ? null : Math.max(...ends) };
}
