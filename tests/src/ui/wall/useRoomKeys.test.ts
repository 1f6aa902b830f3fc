/** Which keys are a presenter's. */
import { expect, it } from 'vitest';
import { isKeyOf } from '../../../../src/ui/wall/useRoomKeys.ts';

it('leaves a list its letters and arrows, and a button the space bar', () => {
  for (const key of ['v', 'p', 'ArrowRight', ' ', 'PageDown']) expect(isKeyOf('SELECT', key)).toBe(true);
  expect(isKeyOf('BUTTON', ' ')).toBe(true);
});

it('takes all others for the room', () => {
  for (const key of ['v', 'p', 'ArrowRight', 'PageDown', '?']) expect(isKeyOf('BUTTON', key)).toBe(false);
  for (const key of ['v', ' ', 'ArrowLeft']) expect(isKeyOf('BODY', key)).toBe(false);
  expect(isKeyOf('SELECT', 'Escape')).toBe(false);
});
