import { describe, expect, it } from 'vitest';
import { type Frame, type Occlusion, occlusionOf, type StandingColumns } from '../../../src/model/occlusion.ts';
import { EARTH_METRES, GLOBE_UNITS, type Projection, toGlobe, toScreen } from '../../../src/model/projection.ts';

type Point = readonly [number, number, number];
const WIDTH = 480;
const HEIGHT = 360;
const FRAME: Frame = { left: 0, top: 0, right: WIDTH, bottom: HEIGHT };

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const scaled = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by];
const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const unit = (a: Point): Point => scaled(a, 1 / Math.hypot(...a));
const cross = (a: Point, b: Point): Point => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

interface Eye extends Projection {
  readonly right: Point;
  readonly down: Point;
  readonly ahead: Point;
  readonly focal: number;
}

/** A camera that looks from `from` at `target`, with the pole up. */
function lookAt(from: Point, target: Point, focal: number): Eye {
  const ahead = unit(minus(target, from));
  const right = unit(cross(ahead, [0, 0, 1]));
  const down = cross(ahead, right);
  const row = (direction: Point, scale: number, centre: number): number[] => {
    const line = plus(scaled(direction, scale), scaled(ahead, centre));
    return [...line, -dot(line, from)];
  };
  const rows = [row(right, focal, WIDTH / 2), row(down, focal, HEIGHT / 2), [0, 0, 0, 0], row(ahead, 0, 1)];
  const matrix = [0, 1, 2, 3].flatMap((column) => rows.map((values) => values[column] as number));
  return { matrix, camera: from, right, down, ahead, focal };
}

/** A column in a frame of its own: east, north and up of its foot. */
interface Solid {
  readonly foot: Point;
  readonly axes: readonly [Point, Point, Point];
  readonly height: number;
}

function toSolid(columns: StandingColumns, slot: number): Solid {
  const foot = toGlobe(columns.positions[slot * 3] as number, columns.positions[slot * 3 + 1] as number, 0);
  const up = unit(foot);
  const east = unit(cross([0, 0, 1], up));
  const height = (((columns.shares[slot] as number) * columns.tallestMetres) / EARTH_METRES) * GLOBE_UNITS;
  return { foot, axes: [east, cross(up, east), up], height };
}

/** Every pixel of the screen asks every column and the globe where it meets them. */
function bruteForce(eye: Eye, columns: StandingColumns): Pick<Occlusion, 'hidden' | 'behindGlobe'> {
  const radius = (columns.radiusMetres / EARTH_METRES) * GLOBE_UNITS;
  const solids = Array.from(columns.values, (_, slot) => toSolid(columns, slot));
  const [whole, lost, sunk] = [solids, solids, solids].map(({ length }) => new Float64Array(length)) as [Counts, Counts, Counts];
  const from = eye.camera as unknown as Point;
  for (let y = 0.5; y < HEIGHT; y++) {
    for (let x = 0.5; x < WIDTH; x++) {
      const [u, v] = [(x - WIDTH / 2) / eye.focal, (y - HEIGHT / 2) / eye.focal];
      const along = unit(plus(eye.ahead, plus(scaled(eye.right, u), scaled(eye.down, v))));
      const hits = solids.map((solid) => meet(from, along, solid, radius));
      const [ground, first] = [meetGlobe(from, along), Math.min(...hits)];
      hits.forEach((reach, slot) => {
        if (reach === Infinity) return;
        count(whole, slot);
        if (ground < reach) count(sunk, slot);
        else if (first < reach) count(lost, slot);
      });
    }
  }
  let [value, hidden, behindGlobe] = [0, 0, 0];
  for (let slot = 0; slot < solids.length; slot++) {
    const [worth, all] = [columns.values[slot] as number, whole[slot] as number];
    if (all === 0) continue;
    value += worth;
    hidden += (worth * ((lost[slot] as number) + (sunk[slot] as number))) / all;
    behindGlobe += (worth * (sunk[slot] as number)) / all;
  }
  return { hidden: hidden / value, behindGlobe: behindGlobe / value };
}

type Counts = Float64Array;

function count(counts: Counts, slot: number): void {
  counts[slot] = (counts[slot] as number) + 1;
}

/** Written by another way than the model's: the line in the column's own frame. */
function meet(from: Point, along: Point, { foot, axes: [east, north, up], height }: Solid, radius: number): number {
  const [ox, oy, oz] = [from[0] - foot[0], from[1] - foot[1], from[2] - foot[2]];
  const [sx, sy] = [ox * east[0] + oy * east[1] + oz * east[2], ox * north[0] + oy * north[1] + oz * north[2]];
  const [dx, dy] = [dot(along, east), dot(along, north)];
  const [a, b, c] = [dx * dx + dy * dy, 2 * (sx * dx + sy * dy), sx * sx + sy * sy - radius * radius];
  const under = b * b - 4 * a * c;
  // A line that passes the endless tube passes the column.
  if (under < 0) return Infinity;
  const [sz, dz] = [ox * up[0] + oy * up[1] + oz * up[2], dot(along, up)];
  const cap = (height - sz) / dz;
  const ways = [(-b - Math.sqrt(under)) / (2 * a), (-b + Math.sqrt(under)) / (2 * a)].filter(
    (t) => sz + t * dz >= 0 && sz + t * dz <= height,
  );
  if ((sx + cap * dx) ** 2 + (sy + cap * dy) ** 2 <= radius * radius) ways.push(cap);
  return Math.min(Infinity, ...ways.filter((t) => t > 0));
}

