/** Where things of the globe stand on the screen: projected columns, picking, the outline of the globe. */

/** What it takes to project: the globe has the radius of 256 units in a space whose origin is the centre of the earth. */
export interface Projection {
  /** Column-major 4x4 matrix from that space to CSS pixels, y down. */
  readonly matrix: ArrayLike<number>;
  /** Where the camera stands in that space. */
  readonly camera: ArrayLike<number>;
}

/** Radius of the globe in the space of a projection, and of the earth in metres. */
export const GLOBE_UNITS = 256;
export const EARTH_METRES = 6_370_972;
const RADIANS = Math.PI / 180;

type Point = readonly [number, number, number];

/** A place on or above the ground in the space of a projection. */
export function toGlobe(longitude: number, latitude: number, metres: number): Point {
  const radius = (metres / EARTH_METRES + 1) * GLOBE_UNITS;
  const across = Math.cos(latitude * RADIANS) * radius;
  return [Math.sin(longitude * RADIANS) * across, -Math.cos(longitude * RADIANS) * across, Math.sin(latitude * RADIANS) * radius];
}

/** Pixels of a point, and its depth: larger is farther from the camera. */
export function toScreen({ matrix }: Projection, [x, y, z]: Point): Point {
  const at = (row: number) => (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[8 + row] ?? 0) * z + (matrix[12 + row] ?? 0);
  const w = at(3);
  return [at(0) / w, at(1) / w, w];
}

/** Cosine between the upright of a point of the ground and the way to the camera: below 0 it is past the limb. */
export function facing({ camera }: Projection, [x, y, z]: Point): number {
  const [toX, toY, toZ] = [(camera[0] ?? 0) - x, (camera[1] ?? 0) - y, (camera[2] ?? 0) - z];
  return (x * toX + y * toY + z * toZ) / (Math.hypot(x, y, z) * Math.hypot(toX, toY, toZ));
}

/** Columns on the screen, aligned with `slots`: foot and cap in pixels, depth of the foot, cosine toward the camera, radius in pixels. */
export interface ScreenColumns {
  readonly slots: readonly number[];
  readonly footX: Float32Array;
  readonly footY: Float32Array;
  readonly capX: Float32Array;
  readonly capY: Float32Array;
  readonly depth: Float32Array;
  readonly facing: Float32Array;
  readonly radius: Float32Array;
}

export interface ColumnSolids {
  /** Longitude, latitude, 0 a slot. */
  readonly positions: Float64Array;
  /** Share of the tallest a slot. */
  readonly shares: Float32Array;
  readonly tallestMetres: number;
  readonly radiusMetres: number;
  /** Where radii differ: their shares of `radiusMetres` a slot. */
  readonly radii?: Float32Array | null;
}

/** Projects the columns of some slots. */
export function projectColumns(projection: Projection, solids: ColumnSolids, slots: readonly number[]): ScreenColumns {
  const count = slots.length;
  const [footX, footY, capX, capY] = [new Float32Array(count), new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  const [depth, towards, radius] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  const pixelsOfUnit = pixelScale(projection);
  slots.forEach((slot, at) => {
    const longitude = solids.positions[slot * 3] as number;
    const latitude = solids.positions[slot * 3 + 1] as number;
    const ground = toGlobe(longitude, latitude, 0);
    const foot = toScreen(projection, ground);
    const cap = toScreen(projection, toGlobe(longitude, latitude, (solids.shares[slot] as number) * solids.tallestMetres));
    [footX[at], footY[at], depth[at]] = foot;
    [capX[at], capY[at]] = cap;
    towards[at] = facing(projection, ground);
    const radiusMetres = solids.radiusMetres * (solids.radii?.[slot] ?? 1);
    radius[at] = ((radiusMetres / EARTH_METRES) * GLOBE_UNITS * pixelsOfUnit) / foot[2];
  });
  return { slots, footX, footY, capX, capY, depth, facing: towards, radius };
}

/** Pixels that one unit across the view takes at depth 1: the length of the matrix's x row, less the share of it that depth shifts. */
function pixelScale({ matrix }: Projection): number {
  const row = (at: number): Point => [matrix[at] ?? 0, matrix[4 + at] ?? 0, matrix[8 + at] ?? 0];
  const [x, w] = [row(0), row(3)];
  const shift = (x[0] * w[0] + x[1] * w[1] + x[2] * w[2]) / (w[0] ** 2 + w[1] ** 2 + w[2] ** 2);
  return Math.hypot(x[0] - shift * w[0], x[1] - shift * w[1], x[2] - shift * w[2]);
}

/** The slot whose column lies under a pixel, the nearest to the camera of several, or -1. `slackPixels` widens every column for the hand. */
export function pickColumn(columns: ScreenColumns, x: number, y: number, slackPixels: number): number {
  let best = -1;
  for (let at = 0; at < columns.slots.length; at++) {
    if ((columns.facing[at] as number) <= 0) continue;
    if (distanceToColumn(columns, at, x, y) > (columns.radius[at] as number) + slackPixels) continue;
    if (best < 0 || (columns.depth[at] as number) < (columns.depth[best] as number)) best = at;
  }
  return columns.slots[best] ?? -1;
}

function distanceToColumn(columns: ScreenColumns, at: number, x: number, y: number): number {
  const [footX, footY] = [columns.footX[at] as number, columns.footY[at] as number];
  const [upX, upY] = [(columns.capX[at] as number) - footX, (columns.capY[at] as number) - footY];
  const length = upX * upX + upY * upY;
  const along = length > 0 ? Math.max(0, Math.min(1, ((x - footX) * upX + (y - footY) * upY) / length)) : 0;
  return Math.hypot(x - footX - along * upX, y - footY - along * upY);
}

/** The outline of the globe on the screen: the box around it, pixels. */
export interface Silhouette {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const OUTLINE_POINTS = 72;

/** Box around the projected sphere; null when the camera stands too near for an outline to mean anything. */
export function globeSilhouette(projection: Projection): Silhouette | null {
  const camera: Point = [projection.camera[0] ?? 0, projection.camera[1] ?? 0, projection.camera[2] ?? 0];
  const distance = Math.hypot(...camera);
  if (distance <= GLOBE_UNITS * 1.02) return null;
  const [along, side, up] = frame(camera, distance);
  const ring = GLOBE_UNITS * Math.sqrt(1 - (GLOBE_UNITS / distance) ** 2);
  const depth = GLOBE_UNITS ** 2 / distance;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let step = 0; step < OUTLINE_POINTS; step++) {
    const [c, s] = [Math.cos((step / OUTLINE_POINTS) * 2 * Math.PI) * ring, Math.sin((step / OUTLINE_POINTS) * 2 * Math.PI) * ring];
    const [x, y, w] = toScreen(projection, [
      along[0] * depth + side[0] * c + up[0] * s,
      along[1] * depth + side[1] * c + up[1] * s,
      along[2] * depth + side[2] * c + up[2] * s,
    ]);
    if (w <= 0) return null;
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Three directions at right angles, the first toward the camera. */
function frame(camera: Point, distance: number): [Point, Point, Point] {
  const along: Point = [camera[0] / distance, camera[1] / distance, camera[2] / distance];
  const helper: Point = Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const side = unit(cross(helper, along));
  return [along, side, cross(along, side)];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(v: Point): Point {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}
