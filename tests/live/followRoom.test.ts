/** A room as a screen holds it, over cuts and servers that know less of it. */
import { expect, it } from 'vitest';
import { createRoomFollower } from '../../src/live/followRoom.ts';
import type { Scheduler } from '../../src/live/scheduler.ts';
import { newRoom, type RoomSaid } from '../../src/protocol/room.ts';

const scheduler: Scheduler = { now: () => 1000, onFrame: () => () => {}, after: () => () => {} };
const said = (version: number, name = 'lobby'): RoomSaid => ({ room: { ...newRoom(name), version }, nowMs: 1000 });

function follower() {
  const asked: string[] = [];
  const room = createRoomFollower('', (name) => asked.push(name), scheduler);
  room.follow('lobby');
  return { asked, room, version: () => room.store.getState().room?.version ?? null };
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
