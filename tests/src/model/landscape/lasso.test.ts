/** From a line drawn by hand to a rule that takes whom the line surrounds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAND, landX, landZ, standX, standZ, stoodX, stoodZ, toGround } from '../../../../src/model/landscape/land.ts';
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
            const isDrawn = isInside(drawn, standX(GROUND, atX), standZ(GROUND, atZ));
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

  it('takes those who are drawn within it also on the shore, where the land holds whom it does not reach', () => {
    // Aslant from the middle to the left edge and back along it, and a short line within the shore.
    for (const drawn of [
      [-5, -5, -11, 2, -11, 5, -3, 0],
      [-9.6, -4, -9.6, 4, -10.5, 4, -10.5, -4],
      [2, 5.4, 9, 5.9, 10.4, 6.1, 10.6, 5.2, 3, 4],
    ]) {
      const rule = readRule(writeRule(lassoRule(drawn, GROUND) as PeopleRule));
      let [differ, inside] = [0, 0];
      for (let step = 0; step < 4000; step++) {
        const [x, z] = [LAND.width * (((step * 0.618) % 1) - 0.5), LAND.depth * (((step * 0.414) % 1) - 0.5)];
        const isDrawn = isInside(drawn, x, z);
        if (isDrawn) inside++;
        if (takes(rule, stoodX(GROUND, x), stoodZ(GROUND, z)) !== isDrawn) differ++;
      }
      expect(inside).toBeGreaterThan(50);
      expect(differ).toBeLessThan(0.08 * inside);
    }
  });

  it('as a rectangle ends where its side is drawn, on the shore, too', () => {
    const rule = boxRule([-10.4, -3], [-2, 3], GROUND) as PeopleRule & { kind: 'box' };
    const [late] = rule.sides;
    expect(standX(GROUND, Math.log2(late?.to ?? 0))).toBeCloseTo(-10.4, 2);
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

  it('as a rectangle over whole numbers takes all of each whose people stand in it, who stand side by side up to the next', () => {
    const scores = toGround({ measure: 'recencyScore', from: 0.4, to: 5.6 }, { measure: 'orders', from: -0.15, to: 5.05 });
    const sidesOf = (from: readonly [number, number], to: readonly [number, number]) => {
      const corner = ([x, z]: readonly [number, number]) => [standX(scores, x), standZ(scores, Math.log2(z))] as const;
      const rule = boxRule(corner(from), corner(to), scores) as PeopleRule & { kind: 'box' };
      return rule.sides.map((side) => [side.from, side.to]);
    };
    // Around those of score 4, who stand from 4 up to nearly 5, and of two orders and three.
    expect(sidesOf([4.1, 2.1], [4.95, 3.9])).toEqual([
      [4, 5],
      [2, 4],
    ]);
    expect(sidesOf([2.8, 1.6], [4.2, 5])).toEqual([
      [3, 4],
      [2, 5],
    ]);
    // Amid those of one score.
    expect(sidesOf([4.1, 2.1], [4.35, 3.9])).toEqual([
      [4, 5],
      [2, 4],
    ]);
  });

  it('as a rectangle from the edge of the land over a part of those with the fewest takes them, not nobody', () => {
    const ground = toGround({ measure: 'contacts', from: -0.3, to: 4.3 }, { measure: 'frequencyScore', from: 0.4, to: 5.6 });
    const sidesOf = (contacts: number, score: number) => {
      const rule = boxRule([-11, 6.3], [standX(ground, contacts), standZ(ground, score)], ground) as PeopleRule & { kind: 'box' };
      return rule.sides.map((side) => [side.from, side.to]);
    };
    expect(sidesOf(0.4, 1.4)).toEqual([
      [null, 1],
      [null, 2],
    ]);
    expect(sidesOf(1.2, 3.6)).toEqual([
      [null, 1],
      [null, 4],
    ]);
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

  it('parts those who are drawn on either side of it, on the shore as elsewhere', () => {
    const side = (rule: string) => (outlineOf(readRule(rule), STEPS, GROUND) ?? []).filter((_, at) => at % 2 === 1);
    const once = Math.min(...side('box:frequency:_1'));
    expect(standZ(GROUND, Math.log2(1.02))).toBeLessThan(once);
    expect(standZ(GROUND, Math.log2(0.98))).toBeGreaterThan(once);
    expect(Math.max(...side('box:frequency:_1'))).toBeCloseTo(LAND.depth / 2);
    const late = outlineOf(readRule('lasso:lateness:frequency:8_1_16_1_16_4_8_4'), STEPS, GROUND) ?? [];
    expect(late[0]).toBeCloseTo(standX(GROUND, 3));
    expect(late[2]).toBeCloseTo(standX(GROUND, 4));
  });

  it('is none where the axes do not show the rule', () => {
    expect(outlineOf(readRule('box:revenue:100_'), STEPS, GROUND)).toBe(null);
    expect(outlineOf(readRule('lasso:recency:orders:1_1_2_2_3_1'), STEPS, GROUND)).toBe(null);
  });
});
