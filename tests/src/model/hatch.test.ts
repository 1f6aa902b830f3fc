import { describe, expect, it } from 'vitest';
import { hatchLines } from '../../../src/model/hatch.ts';

const METRES_A_DEGREE = 111_195;

describe('hatching', () => {
  it.each([0, 55, -70])('fills a round disc on the ground at latitude %d', (latitude) => {
    const lines = hatchLines([[10, latitude]], 50_000);
    const radii = lines.flatMap(({ from, to }) =>
      [from, to].map(([east, north]) => {
        const across = (east - 10) * Math.cos((latitude * Math.PI) / 180);
        return Math.hypot(across, north - latitude) * METRES_A_DEGREE;
      }),
    );
    expect(lines).toHaveLength(5);
    for (const radius of radii) expect(radius).toBeCloseTo(50_000, -1);
  });
});
