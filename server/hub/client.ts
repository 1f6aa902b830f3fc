/** One connected browser: its subscriptions, and what it is sent. */
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { ClientToServerEvents, ServerToClientEvents } from '../../src/protocol/live.ts';
import type { Query } from '../../src/protocol/query.ts';
import { type Subscribe, SubscribeSchema, UnsubscribeSchema } from '../../src/protocol/subscribe.ts';
import type { Scope } from '../access/scope.ts';
import { RequestError, type ViewState } from '../parts.ts';
import { readShape } from '../shape.ts';
import { type BacklogLimits, createBacklog } from './backlog.ts';
import { createWriter, type Packet } from './packet.ts';
import type { Member, SharedView, SharedViews } from './sharedView.ts';
import type { Turns } from './turns.ts';

/** Most subscriptions of one client. */
const MOST_SUBSCRIPTIONS = 100;

export type HubSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** Most messages that a client may send from one heartbeat to the next; beyond it is disconnected. */
const MOST_MESSAGES = 500;

/** A client whose connection takes nothing for so long is given up, though it still says that it lives. */
const GIVE_UP_MS = 60_000;

export interface Client {
  /** Tells how far the server is, unless the connection is busy. */
  beat(packet: Packet): void;
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
  readonly turns: Turns;
  readonly limits: BacklogLimits;
  epoch(): string;
  /** A release was not sent, because the client or the server is slow. */
  onSkip(): void;
}

interface Subscription {
  readonly id: number;
  readonly query: Query;
  view: SharedView | null;
  /** No member of the view until the connection takes data again. */
  isBehind: boolean;
}

export function createClient({ socket, scope, views, turns, limits, epoch, onSkip }: Options): Client {
  const subscriptions = new Map<number, Subscription>();
  const wire = socket.request.socket;
  const backlog = createBacklog(socket, wire, limits);
  const write = createWriter(socket, wire);
  const member: Member = { deliver, fallBehind };
  let isWaiting = false;
  let messages = 0;

  function tell(packet: Packet): void {
    write(packet);
    backlog.wrote(packet.bytes.length);
  }

  function on(view: SharedView): Subscription[] {
    return Array.from(subscriptions.values()).filter((subscription) => subscription.view === view);
  }

  function end(subscription: Subscription): void {
    if (subscriptions.get(subscription.id) === subscription) subscriptions.delete(subscription.id);
    const { view } = subscription;
    subscription.view = null;
    if (!view) return;
    views.leave(view);
    if (on(view).length === 0) view.leave(member);
  }

  function refuse(id: number | null, error: unknown): void {
    const known = error instanceof RequestError;
    if (!known) console.error('hub: a subscription failed', error);
    const code = known ? error.code : 'internal';
    socket.emit('refused', { id, error: { code, message: known ? error.message : 'the server failed on this; its log says why' } });
  }

  /** A refused subscription is none, so that its view can close. One that ended, or stands on another view by now, is not refused. */
  function fail(subscription: Subscription, view: SharedView | null, error: unknown): void {
    if (subscriptions.get(subscription.id) !== subscription || subscription.view !== view) return;
    end(subscription);
    refuse(subscription.id, error);
  }

  /** Null where it was refused. */
  function understood<Schema extends z.ZodType>(schema: Schema, message: unknown): z.output<Schema> | null {
    try {
      return readShape(schema, message, 'bad_message', 'message');
    } catch (error) {
      refuse(idOf(message), error);
      return null;
    }
  }

  async function subscribe(message: unknown): Promise<void> {
    const said = understood(SubscribeSchema, message);
    if (said === null) return;
    const { id, query, have } = said;
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
    let view: SharedView | null = null;
    try {
      view = await views.join(query, scope);
      if (subscriptions.get(id) !== subscription) return views.leave(view);
      subscription.view = view;
      if (!resume(subscription, have)) await sendState(subscription);
    } catch (error) {
      fail(subscription, view, error);
    }
  }

  /** Continues what the client holds; false when it must get the whole state. */
  function resume({ id, view }: Subscription, have: Subscribe['have']): boolean {
    if (!view || !have || have.epoch !== epoch() || have.view !== view.viewId) return false;
    const missed = view.since(have.version);
    if (!missed) return false;
    socket.emit('resumed', { id, view: view.viewId, epoch: have.epoch, version: have.version });
    follow(view, have.version, missed);
    return true;
  }

  async function sendState(subscription: Subscription): Promise<void> {
    const { view } = subscription;
    const state = await view?.state();
    // Hundreds who wait for the same state are sent it one after the other.
    if (view && state) turns.add(once(() => sendStateNow(subscription, view, state)));
  }

  /** Sends the state and becomes a member in one turn, so that nothing falls between. */
  function sendStateNow(subscription: Subscription, view: SharedView, { version, seq, frame }: ViewState): void {
    const { id } = subscription;
    if (subscription.view !== view || subscriptions.get(id) !== subscription) return;
    const later = view.since(version);
    if (backlog.isFull()) {
      subscription.isBehind = true;
      waitForReading();
      return;
    }
    // So many releases were told since that they are no longer kept.
    if (!later) {
      fail(subscription, view, new RequestError(503, 'busy', 'the answer changes faster than it can be sent; ask again', 1));
      return;
    }
    socket.emit('snapshot', { id, view: view.viewId, epoch: epoch(), version, seq }, frame);
    backlog.wrote(frame.length, true);
    subscription.isBehind = false;
    follow(view, version, later);
  }

  function follow(view: SharedView, version: number, missed: readonly Packet[]): void {
    for (const packet of missed) tell(packet);
    view.join(member, version + missed.length);
  }

  function deliver(view: SharedView, packet: Packet): void {
    if (!backlog.isSlow()) {
      tell(packet);
      return;
    }
    leaveBehind(view);
    waitForReading();
  }

  function waitForReading(): void {
    if (!isWaiting) backlog.onceRead(catchUp);
    isWaiting = true;
  }

  function fallBehind(view: SharedView): void {
    leaveBehind(view);
    // Behind everything that waits now.
    if (!isWaiting) turns.add(once(catchUp));
    isWaiting = true;
  }

  function leaveBehind(view: SharedView): void {
    onSkip();
    view.leave(member);
    for (const subscription of on(view)) subscription.isBehind = true;
  }

  function catchUp(): void {
    isWaiting = false;
    for (const subscription of subscriptions.values()) {
      const { view, isBehind } = subscription;
      if (isBehind) sendState(subscription).catch((error: unknown) => fail(subscription, view, error));
    }
  }

  socket.on('subscribe', (message: unknown) => void subscribe(message));
  socket.on('unsubscribe', (message: unknown) => {
    const said = understood(UnsubscribeSchema, message);
    const subscription = said && subscriptions.get(said.id);
    if (subscription) end(subscription);
  });

  function endAll(): void {
    for (const subscription of [...subscriptions.values()]) end(subscription);
  }

  socket.onAny(() => {
    if (++messages > MOST_MESSAGES) socket.disconnect(true);
  });

  return {
    beat(packet) {
      messages = 0;
      if (backlog.stuckMs() > GIVE_UP_MS) wire.destroy();
      else if (socket.conn.transport.writable) write(packet);
    },
    renew(view) {
      for (const subscription of on(view)) {
        view.leave(member);
        subscription.view = null;
        void start(subscription);
      }
    },
    reset: endAll,
    close: endAll,
  };
}

function* once(act: () => void): Generator<void> {
  act();
  yield;
}

/** The id of a message that is otherwise not understood, so that the sender knows which. */
function idOf(message: unknown): number | null {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
  return Number.isSafeInteger(id) ? (id as number) : null;
}
