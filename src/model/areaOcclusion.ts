/** How much of what raised areas say cannot be seen from where the camera stands: every area is drawn into a small picture of depths. */
import { type Frame, type Occlusion, type Ray, rayThrough } from './occlusion.ts';
import { EARTH_METRES, facing, GLOBE_UNITS, type Projection, toGlobe, toScreen } from './projection.ts';

type LngLat = readonly [number, number];

/** One part of a place: islands of one place share its slot. */
export interface RaisedArea {
  readonly slot: number;
  /** Outer ring first, then holes, degrees. */
  readonly polygon: readonly (readonly LngLat[])[];
}

/** Areas as they stand: what each slot is worth is its weight in the figure. */
export interface StandingAreas {
  readonly areas: readonly RaisedArea[];
  /** Longitude, latitude, 0 a slot: where a place counts as being in view. */
  readonly positions: ArrayLike<number>;
  /** Share of the tallest a slot. */
  readonly shares: ArrayLike<number>;
  /** Value a slot, in any unit; only positive ones count. */
  readonly values: ArrayLike<number>;
  readonly tallestMetres: number;
}

/** CSS pixels of one point of the picture, larger where the view is. */
const POINT_PIXELS = 2;
const MOST_POINTS_ACROSS = 640;
/** Points of one surface meet those of its neighbour within this share of their distance. */
const SAME_DEPTH = 1e-4;

/** The figure of raised areas, as {@link Occlusion} is for columns. `coarser` (1 or more) trades exactness for time. */
export function occlusionOfAreas(projection: Projection, standing: StandingAreas, frame: Frame, coarser = 1): Occlusion {
  const picture = createPicture(projection, frame, coarser);
  const slots = worthySlots(standing);
  const inFrame = slots.filter((slot) => isInFrame(projection, standing, slot, frame));
  const worthOf = (slot: number) => standing.values[slot] as number;
  const sumOf = (some: readonly number[]) => some.reduce((sum, slot) => sum + worthOf(slot), 0);
  const [total, value] = [sumOf(slots), sumOf(inFrame)];
  const outside = total > 0 ? (total - value) / total : 0;
  if (!(value > 0)) return { hidden: 0, behindColumns: 0, behindGlobe: 0, outside: total > 0 ? 1 : 0 };
  const bySlot = new Map<number, RaisedArea[]>();
  for (const area of standing.areas) bySlot.set(area.slot, [...(bySlot.get(area.slot) ?? []), area]);
  const drawn = slots.map((slot) => ({ slot, points: picture.draw(bySlot.get(slot) ?? [], heightOf(standing, slot)) }));
  const counted = new Set(inFrame);
  let [behindColumns, behindGlobe] = [0, 0];
  for (const { slot, points } of drawn) {
    if (!counted.has(slot)) continue;
    const seen = picture.see(points);
    behindColumns += worthOf(slot) * seen.behindAreas;
    behindGlobe += worthOf(slot) * seen.behindGlobe;
  }
  return {
    hidden: (behindColumns + behindGlobe) / value,
    behindColumns: behindColumns / value,
    behindGlobe: behindGlobe / value,
    outside,
  };
}

function worthySlots({ values, shares }: StandingAreas): readonly number[] {
  return Array.from({ length: values.length }, (_, slot) => slot).filter(
    (slot) => (values[slot] as number) > 0 && (shares[slot] as number) > 0,
  );
}

function heightOf({ shares, tallestMetres }: StandingAreas, slot: number): number {
  return (shares[slot] as number) * tallestMetres;
}

/** A place counts as in view when the middle between its anchor's ground and cap is. */
function isInFrame(projection: Projection, standing: StandingAreas, slot: number, { left, top, right, bottom }: Frame): boolean {
  const [longitude, latitude] = [standing.positions[slot * 3] as number, standing.positions[slot * 3 + 1] as number];
  const [x, y, depth] = toScreen(projection, toGlobe(longitude, latitude, heightOf(standing, slot) / 2));
  return depth > 0 && x >= left && x <= right && y >= top && y <= bottom;
}

/** The nearest point of one place at each point of the picture that it covers. */
type Points = ReadonlyMap<number, number>;

interface Picture {
  /** Draws the parts of one place into the picture; gives what they cover when nothing stands before them. */
  draw(areas: readonly RaisedArea[], metres: number): Points;
  /** Once all is drawn: the shares of a place that lie behind others and behind the globe. */
  see(points: Points): { readonly behindAreas: number; readonly behindGlobe: number };
}

