import { afterEach, expect, it, vi } from 'vitest';
import { isToBookmark } from '../../../src/app/TourHost.tsx';

afterEach(() => vi.unstubAllGlobals());

it('adds one scene a press, however long the key is held', () => {
  vi.stubGlobal('Element', class {});
  const press = (repeat: boolean, key = 'b') => isToBookmark({ key, repeat, target: null } as unknown as KeyboardEvent);
  expect([press(false), press(false, 'B'), press(false, 'n'), press(true)]).toEqual([true, true, false, false]);
});
