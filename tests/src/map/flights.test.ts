/** A flight yields to the hand, and to no command. */
import { expect, it } from 'vitest';
import { endsFlight } from '../../../src/map/flights.ts';

it.each([
  ['ArrowLeft', {}, true],
  ['+', {}, true],
  ['Escape', {}, true],
  ['Shift', {}, false],
  ['Control', { ctrlKey: true }, false],
  ['z', { ctrlKey: true }, false],
  ['z', { metaKey: true }, false],
])('of the key %s with %j: ends a flight, %s', (key, held, ends) => {
  expect(endsFlight({ key, ctrlKey: false, metaKey: false, ...held })).toBe(ends);
});
