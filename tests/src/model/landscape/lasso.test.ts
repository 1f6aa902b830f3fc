/** From a line drawn by hand to a rule that takes whom the line surrounds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAND, landX, landZ, toGround } from '../../../../src/model/landscape/land.ts';
import { boxRule, lassoRule } from '../../../../src/model/landscape/lasso.ts';
import { outlineOf } from '../../../../src/model/landscape/regions.ts';
import { smoothed } from '../../../../src/model/outline.ts';
import { MOST_CORNERS, type PeopleRule, readRule, writeRule } from '../../../../src/protocol/people.ts';
import { createTest, isInside } from '../../../../src/protocol/peopleAxis.ts';

const GROUND = toGround({ measure: 'lateness', from: -2.6, to: 3.1 }, { measure: 'frequency', from: -0.15, to: 5.05 });
const STEPS = [2, 4, 8] as const;
const takes = (rule: PeopleRule, atX: number, atZ: number) =>
  createTest(rule, STEPS)((measure) => 2 ** (measure === 'lateness' ? atX : atZ));

/** A wobbly ring of many corners. */
function ring(x: number, z: number, radius: number, wobble: number): number[] {
  return Array.from({ length: 240 }, (_, at) => {
    const angle = (at / 240) * 2 * Math.PI;
    const far = radius * (1 + wobble * Math.sin(5 * angle));
    return [x + far * Math.cos(angle), z + far * Math.sin(angle)];
  }).flat();
}

describe('a lasso', () => {
  it('takes whom the drawn line surrounds, in few corners, and reads as it is written', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (x, z, radius) => {
          const drawn = ring(x, z, radius, 0.2);
          const rule = lassoRule(drawn, GROUND) as PeopleRule & { kind: 'lasso' };
          expect(rule.corners.length / 2).toBeLessThanOrEqual(MOST_CORNERS);
          const again = readRule(writeRule(rule));
          let differ = 0;
          for (let step = 0; step < 400; step++) {
            const [atX, atZ] = [-2.5 + 5.5 * ((step * 0.618) % 1), -0.1 + 5 * ((step * 0.414) % 1)];
            const isDrawn = isInside(drawn, landX(GROUND, atX), landZ(GROUND, atZ));
            if (takes(again, atX, atZ) !== isDrawn) differ++;
          }
          // Only who stands on the line itself may be judged otherwise.
          expect(differ).toBeLessThanOrEqual(6);
        },
      ),
      { seed: 4400, numRuns: 25 },
    );
  });

  it('that touches the edge takes along those who stand beyond', () => {
    const drawn = [-11, -2, -11, 3, -5, 3, -5, -2];
    const rule = lassoRule(drawn, GROUND) as PeopleRule;
    expect(takes(rule, 2, 2.5)).toBe(true);
    expect(takes(rule, 12, 2.5)).toBe(true);
    expect(takes(rule, -12, 2.5)).toBe(false);
  });

  it('around nothing is no rule', () => {
    expect(lassoRule([0, 0, 1, 1], GROUND)).toBe(null);
    expect(lassoRule([0, 0, 0.01, 0, 0.01, 0.01], GROUND)).toBe(null);
    expect(boxRule([0, 0], [0.01, 2], GROUND)).toBe(null);
  });

  it('as a rectangle is a box of thresholds, open where it touches the edge', () => {
    const rule = boxRule([-11, -6.3], [0, 0], GROUND) as PeopleRule & { kind: 'box' };
    const [late, often] = rule.sides;
    expect(late).toMatchObject({ measure: 'lateness', to: null });
    expect(late?.from).toBeCloseTo(2 ** 0.25, 2);
    expect(often).toMatchObject({ measure: 'frequency', to: null });
    expect(takes(rule, 3, 4)).toBe(true);
    expect(takes(rule, -1, 4)).toBe(false);
    expect(readRule(writeRule(rule))).toEqual({
      kind: 'box',
      sides: rule.sides.map((side) => ({ ...side, from: Number(side.from?.toPrecision(5)) })),
    });
  });

  it('is smooth through its corners', () => {
    const corners = [0, 0, 4, 0, 4, 4, 0, 4];
    const places = smoothed(corners, 8);
    expect(places.length).toBe(4 * 8 * 2);
    for (let corner = 0; corner < 4; corner++) {
      expect(places[corner * 16]).toBeCloseTo(corners[2 * corner] as number, 4);
      expect(places[corner * 16 + 1]).toBeCloseTo(corners[2 * corner + 1] as number, 4);
    }
    expect(places.every((place) => place > -1.5 && place < 5.5)).toBe(true);
  });
});

describe('an outline', () => {
  it('of a named segment lies on the land', () => {
    const outline = outlineOf(readRule('cantLose'), STEPS, GROUND) ?? [];
    expect(Math.min(...outline.filter((_, at) => at % 2 === 0))).toBeCloseTo(-LAND.width / 2);
    expect(Math.max(...outline.filter((_, at) => at % 2 === 0))).toBeCloseTo(landX(GROUND, 1));
    expect(Math.max(...outline.filter((_, at) => at % 2 === 1))).toBeCloseTo(landZ(GROUND, 3));
  });

  it('is none where the axes do not show the rule', () => {
    expect(outlineOf(readRule('box:revenue:100_'), STEPS, GROUND)).toBe(null);
    expect(outlineOf(readRule('lasso:recency:orders:1_1_2_2_3_1'), STEPS, GROUND)).toBe(null);
  });
});
