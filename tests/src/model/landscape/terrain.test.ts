/** The land: nothing of what is laid on the ground is lost or made, and its volume over a region is what its people bring. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAND, landX, landZ, toGround } from '../../../../src/model/landscape/land.ts';
import { heightScale } from '../../../../src/model/landscape/landScale.ts';
import { heightAt, spread, squaresPerCell } from '../../../../src/model/landscape/terrain.ts';
import { GROUND } from '../../../../src/protocol/landscape.ts';

const CELLS = GROUND.width * GROUND.height;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const AXES = toGround({ measure: 'lateness', from: -2.6, to: 3.1 }, { measure: 'frequency', from: -0.15, to: 5.05 });

describe('the land', () => {
  it('keeps the sum of what lies on it, also at its edges and corners', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(CELLS - 1), fc.integer({ min: 1, max: 1e6 })), { minLength: 1, maxLength: 12 }), (laid) => {
        const ground = new Float32Array(CELLS);
        for (const [cell, value] of laid) ground[cell] = (ground[cell] as number) + value;
        for (const corner of [0, GROUND.width - 1, CELLS - GROUND.width, CELLS - 1]) ground[corner] = (ground[corner] as number) + 1000;
        const land = spread(ground);
        expect(Math.abs(sum(land) / sum(ground) - 1)).toBeLessThan(1e-5);
        expect(land.every((value) => value >= 0)).toBe(true);
      }),
      { seed: 4400, numRuns: 12 },
    );
  });

  it('is a bell of half a unit around one person', () => {
    const ground = new Float32Array(CELLS);
    const [column, row] = [88, 50];
    ground[row * GROUND.width + column] = 1;
    const land = spread(ground);
    const at = (dx: number) => land[row * GROUND.width + column + dx] as number;
    const step = LAND.width / GROUND.width;
    for (const dx of [1, 4, 8]) expect(at(dx) / at(0)).toBeCloseTo(Math.exp(-0.5 * ((dx * step) / 0.5) ** 2), 3);
  });

  it('has a volume within one percent of the revenue of those who stand there', () => {
    // A crowd in the middle of the left half, another in the right.
    const ground = new Float32Array(CELLS);
    ground[50 * GROUND.width + 40] = 3_000_000;
    ground[50 * GROUND.width + 130] = 1_000_000;
    const heights = spread(ground).map((value) => value * squaresPerCell(AXES));
    const [stepX, stepZ] = [0.05, 0.05];
    let [left, right] = [0, 0];
    for (let x = -LAND.width / 2 + stepX / 2; x < LAND.width / 2; x += stepX)
      for (let z = -LAND.depth / 2 + stepZ / 2; z < LAND.depth / 2; z += stepZ) {
        const volume = heightAt(heights, AXES, x, z) * stepX * stepZ;
        // Less late stands at the right: cell 130 is later than cell 40.
        if (x > 0) right += volume;
        else left += volume;
      }
    const perSquare = (LAND.width * LAND.depth) / ((AXES.x.to - AXES.x.from) * (AXES.z.to - AXES.z.from));
    expect(right / perSquare / 3_000_000).toBeCloseTo(1, 2);
    expect(left / perSquare / 1_000_000).toBeCloseTo(1, 2);
  });

  it('puts the punctual at the right and the frequent at the back', () => {
    expect(landX(AXES, 3.1)).toBeCloseTo(-LAND.width / 2);
    expect(landX(AXES, -2.6)).toBeCloseTo(LAND.width / 2);
    expect(landZ(AXES, 5.05)).toBeCloseTo(-LAND.depth / 2);
  });

  it('is measured so that the highest hill is the peak, with round marks below it', () => {
    const { factor, top, step } = heightScale(137_000);
    expect(137_000 * factor).toBeCloseTo(LAND.peak);
    expect([top, step]).toEqual([100_000, 50_000]);
    expect(heightScale(0)).toEqual({ factor: 0, top: 0, step: 0 });
  });
});
