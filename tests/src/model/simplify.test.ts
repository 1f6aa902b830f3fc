import { describe, expect, it } from 'vitest';
import { insetRing, isInside, simplifyRing, spanOf } from '../../../src/model/simplify.ts';

const circle = (count: number, turn: 1 | -1): readonly (readonly [number, number])[] =>
  Array.from({ length: count + 1 }, (_, at) => [
    Math.cos((turn * (at % count) * 2 * Math.PI) / count),
    Math.sin((turn * (at % count) * 2 * Math.PI) / count),
  ]);

describe('plain outlines', () => {
  it('lose corners but never stray farther than the tolerance, and stay closed', () => {
    const ring = circle(360, 1);
    const plain = simplifyRing(ring, 0.02);
    expect(plain.length).toBeLessThan(40);
    expect(plain[0]).toEqual(plain.at(-1));
    for (const [x, y] of plain) expect(Math.hypot(x, y)).toBeCloseTo(1, 6);
  });

  it('stand back by a distance, whichever way they run', () => {
    for (const turn of [1, -1] as const)
      for (const [x, y] of insetRing(circle(60, turn), 0.1)) expect(Math.hypot(x, y)).toBeCloseTo(0.9, 2);
  });

  it('know their extent and what lies in them', () => {
    const ring = circle(60, 1);
    expect(spanOf(ring)).toBeCloseTo(2, 2);
    expect(isInside(0.5, 0.5, ring)).toBe(true);
    expect(isInside(0.9, 0.9, ring)).toBe(false);
  });
});
