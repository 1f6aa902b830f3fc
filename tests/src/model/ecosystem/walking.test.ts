/** Arrow keys over the names of the ecosystem. */
import { expect, it } from 'vitest';
import { FEED_RANK } from '../../../../src/model/ecosystem/feedLook.ts';
import { type Walked, walkedTo } from '../../../../src/model/ecosystem/walking.ts';

const name = (rank: number, x: number, isNamed = true): Walked => ({ rank, x, isNamed });
// Two channels, three segments, one category; two sources behind the channels.
const NAMES = [
  ...[name(0, 100), name(0, 300)],
  ...[name(1, 80), name(1, 190, false), name(1, 310)],
  ...[name(2, 200), name(FEED_RANK, 90), name(FEED_RANK, 280)],
];

it('leads along a row, over what has no name, and ends at its ends', () => {
  expect(walkedTo(NAMES, 0, 'ArrowRight')).toBe(1);
  expect(walkedTo(NAMES, 2, 'ArrowRight')).toBe(4);
  expect(walkedTo(NAMES, 2, 'ArrowLeft')).toBe(-1);
  expect(walkedTo(NAMES, 2, 'Enter')).toBeNull();
});

it('leads to the nearest of the next row, and to the sources up from what they feed', () => {
  expect(walkedTo(NAMES, 1, 'ArrowDown')).toBe(4);
  expect(walkedTo(NAMES, 4, 'ArrowDown')).toBe(5);
  expect(walkedTo(NAMES, 5, 'ArrowDown')).toBe(-1);
  expect(walkedTo(NAMES, 1, 'ArrowUp')).toBe(7);
  expect(walkedTo(NAMES, 6, 'ArrowDown')).toBe(0);
  expect(walkedTo(NAMES, 6, 'ArrowUp')).toBe(-1);
});
