/** One connected browser: its subscriptions, and what it is sent. */
import type { Socket } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '../../src/protocol/live.ts';
import type { Query } from '../../src/protocol/query.ts';
import { type Subscribe, SubscribeSchema, UnsubscribeSchema } from '../../src/protocol/subscribe.ts';
import type { Scope } from '../access/scope.ts';
import { RequestError, type ViewRelease } from '../parts.ts';
import { type BacklogLimits, createBacklog } from './backlog.ts';
import type { SharedView, SharedViews } from './sharedView.ts';

/** Most subscriptions of one client. */
export const MOST_SUBSCRIPTIONS = 100;

export type HubSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

export interface Client {
  /** Called before a release goes to the room: takes the client out of it when it is slow; true when it was taken out. */
  skipIfSlow(viewId: string): boolean;
  /** Subscribes again to what hung on a view that is no more. */
  renew(view: SharedView): void;
  /** Forgets all subscriptions; the browser is about to be told to subscribe again. */
  reset(): void;
  close(): void;
}

interface Options {
  readonly socket: HubSocket;
  readonly scope: Scope;
  readonly views: SharedViews;
  readonly limits: BacklogLimits;
  epoch(): string;
}

interface Subscription {
  readonly id: number;
  readonly query: Query;
  view: SharedView | null;
  /** Out of the room until the connection takes data again. */
  isBehind: boolean;
}

/** Name of the room that a view's deltas go to. */
export function roomOf(viewId: string): string {
  return `view ${viewId}`;
}

export function createClient({ socket, scope, views, limits, epoch }: Options): Client {
  const subscriptions = new Map<number, Subscription>();
  const backlog = createBacklog(socket, limits);
  let isWaiting = false;

  function end(subscription: Subscription): void {
    if (subscriptions.get(subscription.id) === subscription) subscriptions.delete(subscription.id);
    const { view } = subscription;
    subscription.view = null;
    if (!view) return;
    views.leave(view);
    if (!Array.from(subscriptions.values()).some((other) => other.view?.viewId === view.viewId)) void socket.leave(roomOf(view.viewId));
  }

  function refuse(id: number | null, error: unknown): void {
    const known = error instanceof RequestError;
    if (!known) console.error('hub: a subscription failed', error);
    const code = known ? error.code : 'internal';
    socket.emit('refused', { id, error: { code, message: known ? error.message : 'the server failed on this; its log says why' } });
  }

  async function subscribe(message: unknown): Promise<void> {
    const parsed = SubscribeSchema.safeParse(message);
    if (!parsed.success) return refuse(idOf(message), badMessage(parsed.error.issues[0]));
    const { id, query, have } = parsed.data;
    const before = subscriptions.get(id);
    if (before) end(before);
    if (subscriptions.size >= MOST_SUBSCRIPTIONS) {
      return refuse(id, new RequestError(429, 'too_many', `subscribe: at most ${MOST_SUBSCRIPTIONS} at a time; unsubscribe some`));
    }
    const subscription: Subscription = { id, query, view: null, isBehind: false };
    subscriptions.set(id, subscription);
    await start(subscription, have);
  }

  async function start(subscription: Subscription, have?: Subscribe['have']): Promise<void> {
    const { id, query } = subscription;
    try {
      const view = await views.join(query, scope);
      if (subscriptions.get(id) !== subscription) return views.leave(view);
      subscription.view = view;
      if (!resume(subscription, have)) await sendState(subscription);
    } catch (error) {
      if (subscriptions.get(id) !== subscription) return;
      end(subscription);
      refuse(id, error);
    }
  }

  /** Continues what the client holds; false when it must get the whole state. */
  function resume({ id, view }: Subscription, have: Subscribe['have']): boolean {
    if (!view || !have || have.epoch !== epoch() || have.view !== view.viewId) return false;
    const missed = view.since(have.version);
    if (!missed) return false;
    const { viewId } = view;
    socket.emit('resumed', { id, view: viewId, epoch: have.epoch, version: have.version });
    for (const release of missed) sendDelta(release);
    void socket.join(roomOf(viewId));
    return true;
  }

  /** Sends the state and joins the room in one turn, so that nothing falls between. */
  async function sendState(subscription: Subscription): Promise<void> {
    const { id, view } = subscription;
    if (!view) return;
    const { state, later } = await view.state();
    if (subscription.view !== view || subscriptions.get(id) !== subscription) return;
    socket.emit('snapshot', { id, view: view.viewId, epoch: epoch(), version: state.version, seq: state.seq }, state.frame);
    for (const release of later) sendDelta(release);
    subscription.isBehind = false;
    void socket.join(roomOf(view.viewId));
  }

  function sendDelta({ viewId, prev, version, seq, frame }: ViewRelease): void {
    socket.emit('delta', { view: viewId, prev, version, seq }, frame);
  }

  function catchUp(): void {
    isWaiting = false;
    for (const subscription of subscriptions.values()) {
      if (subscription.isBehind) sendState(subscription).catch((error: unknown) => refuse(subscription.id, error));
    }
  }

  socket.on('subscribe', (message: unknown) => void subscribe(message));
  socket.on('unsubscribe', (message: unknown) => {
    const parsed = UnsubscribeSchema.safeParse(message);
    if (!parsed.success) return refuse(idOf(message), badMessage(parsed.error.issues[0]));
    const subscription = subscriptions.get(parsed.data.id);
    if (subscription) end(subscription);
  });

  function endAll(): void {
    for (const subscription of [...subscriptions.values()]) end(subscription);
  }

  return {
    skipIfSlow(viewId) {
      const room = roomOf(viewId);
      if (!socket.rooms.has(room) || !backlog.isSlow()) return false;
      void socket.leave(room);
      for (const subscription of subscriptions.values()) if (subscription.view?.viewId === viewId) subscription.isBehind = true;
      if (!isWaiting) backlog.onDrained(catchUp);
      isWaiting = true;
      return true;
    },
    renew(view) {
      for (const subscription of subscriptions.values()) {
        if (subscription.view !== view) continue;
        void socket.leave(roomOf(view.viewId));
        subscription.view = null;
        void start(subscription);
      }
    },
    reset: endAll,
    close: endAll,
  };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function badMessage(issue: Issue | undefined): RequestError {
  return new RequestError(400, 'bad_message', `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'not understood'}`);
}

/** The id of a message that is otherwise not understood, so that the sender knows which. */
function idOf(message: unknown): number | null {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
  return Number.isSafeInteger(id) ? (id as number) : null;
}
