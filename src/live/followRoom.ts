/** A room of screens as the page holds it: followed over the socket, spoken to over HTTP, with the server's clock beside it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Room, RoomCommand, RoomSaid } from '../protocol/room.ts';
import { addressOf } from './asker.ts';
import { reach, refusalOf } from './reach.ts';

export interface RoomState {
  /** Null before the server has told of it. */
  readonly room: Room | null;
}

export interface RoomFollower {
  readonly store: StoreApi<RoomState>;
  /** Follows a room from now on, and no other. */
  follow(name: string): void;
  /** Says something to the room that is followed. Throws an Error with the server's own message. */
  say(command: RoomCommand): Promise<void>;
  /** The server's clock now, ms since 1970, as near as its messages tell; before the first of them, the browser's. */
  serverNow(): number;
}

/** Messages whose clocks are remembered: the one that was quickest on its way tells best. */
const CLOCKS = 20;
const PATIENCE_MS = 8000;

/** `askFor` asks the server to tell of a room from now on, where there is a connection; `steady` is a clock that nobody sets. */
export function createRoomFollower(
  base: string,
  askFor: (room: string) => void,
  steady: Pick<Performance, 'now'>,
): RoomFollower & { heard(nowMs: number): void; connected(): void; take(said: RoomSaid): void } {
  const store = createStore<RoomState>(() => ({ room: null }));
  const aheads: number[] = [];
  let followed: string | null = null;
  /** What a server says first counts, however few changes it has known: its rooms may have been lost, or be those of a backup. */
  let isNew = true;

  function heard(nowMs: number): void {
    aheads.push(nowMs - steady.now());
    if (aheads.length > CLOCKS) aheads.shift();
  }

  function take({ room, nowMs }: RoomSaid): void {
    if (room.name !== followed) return;
    heard(nowMs);
    const before = store.getState().room;
    // An answer over HTTP may come after a later message over the socket.
    if (isNew || before === null || before.name !== room.name || room.version >= before.version) store.setState({ room });
    isNew = false;
  }

  function ask(): void {
    if (followed !== null) askFor(followed);
  }

  return {
    store,
    follow(name) {
      if (followed !== name) store.setState({ room: null });
      followed = name;
      ask();
    },
    async say(command) {
      if (followed === null) throw new Error('room: none is followed');
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(command) };
      const address = `${base}${addressOf(`/v1/rooms/${encodeURIComponent(followed)}`)}`;
      const response = await reach(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!response.ok) throw new Error(await refusalOf(response));
      take((await response.json()) as RoomSaid);
    },
    serverNow: () => (aheads.length === 0 ? Date.now() : Math.round(steady.now() + Math.max(...aheads))),
    heard,
    connected() {
      isNew = true;
      ask();
    },
    take,
  };
}
