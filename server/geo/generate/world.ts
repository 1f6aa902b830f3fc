/**
 * `node --import tsx server/geo/generate/world.ts`: makes `public/geo/world.json`, what the first picture needs of the earth, out of
 * `countries.json` and `water.json`: the same countries, borders and coasts and the large lakes, as coarse as a view of whole continents can
 * tell. Lines that areas share stay shared.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeArcs } from '../../../src/protocol/arcText.ts';
import { ROOT } from '../../root.ts';

type Point = [number, number];
type Arcs = number | readonly Arcs[];

interface Shape {
  readonly type: string;
  readonly arcs?: readonly Arcs[];
  readonly geometries?: readonly Shape[];
  readonly id?: string;
  readonly properties?: unknown;
}

interface Topology {
  readonly objects: Readonly<Record<string, Shape>>;
  readonly arcs: readonly (readonly Point[])[];
  readonly transform: { readonly scale: Point; readonly translate: Point };
}

/** Corners that stand out less than this go, degrees: less than a pixel where the fine shapes are not yet fetched. */
const TOLERANCE = 0.085;
/** Of small lines less goes, as a share of their extent: the smallest country stays an area. */
const SMALL_SHARE = 0.08;
/** Areas smaller than this go (square degrees), where they are not all of a country; and lakes smaller than that. */
const LEAST_ISLAND = 0.06;
const LEAST_LAKE = 0.9;
/** Steps a degree. */
const STEPS = 40;

const folder = join(ROOT, 'public/geo');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Topology;
const arcs: Point[][] = [];
const land = coarse(read('countries.json'), ['countries', 'borders', 'coast'], LEAST_ISLAND, true);
const water = coarse(read('water.json'), ['lakes'], LEAST_LAKE, false);
const world = {
  type: 'Topology',
  transform: { scale: [1 / STEPS, 1 / STEPS], translate: [0, 0] },
  objects: { ...land, ...water },
  arcs: writeArcs(arcs.map(toSteps)),
};
writeFileSync(join(folder, 'world.json'), JSON.stringify(world));

/** Takes objects over with the lines they use, made coarse. `keepsAll`: the largest part of every shape stays, however small. */
function coarse(topology: Topology, names: readonly string[], least: number, keepsAll: boolean): Record<string, Shape> {
  const points = topology.arcs.map((arc) => toDegrees(arc, topology.transform));
  const numbers = new Map<number, number>();
  const renumber = (arc: number): number => {
    const own = arc < 0 ? ~arc : arc;
    const known = numbers.get(own) ?? arcs.push(simplified(points[own] as Point[])) - 1;
    numbers.set(own, known);
    return arc < 0 ? ~known : known;
  };
  const areaOf = (polygon: Arcs) => ringArea(((polygon as readonly Arcs[])[0] as readonly number[]).flatMap((arc) => lineOf(points, arc)));
  const large = (polygons: readonly Arcs[]): readonly Arcs[] => {
    const sized = polygons.map((polygon) => ({ polygon, area: areaOf(polygon) }));
    const most = Math.max(...sized.map(({ area }) => area));
    return sized.filter(({ area }) => area >= least || (keepsAll && area === most)).map(({ polygon }) => polygon);
  };
  const deep = (value: Arcs): Arcs => (typeof value === 'number' ? renumber(value) : value.map(deep));
  const take = (shape: Shape): Shape | null => {
    if (shape.geometries) return { ...shape, geometries: shape.geometries.map(take).filter((one) => one !== null) };
    if (shape.type === 'MultiLineString') {
      const lines = (shape.arcs ?? []).filter((line) => (line as readonly number[]).some((arc) => numbers.has(arc < 0 ? ~arc : arc)));
      return { ...shape, arcs: lines.map(deep) };
    }
    if (shape.arcs === undefined) return shape;
    const polygons = large(shape.type === 'MultiPolygon' ? shape.arcs : [shape.arcs]);
    if (polygons.length === 0) return null;
    // Names come with the points of places.
    return { type: 'MultiPolygon', ...(shape.id === undefined ? {} : { id: shape.id }), arcs: polygons.map(deep) };
  };
  return Object.fromEntries(names.map((name) => [name, take(topology.objects[name] as Shape) as Shape]));
}

function toDegrees(arc: readonly Point[], { scale, translate }: Topology['transform']): Point[] {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

/** The first point, then the way to each next; points that fall on the one before go, but for the last. */
function toSteps(line: readonly Point[]): Point[] {
  const steps = line.map(([x, y]): Point => [Math.round(x * STEPS), Math.round(y * STEPS)]);
  const kept = steps.filter(([x, y], at) => at === 0 || at === steps.length - 1 || x !== steps[at - 1]?.[0] || y !== steps[at - 1]?.[1]);
  return kept.map(([x, y], at) => (at === 0 ? [x, y] : [x - (kept[at - 1] as Point)[0], y - (kept[at - 1] as Point)[1]]));
}

function lineOf(points: readonly Point[][], arc: number): Point[] {
  return arc < 0 ? [...(points[~arc] as Point[])].reverse() : (points[arc] as Point[]);
}

function ringArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let at = 0; at < ring.length; at++) {
    const [[x, y], [nextX, nextY]] = [ring[at] as Point, ring[(at + 1) % ring.length] as Point];
    sum += x * nextY - nextX * y;
  }
  return Math.abs(sum) / 2;
}

/** Douglas-Peucker. A line that ends where it begins keeps the point farthest from there, so that it stays an area. */
function simplified(line: readonly Point[]): Point[] {
  const last = line.length - 1;
  const kept = new Set([0, last]);
  const tolerance = Math.min(TOLERANCE, SMALL_SHARE * extentOf(line));
  const isRing = distance(line[0] as Point, line[last] as Point) === 0;
  if (!isRing) keepBetween(0, last);
  else {
    const far = farthest(0, last, (at) => distance(line[0] as Point, line[at] as Point)).at;
    kept.add(far);
    for (const [from, to] of [[0, far] as const, [far, last] as const]) {
      keepBetween(from, to);
      const side = farthest(from, to, (at) => offset(line[at] as Point, line[from] as Point, line[to] as Point));
      if (side.at > from) kept.add(side.at);
    }
  }
  return line.filter((_, at) => kept.has(at));

  function farthest(from: number, to: number, measure: (at: number) => number): { at: number; by: number } {
    let found = { at: from, by: -1 };
    for (let at = from + 1; at < to; at++) if (measure(at) > found.by) found = { at, by: measure(at) };
    return found;
  }

  function keepBetween(from: number, to: number): void {
    const { at, by } = farthest(from, to, (middle) => offset(line[middle] as Point, line[from] as Point, line[to] as Point));
    if (by <= tolerance) return;
    kept.add(at);
    keepBetween(from, at);
    keepBetween(at, to);
  }
}

function extentOf(line: readonly Point[]): number {
  const spread = (axis: 0 | 1) => {
    const values = line.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return Math.max(spread(0), spread(1));
}

function distance([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.hypot(x - otherX, y - otherY);
}

/** How far a point stands from the line through two others. */
function offset([x, y]: Point, from: Point, to: Point): number {
  const length = distance(from, to);
  if (length === 0) return distance([x, y], from);
  return Math.abs((to[0] - from[0]) * (from[1] - y) - (from[0] - x) * (to[1] - from[1])) / length;
}
