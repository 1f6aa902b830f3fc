import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTravel, type Direction, type Travel } from '../../../src/model/travel.ts';

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down'];

/** Longitude, latitude by name. */
const PLACES = {
  fiji: [178, -17.8],
  samoa: [-172, -13.7],
  tonga: [-175, -20],
  newZealand: [172, -41],
  australia: [134, -25],
  brazil: [-53, -10],
  peru: [-75, -9],
  argentina: [-64, -34],
  chile: [-71, -35],
  germany: [10.4, 51.1],
  poland: [19.4, 52.1],
  france: [2.5, 46.6],
  norway: [9, 61],
  italy: [12.5, 42.8],
  southAfrica: [25, -29],
  unitedStates: [-98, 39],
  canada: [-106, 57],
  mexico: [-102, 23],
  japan: [138, 36],
  china: [104, 35],
} as const;
type Name = keyof typeof PLACES;
const NAMES = Object.keys(PLACES) as Name[];

function toPositions(points: readonly (readonly [number, number])[]): Float64Array {
  return Float64Array.from(points.flatMap(([longitude, latitude]) => [longitude, latitude, 0]));
}

function travelOver(points: readonly (readonly [number, number])[]): Travel {
  return createTravel(
    toPositions(points),
    points.map((_, slot) => slot),
  );
}

function reachable(travel: Travel, from: number): ReadonlySet<number> {
  const seen = new Set([from]);
  for (const slot of seen)
    for (const direction of DIRECTIONS) if (travel.next(slot, direction) >= 0) seen.add(travel.next(slot, direction));
  return seen;
}

const world = travelOver(NAMES.map((name) => PLACES[name]));
const go = (from: Name, direction: Direction) => NAMES[world.next(NAMES.indexOf(from), direction)] ?? null;

it('goes to the neighbour that a map shows in that direction', () => {
  expect([go('germany', 'right'), go('germany', 'left'), go('germany', 'up')]).toEqual(['poland', 'france', 'norway']);
  expect([go('brazil', 'left'), go('brazil', 'down'), go('mexico', 'up'), go('unitedStates', 'up')]).toEqual([
    'peru',
    'argentina',
    'unitedStates',
    'canada',
  ]);
});

it('crosses the antimeridian, and not the whole globe for want of a neighbour', () => {
  expect([go('fiji', 'right'), go('samoa', 'left')]).toEqual(['tonga', 'fiji']);
  const brazil = travelOver([
    [-60, -3],
    [-47, -3.1],
  ]);
  expect([brazil.next(0, 'left'), brazil.next(0, 'right'), brazil.next(1, 'right')]).toEqual([-1, 1, -1]);
});

it('reaches every place of the world from every other', () => {
  for (const slot of NAMES.keys()) expect(reachable(world, slot).size).toBe(NAMES.length);
});

it('reaches every place from every other, wherever they lie, and never stays where it is', () => {
  const point = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }));
  const crowd = fc.tuple(fc.constantFrom(-180, -60, 0, 179.9, 180), fc.constantFrom(-20, 0, 0.5, 48));
  fc.assert(
    fc.property(fc.array(fc.oneof(point, crowd), { minLength: 1, maxLength: 60 }), fc.nat(), (points, from) => {
      const travel = travelOver(points);
      expect(reachable(travel, from % points.length).size).toBe(points.length);
      for (const slot of points.keys())
        for (const direction of DIRECTIONS) expect(travel.next(slot, direction)).not.toBe(points.length > 1 ? slot : -2);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it('goes east by right and west by left, less than half way round', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -180, max: 179 }), fc.integer({ min: -60, max: 70 })), { minLength: 2, maxLength: 50 }),
      (points) => {
        const travel = travelOver(points);
        const east = (from: number, to: number) => ((((points[to]?.[0] ?? 0) - (points[from]?.[0] ?? 0)) % 360) + 360) % 360;
        for (const slot of points.keys()) {
          const [right, left] = [travel.next(slot, 'right'), travel.next(slot, 'left')];
          if (right >= 0) expect(east(slot, right)).toBeLessThanOrEqual(180);
          if (left >= 0) expect(east(left, slot)).toBeLessThanOrEqual(180);
          const [up, down] = [travel.next(slot, 'up'), travel.next(slot, 'down')];
          if (up >= 0) expect(points[up]?.[1]).toBeGreaterThan(points[slot]?.[1] ?? 0);
          if (down >= 0) expect(points[down]?.[1]).toBeLessThan(points[slot]?.[1] ?? 0);
        }
      },
    ),
    { seed: 11, numRuns: 200 },
  );
});

it('leaves out what cannot be travelled to', () => {
  const travel = createTravel(
    toPositions([
      [0, 0],
      [10, 0],
      [20, 0],
    ]),
    [0, 2],
  );
  expect([travel.next(0, 'right'), travel.next(2, 'left'), travel.next(1, 'left')]).toEqual([2, 0, -1]);
  expect(createTravel(new Float64Array(0), []).next(0, 'up')).toBe(-1);
});
