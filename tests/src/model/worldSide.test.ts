import { describe, expect, it } from 'vitest';
import { FIRST_SIDE, sideOf } from '../../../src/model/worldSide.ts';

const BERLIN = [13.4, 52.5];
const CHICAGO = [-87.6, 41.9];
const SYDNEY = [151.2, -33.9];
const TOKYO = [139.7, 35.7];
const SUVA = [178.4, -18.1];
const APIA = [-171.8, -13.8];

function side(...columns: readonly (readonly [place: readonly number[], share: number])[]) {
  const positions = Float64Array.from(columns.flatMap(([[longitude = 0, latitude = 0]]) => [longitude, latitude, 0]));
  return sideOf(
    positions,
    Float32Array.from(columns, ([, share]) => share),
  );
}

describe('the side of the globe that is shown', () => {
  it.each([
    ['nothing stands', []],
    ['nothing has a value', [[TOKYO, 0]]],
    [
      'they stand on both shores of the Atlantic',
      [
        [BERLIN, 1],
        [CHICAGO, 1],
      ],
    ],
    [
      'few stand elsewhere',
      [
        [CHICAGO, 1],
        [BERLIN, 1],
        [SYDNEY, 0.2],
      ],
    ],
  ] as const)('is the first one when %s', (_, columns) => {
    expect(side(...columns)).toBe(FIRST_SIDE);
  });

  it('is that of the columns when they stand on its limb or behind it', () => {
    expect(side([SYDNEY, 1]).longitude).toBeCloseTo(151.2);
    expect(side([SYDNEY, 1]).latitude).toBeCloseTo(-33.9 * 0.4);
    const between = side([TOKYO, 1], [SYDNEY, 1], [CHICAGO, 0.01]);
    expect(between.longitude).toBeGreaterThan(139.7);
    expect(between.longitude).toBeLessThan(151.2);
  });

  it('is that of one part of the globe when all of them stand there', () => {
    expect(side([CHICAGO, 1]).longitude).toBeCloseTo(-87.6);
    expect(side([BERLIN, 1], [CHICAGO, 0.01]).longitude).toBeCloseTo(13, 0);
  });

  it('is found across the antimeridian', () => {
    expect(Math.abs(side([SUVA, 1], [APIA, 1]).longitude)).toBeGreaterThan(171);
  });
});