function createPicture(projection: Projection, frame: Frame, coarser: number): Picture {
  const step = coarser * Math.max(POINT_PIXELS, (frame.right - frame.left) / MOST_POINTS_ACROSS);
  const columns = Math.max(1, Math.ceil((frame.right - frame.left) / step));
  const rows = Math.max(1, Math.ceil((frame.bottom - frame.top) / step));
  const nearest = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  const rays = new Map<number, Ray>();

  /** The sight line through a point of the picture. */
  function rayOf(point: number): Ray {
    const known = rays.get(point);
    if (known) return known;
    const [x, y] = [frame.left + ((point % columns) + 0.5) * step, frame.top + (Math.floor(point / columns) + 0.5) * step];
    const ray = rayThrough(projection, x, y);
    rays.set(point, ray);
    return ray;
  }

  /** Into the grid of the picture. */
  function place([longitude, latitude]: LngLat, metres: number): Corner {
    const at = toGlobe(longitude, latitude, metres);
    const [x, y, depth] = toScreen(projection, at);
    return { x: (x - frame.left) / step, y: (y - frame.top) / step, isSeen: depth > 0 && facing(projection, at) > 0 };
  }

  function put(points: Map<number, number>, column: number, row: number, reach: (ray: Ray) => number): void {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    const point = row * columns + column;
    const depth = reach(rayOf(point));
    if (!(depth < (points.get(point) ?? Number.POSITIVE_INFINITY))) return;
    points.set(point, depth);
    if (depth < (nearest[point] as number)) nearest[point] = depth;
  }

  return {
    draw(areas, metres) {
      const points = new Map<number, number>();
      const radius = (metres / EARTH_METRES + 1) * GLOBE_UNITS;
      for (const { polygon } of areas) {
        const caps = polygon.map((ring) => ring.map((corner) => place(corner, metres)));
        fill(caps, rows, (column, row) => put(points, column, row, (ray) => reachOfSphere(ray, radius)));
        polygon.forEach((ring, at) => {
          for (const wall of wallsOf(ring, caps[at] ?? [], (corner) => place(corner, 0)))
            fill([wall.outline], rows, (column, row) => put(points, column, row, (ray) => reachOfWall(ray, wall.from, wall.to)));
        });
      }
      return points;
    },
    see(points) {
      let [areas, globe] = [0, 0];
      for (const [point, depth] of points) {
        if (reachOfSphere(rayOf(point), GROUND_UNITS) < depth) globe++;
        else if ((nearest[point] as number) < depth * (1 - SAME_DEPTH)) areas++;
      }
      const all = Math.max(1, points.size);
      return { behindAreas: areas / all, behindGlobe: globe / all };
    },
  };
}

interface Corner {
  readonly x: number;
  readonly y: number;
  /** Not past the limb, where nothing is drawn right. */
  readonly isSeen: boolean;
}

/** A little under the feet, so that the ground never hides what stands on it. */
const GROUND_UNITS = GLOBE_UNITS * 0.9995;

interface Wall {
  readonly outline: readonly Corner[];
  readonly from: LngLat;
  readonly to: LngLat;
}

function* wallsOf(ring: readonly LngLat[], caps: readonly Corner[], toFoot: (corner: LngLat) => Corner): Generator<Wall> {
  const feet = ring.map(toFoot);
  for (let at = 0; at < ring.length; at++) {
    const next = (at + 1) % ring.length;
    const outline = [feet[at], feet[next], caps[next], caps[at]] as readonly Corner[];
    yield { outline, from: ring[at] as LngLat, to: ring[next] as LngLat };
  }
}

/** Calls `put` for every point whose middle lies within rings, even-odd; rings that go past the limb are left out. */
function fill(rings: readonly (readonly Corner[])[], rows: number, put: (column: number, row: number) => void): void {
  const shown = rings.filter((ring) => ring.length > 2 && ring.every(({ isSeen }) => isSeen));
  const heights = shown.flatMap((ring) => ring.map(({ y }) => y));
  const [first, last] = [Math.max(0, Math.floor(least(heights))), Math.min(rows - 1, Math.ceil(-least(heights.map((y) => -y))))];
  for (let row = first; row <= last; row++) {
    const crossings = shown.flatMap((ring) => crossingsOf(ring, row + 0.5)).sort((one, other) => one - other);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const to = Math.ceil((crossings[at + 1] as number) - 0.5);
      for (let column = Math.max(0, Math.ceil((crossings[at] as number) - 0.5)); column < to; column++) put(column, row);
    }
  }
}

function least(values: readonly number[]): number {
  return values.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);
}

function crossingsOf(ring: readonly Corner[], y: number): readonly number[] {
  const found: number[] = [];
  ring.forEach((from, at) => {
    const to = ring[(at + 1) % ring.length] as Corner;
    if (from.y > y !== to.y > y) found.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
  });
  return found;
}

/** How far along a sight line a sphere around the middle of the earth begins; Infinity when it is missed. */
function reachOfSphere({ from, along }: Ray, radius: number): number {
  const b = dot(from, along);
  const root = b * b - (dot(from, from) - radius * radius);
  const reach = root < 0 ? Number.POSITIVE_INFINITY : -b - Math.sqrt(root);
  return reach > 0 ? reach : Number.POSITIVE_INFINITY;
}

/** How far along a sight line the upright plane through two points of the ground lies. */
function reachOfWall({ from, along }: Ray, start: LngLat, end: LngLat): number {
  const [a, b] = [toGlobe(start[0], start[1], 0), toGlobe(end[0], end[1], 0)];
  const normal: Three = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const reach = -dot(from, normal) / dot(along, normal);
  return reach > 0 ? reach : Number.POSITIVE_INFINITY;
}

type Three = readonly [number, number, number];

function dot(a: Three, b: Three): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
