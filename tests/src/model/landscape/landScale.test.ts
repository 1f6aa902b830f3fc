/** How high the land is drawn, and the line of those who are due. */
import { describe, expect, it } from 'vitest';
import { dueX, LAND, toGround } from '../../../../src/model/landscape/land.ts';
import { holdScale } from '../../../../src/model/landscape/landScale.ts';

describe('the scale of heights', () => {
  it('holds still while numbers move, and is another one for another question', () => {
    const first = holdScale(null, 'all', 1000);
    expect(first.scale.factor * 1000).toBeCloseTo(LAND.peak);
    expect(holdScale(first, 'all', 1900)).toBe(first);
    expect(holdScale(first, 'all', 10)).toBe(first);
    expect(holdScale(first, 'Brazil', 10).scale.factor * 10).toBeCloseTo(LAND.peak);
  });

  it('is measured when the first people come, and when the land has outgrown the picture', () => {
    const empty = holdScale(null, 'all', 0);
    expect(empty.scale.factor).toBe(0);
    const first = holdScale(empty, 'all', 20);
    expect(first.scale.factor * 20).toBeCloseTo(LAND.peak);
    const grown = holdScale(first, 'all', 20_000);
    expect(grown.scale.factor * 20_000).toBeCloseTo(LAND.peak);
  });
});

it('draws the line of those who are due where lateness runs from left to right, and nowhere else', () => {
  const [late, often] = [
    { measure: 'lateness', from: -2.6, to: 3.1 },
    { measure: 'frequency', from: -0.15, to: 5.05 },
  ] as const;
  const x = dueX(toGround(late, often)) ?? Number.NaN;
  expect(x).toBeGreaterThan(-LAND.width / 2);
  expect(x).toBeLessThan(LAND.width / 2);
  expect(dueX(toGround(often, late))).toBeNull();
  expect(dueX(toGround({ ...late, from: 1 }, often))).toBeNull();
});
