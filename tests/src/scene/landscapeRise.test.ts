/** The land on its way from what it was to what it is to be. */
import { expect, it } from 'vitest';
import { GROUND } from '../../../src/protocol/landscape.ts';
import { createRise } from '../../../src/scene/landscapeRise.ts';

const CELLS = GROUND.width * GROUND.height;
const land = (height: number) => new Float32Array(CELLS).fill(height);

it('stands at once the first time, then rises without overshooting, and stays', () => {
  const rise = createRise();
  rise.begin(land(3), 0.5, 1000, false);
  rise.step(1000, true);
  expect(rise.shown[7]).toBe(1.5);
  rise.begin(land(8), 0.5, 2000, false);
  const heights = [2000, 2200, 2500, 2900, 5000].map((nowMs) => {
    const share = rise.step(nowMs, false);
    return [share, rise.shown[7] as number] as const;
  });
  expect(heights[0]).toEqual([0, 1.5]);
  for (const [at, [share, height]] of heights.entries()) {
    expect(height).toBeCloseTo(1.5 + 2.5 * share, 5);
    expect(height).toBeGreaterThanOrEqual(heights[Math.max(0, at - 1)]?.[1] as number);
  }
  expect(heights.at(-1)).toEqual([1, 4]);
  expect(rise.highest()).toBe(4);
});

it('goes on from where it is when another land comes meanwhile, and is there at once without motion', () => {
  const rise = createRise();
  rise.begin(land(0), 1, 0, false);
  rise.step(0, true);
  rise.begin(land(10), 1, 0, false);
  rise.step(300, false);
  const midway = rise.shown[0] as number;
  rise.begin(land(2), 1, 300, false);
  rise.step(300, true);
  expect(rise.shown[0]).toBeCloseTo(midway, 5);
  rise.begin(land(6), 1, 400, true);
  rise.step(400, true);
  expect(rise.shown[0]).toBe(6);
});
