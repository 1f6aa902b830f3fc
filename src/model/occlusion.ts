/** How much of what the columns say cannot be seen from where the camera stands: behind other columns, or behind the globe. */
import { EARTH_METRES, GLOBE_UNITS, type Projection, toGlobe, toScreen } from './projection.ts';

type Point = readonly [number, number, number];

/** Columns as they stand: what each is worth is its weight in the figure. */
export interface StandingColumns {
  /** Longitude, latitude, 0 a slot. */
  readonly positions: ArrayLike<number>;
  /** Share of the tallest a slot. */
  readonly shares: ArrayLike<number>;
  /** Value a slot, in any unit; only positive ones count. */
  readonly values: ArrayLike<number>;
  readonly tallestMetres: number;
  readonly radiusMetres: number;
}

/** The part of the screen that no panel covers, CSS pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Shares of the value in view, 0-1, that the camera does not see; `outside` is the share of all value that stands outside the frame. */
export interface Occlusion {
  /** Behind columns or the globe, together. */
  readonly hidden: number;
  readonly behindColumns: number;
  readonly behindGlobe: number;
  readonly outside: number;
}

/** Most columns looked at, the most valuable first: the rest weigh nothing and cover nothing. */
const MOST_COLUMNS = 4000;
/** Sight lines of one figure, shared out by value: enough for a figure within two percent. */
const SIGHT_LINES = 16_000;
/** Most sight lines to one column, along and across it. */
const MOST_LINES = 400;
const CELL_PIXELS = 24;

/** One column in the space of a projection. */
interface Body {
  readonly value: number;
  readonly foot: Point;
  readonly up: Point;
  readonly height: number;
  /** Where foot and cap stand on the screen, with the larger radius there, pixels. */
  readonly footAt: Point;
  readonly capAt: Point;
  readonly radiusPixels: number;
}

/** A sight line from the camera through a pixel. */
export interface Ray {
  readonly from: Point;
  readonly along: Point;
}

/** Follows sight lines to each column, evenly over its silhouette, and counts those that meet something else first. `sightLines` trades exactness for time. */
export function occlusionOf(projection: Projection, columns: StandingColumns, frame: Frame, sightLines = SIGHT_LINES): Occlusion {
  const radius = (columns.radiusMetres / EARTH_METRES) * GLOBE_UNITS;
  const { inFrame, total } = toBodies(projection, columns, radius, frame);
  const value = inFrame.reduce((sum, body) => sum + body.value, 0);
  if (!(value > 0)) return { hidden: 0, behindColumns: 0, behindGlobe: 0, outside: total > 0 ? 1 : 0 };
  const near = gridOf(inFrame);
  let [behindColumns, behindGlobe] = [0, 0];
  for (const body of inFrame) {
    const lines = Math.max(4, Math.min(MOST_LINES, Math.round((body.value / value) * sightLines)));
    const seen = look(projection, body, radius, near, lines);
    behindColumns += body.value * seen.behindColumns;
    behindGlobe += body.value * seen.behindGlobe;
  }
  const outside = total > 0 ? (total - value) / total : 0;
  return {
    hidden: (behindColumns + behindGlobe) / value,
    behindColumns: behindColumns / value,
    behindGlobe: behindGlobe / value,
    outside,
  };
}

/** The columns in view, and what all are worth together; those outside are looked at no further. */
function toBodies(projection: Projection, columns: StandingColumns, radius: number, frame: Frame) {
  const inFrame: Body[] = [];
  let total = 0;
  for (const slot of worthiest(columns)) {
    const [longitude, latitude] = [columns.positions[slot * 3] as number, columns.positions[slot * 3 + 1] as number];
    const foot = toGlobe(longitude, latitude, 0);
    const up: Point = [foot[0] / GLOBE_UNITS, foot[1] / GLOBE_UNITS, foot[2] / GLOBE_UNITS];
    const height = (((columns.shares[slot] as number) * columns.tallestMetres) / EARTH_METRES) * GLOBE_UNITS;
    const [footAt, capAt] = [toScreen(projection, foot), toScreen(projection, add(foot, up, height))];
    // Behind the camera nothing is drawn.
    if (footAt[2] <= 0 || capAt[2] <= 0) continue;
    const value = columns.values[slot] as number;
    total += value;
    if (!isInFrame({ footAt, capAt }, frame)) continue;
    const radiusPixels = Math.max(pixelRadius(projection, foot, radius), pixelRadius(projection, add(foot, up, height), radius));
    inFrame.push({ value, foot, up, height, footAt, capAt, radiusPixels });
  }
  return { inFrame, total };
}

