/** One representative point and a frame for the camera for every area. */
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { areaOf, polygonsOf } from './shapes.ts';

export type Box = [west: number, south: number, east: number, north: number];

export interface Anchor {
  readonly lon: number;
  readonly lat: number;
  readonly bbox: Box;
}

/** Frames that no rule finds: the contiguous states without Alaska. */
const FRAMES: Readonly<Record<string, Box>> = { US: [-124.8, 24.4, -66.9, 49.4] };

/** The point lies inside the largest polygon; the box frames it and its near neighbours, east may exceed 180. */
export function anchorOf(id: string, area: Feature<Polygon | MultiPolygon>): Anchor {
  const polygons = polygonsOf(area)
    .map((rings) => ({ rings, box: boxOf(rings[0]!), size: areaOf(rings[0]!) }))
    .sort((a, b) => b.size - a.size);
  const main = polygons[0]!;
  const [lon, lat] = pointInside(main.rings, main.box);
  return { lon: round(lon > 180 ? lon - 360 : lon), lat: round(lat), bbox: FRAMES[id] ?? (frame(polygons).map(round) as Box) };
}

const round = (degrees: number) => Math.round(degrees * 1000) / 1000;

function boxOf(ring: Position[]): Box {
  const box: Box = [180 * 2, 90, -180 * 2, -90];
  for (const [lon, lat] of ring) {
    box[0] = Math.min(box[0], lon!);
    box[1] = Math.min(box[1], lat!);
    box[2] = Math.max(box[2], lon!);
    box[3] = Math.max(box[3], lat!);
  }
  return box;
}

/** Grows from the largest polygon over those that are near for its size, or large and not far. */
function frame(polygons: readonly { box: Box; size: number }[]): Box {
  const main = polygons[0]!;
  const reach = Math.max(main.box[2] - main.box[0], main.box[3] - main.box[1]);
  const box: Box = [...main.box];
  for (const { box: other, size } of polygons.slice(1)) {
    const gap = gapBetween(main.box, other);
    if ((gap < reach * 0.25 && size > main.size * 0.001) || (gap < reach * 1.2 && size > main.size * 0.2)) grow(box, other);
  }
  return box;
}

function gapBetween(a: Box, b: Box): number {
  return Math.hypot(Math.max(0, b[0] - a[2], a[0] - b[2]), Math.max(0, b[1] - a[3], a[1] - b[3]));
}

function grow(box: Box, other: Box): void {
  box[0] = Math.min(box[0], other[0]);
  box[1] = Math.min(box[1], other[1]);
  box[2] = Math.max(box[2], other[2]);
  box[3] = Math.max(box[3], other[3]);
}

/** The centre of gravity where it is well inside, else the point farthest from every edge, by a grid refined thrice. */
function pointInside(rings: Position[][], box: Box): [number, number] {
  const centre = centroid(rings[0]!);
  let [best, depth] = [centre, depthAt(centre, rings)];
  const own = depth;
  let window: Box = box;
  for (let round = 0; round < 3; round++) {
    const [dx, dy] = [(window[2] - window[0]) / 24, (window[3] - window[1]) / 24];
    for (let x = window[0] + dx / 2; x < window[2]; x += dx) {
      for (let y = window[1] + dy / 2; y < window[3]; y += dy) {
        const here = depthAt([x, y], rings);
        if (here > depth) [best, depth] = [[x, y], here];
      }
    }
    window = [best[0] - dx, best[1] - dy, best[0] + dx, best[1] + dy];
  }
  return own > depth * 0.55 ? centre : best;
}

function centroid(ring: Position[]): [number, number] {
  let [x, y, twice] = [0, 0, 0];
  for (let at = 1; at < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at - 1] as [number, number], ring[at] as [number, number]];
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
    twice += cross;
  }
  return twice === 0 ? (ring[0] as [number, number]) : [x / (3 * twice), y / (3 * twice)];
}

/** Distance in degrees to the nearest edge, negative outside. */
function depthAt([x, y]: [number, number], rings: Position[][]): number {
  const squash = Math.cos((y * Math.PI) / 180);
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at++) {
      const [[ax, ay], [bx, by]] = [ring[at - 1] as [number, number], ring[at] as [number, number]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      nearest = Math.min(nearest, distance((ax - x) * squash, ay - y, (bx - x) * squash, by - y));
    }
  }
  return inside ? nearest : -nearest;
}

/** From the origin to the segment. */
function distance(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
