/** A room as a screen holds it, over cuts and servers that know less of it. */
import { afterEach, expect, it, vi } from 'vitest';
import { createRoomFollower } from '../../src/live/followRoom.ts';
import { newRoom, type RoomSaid } from '../../src/protocol/room.ts';

afterEach(() => vi.useRealTimers());

const said = (version: number, name = 'lobby'): RoomSaid => ({ room: { ...newRoom(name), version }, nowMs: 1000 });

function follower() {
  const asked: string[] = [];
  let steadyMs = 1000;
  const room = createRoomFollower('', (name) => asked.push(name), { now: () => steadyMs });
  room.follow('lobby');
  const pass = (ms: number) => {
    steadyMs += ms;
  };
  return { asked, room, pass, version: () => room.store.getState().room?.version ?? null };
}

it('keeps the newest state, in whatever order the answers come', () => {
  const { room, version } = follower();
  for (const at of [3, 5, 4]) room.take(said(at));
  expect(version()).toBe(5);
  room.take(said(9, 'other'));
  expect(version()).toBe(5);
});

it('follows a server that has lost its rooms, or has those of a backup, from its first word on', () => {
  const { room, version, asked } = follower();
  room.take(said(40));
  room.connected();
  expect(asked).toEqual(['lobby', 'lobby']);
  expect(version()).toBe(40);
  room.take(said(2));
  expect(version()).toBe(2);
  room.take(said(1));
  expect(version()).toBe(2);
});

it('knows the time of the server by the message that was quickest on its way, also when the clock of its screen is set', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2024-01-01T00:00:00Z') });
  const { room, pass } = follower();
  expect(room.serverNow()).toBe(Date.parse('2024-01-01T00:00:00Z'));
  const serverMs = Date.parse('2026-05-04T09:00:00Z');
  room.heard(serverMs - 300);
  pass(2000);
  room.heard(serverMs + 2000 - 20);
  // A small computer without a battery learns the time some while after its screen has begun.
  vi.setSystemTime('2026-05-04T09:00:02Z');
  pass(1000);
  room.heard(serverMs + 3000 - 90);
  expect(room.serverNow()).toBe(serverMs + 3000 - 20);
});