function worthiest({ values, shares }: StandingColumns): readonly number[] {
  const worths = new Float64Array(values.length);
  let count = 0;
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot] as number;
    if (value > 0 && (shares[slot] as number) > 0) worths[count++] = value;
  }
  const least = count > MOST_COLUMNS ? worthAt(worths.subarray(0, count), MOST_COLUMNS) : 0;
  const above: number[] = [];
  const equal: number[] = [];
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot] as number;
    if (!(value > 0 && value >= least && (shares[slot] as number) > 0)) continue;
    if (value > least) above.push(slot);
    else equal.push(slot);
  }
  return [...above, ...equal.slice(0, MOST_COLUMNS - above.length)];
}

/** The value that stands at a place of the largest, where the first is 1; puts the values in another order, not all of them in theirs. */
function worthAt(values: Float64Array, place: number): number {
  let [first, last] = [0, values.length - 1];
  const wanted = place - 1;
  while (first < last) {
    const pivot = values[(first + last) >> 1] as number;
    let [left, right] = [first, last];
    while (left <= right) {
      while ((values[left] as number) > pivot) left++;
      while ((values[right] as number) < pivot) right--;
      if (left > right) break;
      const value = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = value;
    }
    if (wanted <= right) last = right;
    else if (wanted >= left) first = left;
    else break;
  }
  return values[wanted] as number;
}

/** Pixels of a radius around a point, in whichever direction it is seen longest. */
function pixelRadius(projection: Projection, at: Point, radius: number): number {
  const middle = toScreen(projection, at);
  let longest = 0;
  for (const axis of [0, 1, 2]) {
    const moved: Point = [at[0] + (axis === 0 ? radius : 0), at[1] + (axis === 1 ? radius : 0), at[2] + (axis === 2 ? radius : 0)];
    const [x, y] = toScreen(projection, moved);
    longest = Math.max(longest, Math.hypot(x - middle[0], y - middle[1]));
  }
  // A direction between the axes may be seen longer than either of them.
  return longest * Math.SQRT2;
}

