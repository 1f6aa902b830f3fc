/** When a screen says to its room what comes next. */
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createDirector } from '../../../../src/app/wall/director.ts';
import { applyRoom, newRoom, positionAt, type Room, type RoomCommand } from '../../../../src/protocol/room.ts';
import type { Scene, Schedule } from '../../../../src/protocol/tours.ts';

const MINUTE_MS = 60_000;
/** A Monday. */
const NINE = Date.parse('2024-01-01T09:00:00Z');

const toScene = (id: string, seconds: number): Scene => ({ id, name: id, search: '', path: [], caption: '', seconds });
const LONG = [toScene('a', 300), toScene('b', 300), toScene('c', 300)];
const SCHEDULE: Schedule = {
  ...{ id: 's', version: 1, author: '', createdAt: '', updatedAt: '', name: 's' },
  slots: [{ days: [1], from: '09:00', to: '09:07', plays: { kind: 'tour', id: 'long' } }],
  otherwise: { kind: 'tour', id: 'other' },
};
const KNOWN = {
  tours: [
    { id: 'long', scenes: LONG },
    { id: 'other', scenes: [toScene('x', 20)] },
  ],
  playlists: [],
  schedules: [SCHEDULE],
};

/** A room with one screen, whose director looks when it is told to. */
function stage() {
  const store = createStore<{ room: Room | null }>(() => ({ room: newRoom('main') }));
  let [nowMs, asked, told, isDown, isDeaf] = [NINE, 0, 0, false, false];
  let whileComposing = async (): Promise<void> => undefined;
  const say = async (command: RoomCommand) => {
    if (isDeaf) throw new Error('deaf');
    store.setState(({ room }) => ({ room: room && applyRoom(room, command, nowMs) }));
  };
  const look = createDirector({
    room: { store, say, serverNow: () => nowMs },
    isLive: () => true,
    fetchKnown: async () => {
      asked++;
      if (isDown) throw new Error('down');
      return KNOWN;
    },
    compose: async () => {
      await whileComposing();
      return { scenes: [toScene('self', 10), toScene('moved', 10)], told: () => told++ };
    },
    timezone: 'UTC',
    now: () => nowMs,
  });
  const at = () => {
    const { room } = store.getState();
    return room?.scenes[positionAt(room, nowMs)?.index ?? -1]?.id;
  };
  return {
    say,
    look,
    at,
    asked: () => asked,
    told: () => told,
    setDeaf: (deaf: boolean) => {
      isDeaf = deaf;
    },
    setWhileComposing: (act: () => Promise<void>) => {
      whileComposing = act;
    },
    setDown: (down: boolean) => {
      isDown = down;
    },
    /** Moves the clock on by so many ms, looking every second. */
    async pass(ms: number): Promise<void> {
      for (const end = nowMs + ms; nowMs < end; ) {
        nowMs += 1000;
        await look();
      }
    },
  };
}

it('begins what the schedule says, and goes over to what it says then where the next scene begins', async () => {
  const { say, look, at, asked, pass } = stage();
  await say({ kind: 'play', programme: { kind: 'schedule', id: 's' } });
  await look();
  expect(at()).toBe('a');
  await pass(9 * MINUTE_MS);
  // The time of the tour is over, its second scene is not.
  expect(at()).toBe('b');
  expect(asked()).toBeLessThanOrEqual(3);
  await pass(MINUTE_MS);
  expect(at()).toBe('x');
});

it('stays with what somebody holds, also for the rest of that scene', async () => {
  for (const [hold, release] of [['pause', 'resume'] as const, ['pin', 'unpin'] as const]) {
    const { say, look, at, pass } = stage();
    await say({ kind: 'play', programme: { kind: 'schedule', id: 's' } });
    await look();
    await pass(MINUTE_MS);
    await say({ kind: 'go', scene: 'b' });
    await say({ kind: hold });
    await pass(30 * MINUTE_MS);
    expect(at()).toBe('b');
    await say({ kind: release });
    await pass(1000);
    expect(at()).toBe(hold === 'pause' ? 'b' : 'x');
  }
});

it('looks again where the library was not to be had', async () => {
  const { say, look, at, setDown, pass } = stage();
  await say({ kind: 'play', programme: { kind: 'schedule', id: 's' } });
  await look();
  await pass(9 * MINUTE_MS);
  setDown(true);
  await pass(MINUTE_MS + 2000);
  expect(at()).toBe('c');
  setDown(false);
  await pass(6000);
  expect(at()).toBe('x');
});

it('asks nothing before the end of what no schedule says', async () => {
  const { say, look, at, asked, pass } = stage();
  await say({ kind: 'play', programme: { kind: 'tour', id: 'long' } });
  await look();
  await pass(14 * MINUTE_MS);
  expect([at(), asked()]).toEqual(['c', 1]);
});

it('takes nothing for told that the room has not heard', async () => {
  const { look, at, told, setDeaf, pass } = stage();
  setDeaf(true);
  await look();
  expect([at(), told()]).toEqual([undefined, 0]);
  setDeaf(false);
  await pass(5000);
  expect([at(), told()]).toEqual(['self', 1]);
});

it('does not begin the next act over what a presenter says while it is composed', async () => {
  for (const [hold, release] of [['pause', 'resume'] as const, ['pin', 'unpin'] as const]) {
    const { say, look, at, pass, setWhileComposing } = stage();
    await look();
    await pass(10_000);
    expect(at()).toBe('moved');
    setWhileComposing(async () => {
      setWhileComposing(async () => undefined);
      await say({ kind: 'go', scene: 'moved' });
      await say({ kind: hold });
    });
    await pass(60_000);
    expect(at()).toBe('moved');
    await say({ kind: release });
    await pass(hold === 'pause' ? 11_000 : 5000);
    expect(at()).toBe('self');
  }
});
