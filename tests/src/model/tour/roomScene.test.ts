/** Composed scenes on their way to a room: none is refused for the length of a name. */
import { expect, it } from 'vitest';
import { toRoomScenes } from '../../../../src/model/tour/roomScene.ts';
import { readRoomCommand } from '../../../../src/protocol/room.ts';
import type { Scene } from '../../../../src/protocol/tours.ts';

const scene = (value: string): Scene => ({
  ...{ id: `self category ${value}`, name: value, search: `?category=${value}`, path: [], seconds: 12 },
  caption: `Category ${value}: revenue −12 % on the week before`,
});
const told = (scenes: readonly Scene[]) => {
  const said = { kind: 'next', after: 0, place: 0, act: { kind: 'self' }, scenes: toRoomScenes(scenes) };
  const command = readRoomCommand(said);
  return 'scenes' in command ? command.scenes : [];
};

it('leaves short names as they are', () => {
  expect(told([scene('Coffee')])).toEqual([scene('Coffee')]);
});

it('takes names of 80 characters that differ at their end, the same in every round', () => {
  const [one, other] = ['A', 'B'].map((end) => scene(`${'Housewares-and-garden-'.repeat(4).slice(0, 79)}${end}`)) as [Scene, Scene];
  const scenes = told([one, other]);
  expect(scenes.map(({ name }) => name)).toEqual([one.name, other.name]);
  expect(new Set(scenes.map(({ id }) => id)).size).toBe(2);
  expect(told([other])[0]?.id).toBe(scenes[1]?.id);
});

it('shortens what is longer than a scene may be, and leaves out what cannot be addressed', () => {
  const [long] = told([scene('x'.repeat(700))]);
  expect([long?.name.length, long?.caption.length, long?.name.endsWith('…')]).toEqual([120, 500, true]);
  expect(told([scene('Coffee'), scene('x'.repeat(5000))])).toEqual([scene('Coffee')]);
});