function meetGlobe(from: Point, along: Point): number {
  const b = dot(from, along);
  const under = b * b - (dot(from, from) - (GLOBE_UNITS * 0.9995) ** 2);
  return under < 0 ? Infinity : -b - Math.sqrt(under);
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Columns of very unlike values around a point of the globe. */
function scatter(seed: number, count: number, spreadDegrees: number, tallestMetres: number, radiusMetres: number): StandingColumns {
  const random = createRandom(seed);
  const positions = Float64Array.from({ length: count * 3 }, (_, at) => (at % 3 === 2 ? 0 : (random() - 0.5) * spreadDegrees));
  const values = Float64Array.from({ length: count }, () => 5 + 95 * random() ** 3);
  const largest = Math.max(...values);
  return { positions, values, shares: values.map((value) => value / largest), tallestMetres, radiusMetres };
}

const overhead = toGlobe(0, 0, 0);
const tilted = lookAt(toGlobe(4, -16, 1_600_000), overhead, 500);
const low = lookAt(toGlobe(-12, -22, 900_000), overhead, 620);
const world = lookAt(toGlobe(20, 25, 9_000_000), [0, 0, 0], 300);

describe('the value that is hidden', () => {
  it.each([
    ['a few tall columns, tilted', tilted, scatter(1, 24, 16, 900_000, 50_000)],
    ['many that stand close, tilted', tilted, scatter(2, 60, 12, 500_000, 45_000)],
    ['many, seen from low above the ground', low, scatter(3, 50, 14, 500_000, 40_000)],
    ['those of the whole globe', world, scatter(4, 50, 150, 2_000_000, 90_000)],
  ] as const)('of %s is within two percent of a brute-force picture', (_, eye, columns) => {
    const [quick, exact] = [occlusionOf(eye, columns, FRAME), bruteForce(eye, columns)];
    expect(exact.hidden).toBeGreaterThan(0.03);
    expect(Math.abs(quick.hidden - exact.hidden)).toBeLessThan(0.02);
    expect(Math.abs(quick.behindGlobe - exact.behindGlobe)).toBeLessThan(0.02);
    expect(quick.behindColumns + quick.behindGlobe).toBeCloseTo(quick.hidden, 9);
  });

  const two = (values: readonly [number, number]): StandingColumns => ({
    positions: Float64Array.of(0, 0, 0, 0, 2, 0),
    values: Float64Array.from(values),
    shares: Float64Array.of(1, 0.2),
    tallestMetres: 900_000,
    radiusMetres: 60_000,
  });

  it('counts by value: a small column behind a large one hides little', () => {
    const behind = occlusionOf(tilted, two([99, 1]), FRAME);
    expect(behind.hidden).toBeLessThan(0.011);
    expect(occlusionOf(tilted, two([1, 99]), FRAME).hidden).toBeGreaterThan(behind.hidden);
  });

  it('is nothing where nothing stands, and outside what no panel leaves free', () => {
    expect(occlusionOf(tilted, two([0, 0]), FRAME)).toEqual({ hidden: 0, behindColumns: 0, behindGlobe: 0, outside: 0 });
    const [x] = toScreen(tilted, overhead);
    expect(occlusionOf(tilted, two([3, 1]), { ...FRAME, left: x + 100 }).outside).toBe(1);
  });

  it('looks less at columns outside of the view than at those in it', () => {
    const reads = (frame: Frame) => {
      let count = 0;
      const matrix = new Proxy(Array.from(tilted.matrix), {
        get(all, at) {
          count++;
          return Reflect.get(all, at);
        },
      });
      occlusionOf({ ...tilted, matrix }, scatter(2, 60, 12, 500_000, 45_000), frame, 1);
      return count;
    };
    const perColumn = reads({ ...FRAME, left: WIDTH * 50, right: WIDTH * 51 }) / 60;
    // Where a foot and a cap stand, each by the whole matrix at most.
    expect(perColumn).toBeLessThanOrEqual(2 * 16);
  });

  it('is all of a column on the far side of the globe', () => {
    const far = { ...two([1, 1]), positions: Float64Array.of(0, 0, 0, 179, 0, 0) };
    expect(occlusionOf(world, far, FRAME).behindGlobe).toBeCloseTo(0.5, 2);
  });
});
