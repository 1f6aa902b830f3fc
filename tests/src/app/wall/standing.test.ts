/** When another scene of a wall begins. */
import { expect, it } from 'vitest';
import { standingAt } from '../../../../src/app/wall/useScene.ts';
import { applyRoom, newRoom, type Room, type RoomCommand } from '../../../../src/protocol/room.ts';

const scenes = ['a', 'b'].map((id) => ({ id, name: id, search: '', path: [], caption: '', seconds: 10 }));
/** As it comes over the socket: with every word all of it anew. */
const said = (room: Room, command: RoomCommand, nowMs: number): Room => JSON.parse(JSON.stringify(applyRoom(room, command, nowMs))) as Room;

it('stands while somebody pauses, pins or asks why, and is another one with the next scene and the next act', () => {
  let room = said(newRoom('main'), { kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes }, 0);
  const first = standingAt(room, 1000, null);
  expect(first).toMatchObject({ index: 0, run: 1 });
  for (const command of [{ kind: 'pause' }, { kind: 'why', on: true }, { kind: 'resume' }, { kind: 'pin' }, { kind: 'unpin' }] as const) {
    room = said(room, command, 2000);
    expect(standingAt(room, 2000, first)).toBe(first);
  }
  expect(standingAt(room, 12_000, first)).toMatchObject({ index: 1 });
  room = said(room, { kind: 'next', after: 1, place: 0, act: { kind: 'self' }, scenes }, 3000);
  expect(standingAt(room, 3000, first)).toMatchObject({ index: 0, run: 2 });
});

it('is none where the room has none any more', () => {
  const room = said(newRoom('main'), { kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes }, 0);
  const before = standingAt(room, 0, null);
  expect(standingAt(newRoom('main'), 1000, before)).toBeNull();
  expect(standingAt(null, 1000, before)).toBeNull();
});
