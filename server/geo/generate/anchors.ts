/** One representative point and a frame for the camera for every area. */
import { type Area, areaOf, type Box, boxOf, edgesOf, growBox, outerOf, type Pair, polygonsOf, type Ring } from './rings.ts';

export interface Anchor {
  readonly lon: number;
  readonly lat: number;
  readonly bbox: Box;
}

/** Frames that no rule finds: the contiguous states without Alaska. */
const FRAMES: Readonly<Record<string, Box>> = { US: [-124.8, 24.4, -66.9, 49.4] };

interface Part {
  readonly rings: readonly Ring[];
  readonly box: Box;
  readonly size: number;
}

/** The point lies inside the largest polygon; the box frames it and its near neighbours, east may exceed 180. Throws for an area without polygons. */
export function anchorOf(id: string, area: Area): Anchor {
  const [main, ...others] = polygonsOf(area)
    .map((rings) => ({ rings, box: boxOf(outerOf(rings)), size: areaOf(outerOf(rings)) }))
    .sort((a, b) => b.size - a.size);
  if (!main) throw new Error(`area without polygons: ${id}`);
  const [lon, lat] = pointInside(main);
  return { lon: round(lon > 180 ? lon - 360 : lon), lat: round(lat), bbox: FRAMES[id] ?? frame(main, others) };
}

const round = (degrees: number) => Math.round(degrees * 1000) / 1000;

/** Grows from the largest polygon over those that are near for its size, or large and not far. */
function frame(main: Part, others: readonly Part[]): Box {
  const reach = Math.max(main.box[2] - main.box[0], main.box[3] - main.box[1]);
  const box: Box = [...main.box];
  for (const { box: other, size } of others) {
    const gap = gapBetween(main.box, other);
    if ((gap < reach * 0.25 && size > main.size * 0.001) || (gap < reach * 1.2 && size > main.size * 0.2)) growBox(box, other);
  }
  return [round(box[0]), round(box[1]), round(box[2]), round(box[3])];
}

function gapBetween(a: Box, b: Box): number {
  return Math.hypot(Math.max(0, b[0] - a[2], a[0] - b[2]), Math.max(0, b[1] - a[3], a[1] - b[3]));
}

/** The centre of gravity where it is well inside, else the point farthest from every edge, by a grid refined thrice. */
function pointInside({ rings, box }: Part): Pair {
  const centre = centroid(outerOf(rings));
  const edges = rings.flatMap(edgesOf);
  const own = depthAt(centre, edges);
  let [best, depth, window] = [centre, own, box];
  for (let pass = 0; pass < 3; pass++) {
    const [dx, dy] = [(window[2] - window[0]) / 24, (window[3] - window[1]) / 24];
    for (let x = window[0] + dx / 2; x < window[2]; x += dx) {
      for (let y = window[1] + dy / 2; y < window[3]; y += dy) {
        const here = depthAt([x, y], edges);
        if (here > depth) [best, depth] = [[x, y], here];
      }
    }
    window = [best[0] - dx, best[1] - dy, best[0] + dx, best[1] + dy];
  }
  return own > depth * 0.55 ? centre : best;
}

function centroid(ring: Ring): Pair {
  let [x, y, twice] = [0, 0, 0];
  for (const [[ax, ay], [bx, by]] of edgesOf(ring)) {
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
    twice += cross;
  }
  return [x / (3 * twice), y / (3 * twice)];
}

/** Distance in degrees to the nearest edge, negative outside. */
function depthAt([x, y]: Pair, edges: readonly [Pair, Pair][]): number {
  const squash = Math.cos((y * Math.PI) / 180);
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [[ax, ay], [bx, by]] of edges) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    nearest = Math.min(nearest, distance((ax - x) * squash, ay - y, (bx - x) * squash, by - y));
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