/** A column counts as in view when its middle is. */
function isInFrame({ footAt, capAt }: Pick<Body, 'footAt' | 'capAt'>, { left, top, right, bottom }: Frame): boolean {
  const [x, y] = [(footAt[0] + capAt[0]) / 2, (footAt[1] + capAt[1]) / 2];
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Looks up the columns whose silhouette may lie over a pixel. */
type Near = (x: number, y: number) => readonly Body[];

const NOBODY: readonly Body[] = [];

function gridOf(bodies: readonly Body[]): Near {
  const cells = new Map<number, Body[]>();
  const cellOf = (x: number, y: number) => Math.floor(x / CELL_PIXELS) + Math.floor(y / CELL_PIXELS) * 100_000;
  for (const body of bodies) {
    const { footAt, capAt, radiusPixels: reach } = body;
    const steps = Math.max(1, Math.ceil(Math.hypot(capAt[0] - footAt[0], capAt[1] - footAt[1]) / CELL_PIXELS));
    const taken = new Set<number>();
    for (let step = 0; step <= steps; step++) {
      const [x, y] = [footAt[0] + ((capAt[0] - footAt[0]) * step) / steps, footAt[1] + ((capAt[1] - footAt[1]) * step) / steps];
      for (let left = x - reach - CELL_PIXELS; left <= x + reach + CELL_PIXELS; left += CELL_PIXELS)
        for (let top = y - reach - CELL_PIXELS; top <= y + reach + CELL_PIXELS; top += CELL_PIXELS) taken.add(cellOf(left, top));
    }
    for (const cell of taken) {
      const held = cells.get(cell);
      if (held) held.push(body);
      else cells.set(cell, [body]);
    }
  }
  return (x, y) => cells.get(cellOf(x, y)) ?? NOBODY;
}

/** The shares of a column's silhouette that lie behind columns and behind the globe. */
function look(
  projection: Projection,
  body: Body,
  radius: number,
  near: Near,
  lines: number,
): { behindColumns: number; behindGlobe: number } {
  const { footAt, capAt, radiusPixels: reach } = body;
  const [acrossX, acrossY] = [capAt[0] - footAt[0], capAt[1] - footAt[1]];
  const length = Math.hypot(acrossX, acrossY);
  const [dirX, dirY] = length > 1e-6 ? [acrossX / length, acrossY / length] : [1, 0];
  const [tall, wide] = [length + 2 * reach, 2 * reach];
  const across = Math.max(2, Math.round(Math.sqrt((lines * wide) / tall)));
  const along = Math.max(2, Math.round(lines / across));
  let [all, columns, globe] = [0, 0, 0];
  for (let row = 0; row < along; row++) {
    for (let column = 0; column < across; column++) {
      // Rows stand half a step apart, so that sight lines do not fall in with a grid of columns.
      const u = ((row + 0.5) / along) * tall - reach;
      const v = ((column + (row % 2 === 0 ? 0.25 : 0.75)) / across - 0.5) * wide;
      const [x, y] = [footAt[0] + dirX * u - dirY * v, footAt[1] + dirY * u + dirX * v];
      const ray = rayThrough(projection, x, y);
      const own = reachOf(ray, body, radius);
      if (own === Infinity) continue;
      all++;
      if (hitsGlobe(ray, own)) globe++;
      else if (isCovered(ray, own, body, near(x, y), radius)) columns++;
    }
  }
  if (all > 0) return { behindColumns: columns / all, behindGlobe: globe / all };
  return lookAtCap(projection, body, radius, near);
}

/** A column too thin for any of its sight lines: its cap alone decides. */
function lookAtCap(projection: Projection, body: Body, radius: number, near: Near): { behindColumns: number; behindGlobe: number } {
  const { capAt } = body;
  const ray = rayThrough(projection, capAt[0], capAt[1]);
  const own = Math.min(reachOf(ray, body, radius), distanceTo(ray, add(body.foot, body.up, body.height)));
  if (hitsGlobe(ray, own)) return { behindColumns: 0, behindGlobe: 1 };
  return { behindColumns: isCovered(ray, own, body, near(capAt[0], capAt[1]), radius) ? 1 : 0, behindGlobe: 0 };
}

function isCovered(ray: Ray, own: number, body: Body, others: readonly Body[], radius: number): boolean {
  for (const other of others) if (other !== body && reachOf(ray, other, radius) < own) return true;
  return false;
}

/** The sight line through a pixel: where the planes of its x and its y meet. Its direction has the length 1. */
export function rayThrough({ matrix, camera }: Projection, x: number, y: number): Ray {
  const at = (row: number, column: number) => matrix[column * 4 + row] ?? 0;
  const a: Point = [at(0, 0) - x * at(3, 0), at(0, 1) - x * at(3, 1), at(0, 2) - x * at(3, 2)];
  const b: Point = [at(1, 0) - y * at(3, 0), at(1, 1) - y * at(3, 1), at(1, 2) - y * at(3, 2)];
  const line = cross(a, b);
  const ahead = line[0] * at(3, 0) + line[1] * at(3, 1) + line[2] * at(3, 2);
  const scale = Math.sign(ahead) / Math.hypot(line[0], line[1], line[2]);
  return {
    from: [camera[0] ?? 0, camera[1] ?? 0, camera[2] ?? 0],
    along: [line[0] * scale, line[1] * scale, line[2] * scale],
  };
}

/** How far along a sight line a column begins, in units of the globe; Infinity when it is missed. */
function reachOf({ from, along }: Ray, { foot, up, height }: Body, radius: number): number {
  const start: Point = [from[0] - foot[0], from[1] - foot[1], from[2] - foot[2]];
  const [rise, climb] = [dot(start, up), dot(along, up)];
  const side: Point = [start[0] - up[0] * rise, start[1] - up[1] * rise, start[2] - up[2] * rise];
  const turn: Point = [along[0] - up[0] * climb, along[1] - up[1] * climb, along[2] - up[2] * climb];
  const [a, b, c] = [dot(turn, turn), dot(side, turn), dot(side, side) - radius * radius];
  let nearest = Infinity;
  const root = b * b - a * c;
  if (a > 1e-12 && root >= 0) {
    const t = (-b - Math.sqrt(root)) / a;
    const level = rise + t * climb;
    if (t > 0 && level >= 0 && level <= height) nearest = t;
  }
  if (climb !== 0) {
    const t = (height - rise) / climb;
    if (t > 0 && t < nearest && a * t * t + 2 * b * t + c <= 0) nearest = t;
  }
  return nearest;
}

/** Whether a sight line meets the ground before `own`. */
function hitsGlobe({ from, along }: Ray, own: number): boolean {
  const b = dot(from, along);
  const root = b * b - (dot(from, from) - GROUND_UNITS * GROUND_UNITS);
  return root > 0 && -b - Math.sqrt(root) > 0 && -b - Math.sqrt(root) < own;
}

/** A little under the feet, so that the ground never hides the foot that stands on it. */
const GROUND_UNITS = GLOBE_UNITS * 0.9995;

function distanceTo({ from, along }: Ray, [x, y, z]: Point): number {
  return dot([x - from[0], y - from[1], z - from[2]], along);
}

function add(point: Point, direction: Point, length: number): Point {
  return [point[0] + direction[0] * length, point[1] + direction[1] * length, point[2] + direction[2] * length];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
