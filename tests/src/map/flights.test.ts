/** A flight yields to the hand, and to no command. */
import { expect, it, vi } from 'vitest';
import { endsFlight } from '../../../src/map/flights.ts';
import { startPlaying, stopPlaying } from '../../../src/ui/tours/playing.ts';

it.each([
  ['ArrowLeft', {}, true],
  ['+', {}, true],
  ['Escape', {}, true],
  ['Shift', {}, false],
  ['Control', { ctrlKey: true }, false],
  ['z', { ctrlKey: true }, false],
  ['z', { metaKey: true }, false],
])('of the key %s with %j: ends a flight, %s', (key, held, ends) => {
  expect(endsFlight({ key, ctrlKey: false, metaKey: false, ...held }, false)).toBe(ends);
});

it('goes on to its scene when a presenter pauses, pins or asks why, in a rehearsal and on a wall', () => {
  const dataset: Record<string, string> = {};
  vi.stubGlobal('document', { documentElement: { dataset } });
  const ends = () => [' ', 'p', 'w', 'ArrowRight'].map((key) => endsFlight({ key, ctrlKey: false, metaKey: false }));
  expect(ends()).not.toContain(false);
  startPlaying({ name: 'Board', scenes: [{ id: 'a', name: 'a', search: '', path: [], caption: '', seconds: 12 }] });
  expect(ends()).not.toContain(true);
  stopPlaying();
  expect(ends()).not.toContain(false);
  dataset.wall = '';
  expect(ends()).not.toContain(true);
  vi.unstubAllGlobals();
});
