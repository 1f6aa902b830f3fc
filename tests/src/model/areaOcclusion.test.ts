import { describe, expect, it } from 'vitest';
import { occlusionOfAreas, type StandingAreas } from '../../../src/model/areaOcclusion.ts';
import { EARTH_METRES, GLOBE_UNITS, type Projection, toGlobe } from '../../../src/model/projection.ts';

type Point = readonly [number, number, number];
type LngLat = readonly [number, number];
const SIZE = { width: 400, height: 300 };
const FRAME = { left: 0, top: 0, right: SIZE.width, bottom: SIZE.height };

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const plus = (a: Point, b: Point, by = 1): Point => [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by];
const unit = (a: Point): Point => plus([0, 0, 0], a, 1 / Math.hypot(...a));
const cross = (a: Point, b: Point): Point => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

interface Eye extends Projection {
  readonly from: Point;
  rayOf(x: number, y: number): Point;
}

/** A camera over the south that looks north at (0, latitude), tilted as far as it stands south of it. */
function eyeAt(south: number, metres: number, latitude: number): Eye {
  const [from, target, focal] = [toGlobe(0, south, metres), toGlobe(0, latitude, 0), 420];
  const ahead = unit(minus(target, from));
  const right = unit(cross(ahead, [0, 0, 1]));
  const down = cross(ahead, right);
  const row = (direction: Point, scale: number, centre: number) => {
    const line = plus(plus([0, 0, 0], direction, scale), ahead, centre);
    return [...line, -dot(line, from)];
  };
  const rows = [row(right, focal, SIZE.width / 2), row(down, focal, SIZE.height / 2), [0, 0, 0, 0], row(ahead, 0, 1)];
  return {
    matrix: [0, 1, 2, 3].flatMap((column) => rows.map((values) => values[column] as number)),
    camera: from,
    from,
    rayOf: (x, y) => unit(plus(plus(ahead, right, (x - SIZE.width / 2) / focal), down, (y - SIZE.height / 2) / focal)),
  };
}

function square(slot: number, west: number, south: number, size: number) {
  const along = Array.from({ length: size }, (_, step) => step);
  const ring: LngLat[] = [
    ...along.map((step): LngLat => [west + step, south]),
    ...along.map((step): LngLat => [west + size, south + step]),
    ...along.map((step): LngLat => [west + size - step, south + size]),
    ...along.map((step): LngLat => [west, south + size - step]),
  ];
  return { slot, polygon: [ring], west, south, size };
}

type Square = ReturnType<typeof square>;

function standing(squares: readonly Square[], shares: readonly number[], values = shares): StandingAreas {
  const positions = squares.flatMap(({ west, south, size }) => [west + size / 2, south + size / 2, 0]);
  return { areas: squares, positions, shares, values, tallestMetres: 500_000 };
}

/** Every sight line walks in small steps until it is in something; each square is also walked to alone. */
function marched(eye: Eye, squares: readonly Square[], shares: readonly number[]): number[] {
  const whole = squares.map(() => 0);
  const lost = squares.map(() => 0);
  for (let y = 2; y < SIZE.height; y += 3)
    for (let x = 2; x < SIZE.width; x += 12) {
      const along = eye.rayOf(x, y);
      const reached = squares.map(() => Number.POSITIVE_INFINITY);
      let ground = Number.POSITIVE_INFINITY;
      for (let way = 70; way < 330; way += 0.2) {
        const at = plus(eye.from, along, way);
        const radius = Math.hypot(...at);
        if (radius < GLOBE_UNITS) {
          ground = way;
          break;
        }
        const [longitude, latitude] = [(Math.atan2(at[0], -at[1]) * 180) / Math.PI, (Math.asin(at[2] / radius) * 180) / Math.PI];
        squares.forEach(({ west, south, size }, slot) => {
          const top = (((shares[slot] as number) * 500_000) / EARTH_METRES + 1) * GLOBE_UNITS;
          const isIn = radius < top && longitude > west && longitude < west + size && latitude > south && latitude < south + size;
          if (isIn && reached[slot] === Number.POSITIVE_INFINITY) reached[slot] = way;
        });
      }
      const first = Math.min(ground, ...reached);
      reached.forEach((way, slot) => {
        if (way === Number.POSITIVE_INFINITY) return;
        whole[slot] = (whole[slot] as number) + 1;
        if (way > first + 1e-9) lost[slot] = (lost[slot] as number) + 1;
      });
    }
  return whole.map((all, slot) => (lost[slot] as number) / Math.max(1, all));
}

describe('what raised areas hide', () => {
  const front = square(0, -4, 4, 8);
  const back = square(1, -3, 14, 6);

  it('is as much as sight lines say that walk through the scene', () => {
    const eye = eyeAt(-24, 2_400_000, 8);
    for (const shares of [
      [1, 0.6],
      [0.7, 0.2],
      [0.2, 1],
    ]) {
      const hidden = marched(eye, [front, back], shares);
      const weights = shares[0] as number;
      const expected =
        (weights * (hidden[0] as number) + (shares[1] as number) * (hidden[1] as number)) / (weights + (shares[1] as number));
      const found = occlusionOfAreas(eye, standing([front, back], shares), FRAME);
      expect(found.hidden).toBeCloseTo(expected, 1);
      expect(Math.abs(found.hidden - expected)).toBeLessThan(0.04);
      expect(found.outside).toBe(0);
    }
  });

  it('is something behind a high one and nothing behind a low one or seen from above', () => {
    const eye = eyeAt(-24, 2_400_000, 8);
    expect(occlusionOfAreas(eye, standing([front, back], [1, 0.1]), FRAME).behindColumns).toBeGreaterThan(0.03);
    expect(occlusionOfAreas(eye, standing([front, back], [0.02, 1]), FRAME).hidden).toBeLessThan(0.01);
    const above = eyeAt(8, 4_000_000, 9);
    expect(occlusionOfAreas(above, standing([front, back], [1, 0.6]), FRAME).hidden).toBeLessThan(0.05);
  });

  it('leaves out what stands outside of the frame, and says how much that is', () => {
    const eye = eyeAt(-24, 2_400_000, 8);
    const far = square(2, 90, 10, 5);
    const figure = occlusionOfAreas(eye, standing([front, back, far], [0.1, 0.1, 0.1]), FRAME);
    expect(figure.outside).toBeCloseTo(1 / 3, 5);
    expect(occlusionOfAreas(eye, standing([square(0, 90, 10, 5)], [1]), FRAME)).toMatchObject({
      hidden: 0,
      outside: 1,
    });
  });
});
