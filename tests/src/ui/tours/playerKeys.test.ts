/** Which keys a tour that plays in the page takes. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { playStore, startPlaying, stopPlaying } from '../../../../src/ui/tours/playing.ts';
import { actOfKey } from '../../../../src/ui/tours/usePlayerKeys.ts';

const scene = (id: string) => ({ id, name: id, search: '', path: [], caption: '', seconds: 12 });

beforeEach(() => startPlaying({ name: 'tour', scenes: [scene('a'), scene('b')] }));
afterEach(stopPlaying);

it('pauses and goes on by the space bar, but leaves it to a button that has the focus', () => {
  actOfKey(' ', 'BODY')?.();
  expect(playStore.getState().playing?.runningSince).not.toBeNull();
  expect(actOfKey(' ', 'BUTTON')).toBeNull();
});

it('steps and ends by arrows and Escape, wherever the focus is', () => {
  actOfKey('ArrowRight', 'BUTTON')?.();
  expect(playStore.getState().playing?.index).toBe(1);
  actOfKey('ArrowLeft', 'BODY')?.();
  expect(playStore.getState().playing?.index).toBe(0);
  actOfKey('Escape', 'BUTTON')?.();
  expect(playStore.getState().playing).toBeNull();
  expect(actOfKey('x', 'BODY')).toBeNull();
});
