/** Rooms on disk: what is answered is kept, and what cannot be kept is not obeyed. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRooms } from '../../../server/library/rooms.ts';
import { newDataDir } from '../child.ts';

it('is as it was where a command cannot be written, and obeys again when it can', () => {
  const dir = newDataDir();
  const rooms = openRooms(
    dir,
    () => 'one',
    () => 1000,
  );
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
  expect(openRooms(dir, () => 'one').room('lobby')).toMatchObject({ version: 2, why: false });
});

it('shows nothing over another log of what was begun over the one before, and plays on', () => {
  const dir = newDataDir();
  let epoch = 'demonstration';
  const open = () =>
    openRooms(
      dir,
      () => epoch,
      () => 1000,
    );
  const rooms = open();
  const scene = { id: 'a', name: 'a', search: '', path: [], caption: 'Revenue 12', seconds: 60 };
  const next = (after: number) => ({ kind: 'next', after, place: 0, act: { kind: 'self' }, scenes: [scene] });
  rooms.say('main', { kind: 'play', programme: { kind: 'playlist', id: 'p' } });
  const begun = rooms.say('main', next(1));
  rooms.say('main', { kind: 'pause' });
  epoch = 'own';
  // Also after a restart.
  for (const one of [rooms, open()]) {
    expect(one.room('main')).toMatchObject({ programme: { kind: 'playlist', id: 'p' }, act: null, scenes: [], heldMs: null });
    // Composed of the log before, and late.
    expect(one.say('main', next(begun.run)).scenes).toEqual([]);
  }
  const { run, version } = rooms.room('main');
  const again = rooms.say('main', next(run));
  expect(again.scenes).toHaveLength(1);
  expect(again.version).toBeGreaterThan(version);
  expect(open().room('main')).toEqual(again);
});

it('keeps what an older program wrote, which names no log', () => {
  const dir = newDataDir();
  openRooms(dir, () => 'one').say('main', { kind: 'why', on: true });
  const path = join(dir, 'rooms.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/,?"epoch":"one"/, ''));
  expect(openRooms(dir, () => 'two').room('main').why).toBe(true);
});
