/** Rooms on disk: what is answered is kept, and what cannot be kept is not obeyed. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRooms } from '../../../server/library/rooms.ts';
import { newDataDir } from '../child.ts';

it('is as it was where a command cannot be written, and obeys again when it can', () => {
  const dir = newDataDir();
  const rooms = openRooms(dir, () => 1000);
  const told: number[] = [];
  rooms.onChange(({ version }) => told.push(version));
  rooms.say('lobby', { kind: 'why', on: true });
  // In the place of the next file stands what no file can replace.
  mkdirSync(join(dir, 'rooms.json.next'));
  expect(() => rooms.say('lobby', { kind: 'why', on: false })).toThrow();
  expect(() => rooms.say('hall', { kind: 'why', on: true })).toThrow();
  expect([rooms.room('lobby').why, rooms.room('hall').version]).toEqual([true, 0]);
  rmSync(join(dir, 'rooms.json.next'), { recursive: true });
  expect(rooms.say('lobby', { kind: 'why', on: false }).version).toBe(2);
  expect(told).toEqual([1, 2]);
  expect(openRooms(dir).room('lobby')).toMatchObject({ version: 2, why: false });
});
