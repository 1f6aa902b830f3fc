/** The land by its segments: where cells are kept back, each segment stands as a block whose volume is what its people bring. */
import { describe, expect, it } from 'vitest';
import { axisX, axisZ, LAND, toGround } from '../../../../src/model/landscape/land.ts';
import { namedAt, toldGround } from '../../../../src/model/landscape/landByRegions.ts';
import { GROUND, type LandscapeHeader, type RegionFigures } from '../../../../src/protocol/landscape.ts';
import { NAMED_SEGMENTS } from '../../../../src/protocol/people.ts';

const STEPS = [1.5, 3, 6] as const;
const REVENUES = [800, 400, 200, 100, 90, 80, 70, 60];
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

function landscape(told: { readonly points?: number; readonly cells?: number; readonly height?: LandscapeHeader['height'] } = {}) {
  const regions: RegionFigures[] = NAMED_SEGMENTS.map((rule, at) => ({
    ...{ rule, people: 10 + at, revenue: REVENUES[at] as number, answers: 0, satisfied: 0, atRisk: at, at: [0, 0] },
  }));
  const header: LandscapeHeader = {
    ...{ asOf: { epoch: 'e', seq: 1 }, judgedAt: null, height: told.height ?? 'revenue', steps: STEPS, people: 108, placed: 108 },
    ...{ x: { measure: 'lateness', from: -2.6, to: 3.1 }, z: { measure: 'frequency', from: -0.15, to: 5.05 } },
    ...{ perPoint: 1, total: 1800, revenue: 1800, chosen: [], suppressed: 0, regions, points: told.points ?? 0 },
  };
  const ground = new Float32Array(GROUND.width * GROUND.height);
  ground[1234] = told.cells ?? 0;
  return { header, ground };
}

/** What lies on the cells whose middle is in a part of the axes. */
function within(ground: Float32Array, isIn: (late: number, often: number) => boolean): number[] {
  const axes = toGround({ measure: 'lateness', from: -2.6, to: 3.1 }, { measure: 'frequency', from: -0.15, to: 5.05 });
  const found: number[] = [];
  for (let row = 0; row < GROUND.height; row++)
    for (let column = 0; column < GROUND.width; column++) {
      const x = ((column + 0.5) / GROUND.width - 0.5) * LAND.width * axes.sideX;
      const z = -((row + 0.5) / GROUND.height - 0.5) * LAND.depth * axes.sideZ;
      if (isIn(2 ** axisX(axes, x), 2 ** axisZ(axes, z))) found.push(ground[row * GROUND.width + column] as number);
    }
  return found;
}

describe('the land of a wall', () => {
  it('is told by blocks that lose nothing, each even and in its place', () => {
    const { ground, isBlocks } = toldGround(landscape());
    expect(isBlocks).toBe(true);
    expect(sum(ground)).toBeCloseTo(sum(REVENUES), 1);
    const champions = within(ground, (late, often) => late < 0.97 && often > 6.3);
    expect(Math.max(...champions) / Math.min(...champions)).toBeCloseTo(1, 4);
    // All but the cells that the border runs through, of which a share is theirs.
    expect(sum(champions) / 800).toBeGreaterThan(0.9);
    expect(sum(champions)).toBeLessThanOrEqual(800);
    expect(sum(within(ground, (late, often) => late > 2.06 && often > 6.3)) / 80).toBeGreaterThan(0.9);
  });

  it('names a block in its middle, and a hill where its money has its middle', () => {
    const { header } = landscape();
    const [champions] = header.regions as [RegionFigures];
    const axes = toGround(header.x, header.z);
    const [x, z] = namedAt(champions, header, true) as [number, number];
    expect(axisX(axes, x)).toBeCloseTo(-2.6 / 2);
    expect(axisZ(axes, z)).toBeCloseTo((5.05 + Math.log2(6)) / 2);
    const [hillX, hillZ] = namedAt(champions, header, false) as [number, number];
    expect([axisX(axes, hillX), axisZ(axes, hillZ)]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
    expect(namedAt({ ...champions, at: null }, header, true)).toBeNull();
  });

  it('rises by what was asked to rise', () => {
    expect(sum(toldGround(landscape({ height: 'customers' })).ground)).toBeCloseTo(108, 1);
    expect(sum(toldGround(landscape({ height: 'revenue_at_risk' })).ground)).toBeCloseTo(28, 1);
  });

  it('is the cells where they tell nearly all, and wherever people are shown', () => {
    const nearlyAll = landscape({ cells: 1700 });
    expect(toldGround(nearlyAll)).toEqual({ ground: nearlyAll.ground, isBlocks: false });
    expect(toldGround(landscape({ cells: 1500 })).isBlocks).toBe(true);
    const withPeople = landscape({ cells: 5, points: 3 });
    expect(toldGround(withPeople)).toEqual({ ground: withPeople.ground, isBlocks: false });
  });

  it('stays as it is over axes on which no segment has a place', () => {
    const { header, ground } = landscape();
    const other = { ground, header: { ...header, x: { measure: 'aov', from: 0, to: 8 } } };
    expect(toldGround(other).isBlocks).toBe(false);
  });
});
