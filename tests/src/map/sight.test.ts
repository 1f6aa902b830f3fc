import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MapContext, PictureChange } from '../../../src/map/mapPart.ts';
import { createSightPart } from '../../../src/map/sight.ts';
import { MOTION } from '../../../src/model/tokens.ts';

const occlusionOf = vi.hoisted(() => vi.fn(() => ({ hidden: 0, behindColumns: 0, behindGlobe: 0, outside: 0 })));
vi.mock('../../../src/model/occlusion.ts', () => ({ occlusionOf }));
vi.mock('../../../src/map/viewProjection.ts', () => ({ viewProjection: () => ({}), cameraProjection: () => ({}) }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.clearAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const picture = { layout: { level: 'city', positions: [] }, shares: [1], figures: { heights: [1] } };
const change = { before: null, after: picture, isSameLook: true, nowMs: 0 } as unknown as PictureChange;

/** The part over a map where nothing has moved for ten seconds. */
function restingPart(isCalm: boolean): ReturnType<typeof createSightPart> {
  const context = {
    root: { clientWidth: 100, clientHeight: 100 },
    map: { on: () => undefined, isMoving: () => false, loaded: () => true },
    sets: { picture: () => picture },
    screen: { standing: () => ({}) },
    scene: () => ({ shape: 'columns', padding: { top: 0, right: 0, bottom: 0, left: 0 } }),
    isCalm: () => isCalm,
  } as unknown as MapContext;
  const part = createSightPart(context);
  vi.advanceTimersByTime(10_000);
  return part;
}

it('makes out what is hidden once other values have arrived where they stand, and once for those that came meanwhile', () => {
  const part = restingPart(false);
  part.show?.(change);
  vi.advanceTimersByTime(MOTION.value / 2);
  part.show?.(change);
  expect(occlusionOf).not.toHaveBeenCalled();
  vi.advanceTimersByTime(MOTION.value / 2);
  expect(occlusionOf).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(occlusionOf).toHaveBeenCalledTimes(1);
  part.dispose?.();
});

it('does not wait for values that stand at once, where less motion is wanted', () => {
  const part = restingPart(true);
  part.show?.(change);
  expect(occlusionOf).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(occlusionOf).toHaveBeenCalledTimes(1);
  part.dispose?.();
});
