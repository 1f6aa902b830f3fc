import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MapContext, PictureChange } from '../../../src/map/mapPart.ts';
import { createSightPart } from '../../../src/map/sight.ts';
import { MOTION } from '../../../src/model/tokens.ts';
import { sightStore } from '../../../src/ui/sight/sightStore.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** One column in the middle of the map. */
const picture = { layout: { level: 'city', positions: [0, 0, 0] }, shares: [1], figures: { heights: [1] } };
const change = { before: null, after: picture, isSameLook: true, nowMs: 0 } as unknown as PictureChange;
const FLAT = { top: 0, right: 0, bottom: 0, left: 0 };

/** The part over a map where nothing has moved for ten seconds, and the shares of value outside of the picture that it has told since. */
function restingPart(isCalm: boolean): { readonly part: ReturnType<typeof createSightPart>; readonly told: readonly number[] } {
  const root = { clientWidth: 100, clientHeight: 100 };
  const map = {
    ...{ on: () => undefined, isMoving: () => false, loaded: () => true },
    ...{ getContainer: () => root, getPadding: () => FLAT, getCenter: () => ({ lng: 0, lat: 0 }) },
    ...{ getZoom: () => 1, getPitch: () => 0, getBearing: () => 0 },
  };
  const context = {
    ...{ root, map, sets: { picture: () => picture }, screen: { standing: () => ({ radiusMetres: 100_000, tallestMetres: 500_000 }) } },
    ...{ scene: () => ({ shape: 'columns', padding: FLAT }), isCalm: () => isCalm },
  } as unknown as MapContext;
  const part = createSightPart(context);
  vi.advanceTimersByTime(10_000);
  const told: number[] = [];
  sightStore.subscribe(({ occlusion }) => occlusion && told.push(occlusion.outside));
  return { part, told };
}

it('makes out what is hidden once other values have arrived where they stand, and once for those that came meanwhile', () => {
  const { part, told } = restingPart(false);
  part.show?.(change);
  vi.advanceTimersByTime(MOTION.value / 2);
  part.show?.(change);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(MOTION.value / 2);
  expect(told).toEqual([0]);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([0]);
  part.dispose?.();
});

it('does not wait for values that stand at once, where less motion is wanted', () => {
  const { part, told } = restingPart(true);
  part.show?.(change);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(told).toEqual([0]);
  part.dispose?.();
});
