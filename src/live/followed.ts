/** What the page holds of the library: read when somebody first looks, and again whenever the server says that it changed. */
import type { StoreApi } from 'zustand/vanilla';
import { messageOf } from '../protocol/messageOf.ts';
import { addressOf, asksAsWall } from './asker.ts';
import type { ConnectionStore } from './connection.ts';
import { reach, refusalOf } from './reach.ts';
import type { Scheduler } from './scheduler.ts';

export interface FollowedState {
  /** `stale`: what is held was right before the connection was lost. */
  readonly status: 'loading' | 'live' | 'stale' | 'error';
  readonly error: string | null;
}

export interface FollowedParts<State extends FollowedState> {
  readonly store: StoreApi<State>;
  readonly connection: ConnectionStore;
  readonly scheduler: Scheduler;
  /** Reads all of it; what it answers goes into the store, if it is not there yet. */
  readonly read: () => Promise<Partial<Omit<State, keyof FollowedState>>>;
}

const TRY_AGAIN_MS = 3000;
/** A cable can be cut without the request noticing. */
const PATIENCE_MS = 10_000;

/** Keeps the store as the server has it from `follow()` to `close()`; on a wall, which is not told it, as it began. */
export function createFollowed<State extends FollowedState>({ store, connection, scheduler, read: readAll }: FollowedParts<State>) {
  let isFollowed = false;
  let isClosed = false;
  let reading: string | null = null;
  let held: string | null = null;
  /** What could not be read, and is asked for again after a pause; null while nothing waits. */
  let failed: { readonly wanted: string; readonly cancel: () => void } | null = null;

  /** Which library, and which state of it, the server has. */
  const present = () => connection.getState().library;
  const say = (state: Partial<FollowedState>) => store.setState(state as Partial<State>);

  async function read(): Promise<void> {
    const wanted = present();
    if (!isFollowed || isClosed || wanted === null || wanted === held || reading !== null) return;
    // Everything that is heard leads here: what fails is not asked for with each of them.
    if (failed?.wanted === wanted) return;
    forgive();
    reading = wanted;
    try {
      const all = await readAll();
      held = wanted;
      store.setState({ status: 'live', error: null, ...all } as State);
    } catch (error) {
      if (!isClosed) failed = { wanted, cancel: scheduler.after(TRY_AGAIN_MS, tryAgain) };
      say({ status: 'error', error: messageOf(error) });
    } finally {
      reading = null;
    }
    void read();
  }

  function tryAgain(): void {
    failed = null;
    void read();
  }

  function forgive(): void {
    failed?.cancel();
    failed = null;
  }

  const stop = connection.subscribe(({ status }) => {
    const isLost = status === 'lost';
    const before = store.getState().status;
    if (isLost && before === 'live') say({ status: 'stale' });
    if (!isLost && before === 'stale' && present() === held) say({ status: 'live' });
    void read();
  });

  return {
    follow() {
      isFollowed = !asksAsWall();
      void read();
    },
    close() {
      isClosed = true;
      forgive();
      stop();
    },
  };
}

/** One request of the library's part of the server. Throws an Error with the server's own message. */
export async function requestJson(method: string, address: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await reach(addressOf(address), { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(await refusalOf(response));
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}
