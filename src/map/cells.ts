/** Where H3 cells lie: their corners, neighbours and points inside. Fetched when hexagons are first shown, with h3-js. */
import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import type { Bounds } from '../model/camera.ts';
import type { LngLat } from '../model/layout.ts';
import { EARTH_METRES } from '../model/projection.ts';

const RADIANS = Math.PI / 180;
const CORNERS = 6;
/** Numbers that {@link cornersOf} gives for one cell: east and north of six corners. */
export const CORNER_NUMBERS = CORNERS * 2;
/** Customers keep this share of the way from the middle of their hexagon to its edge. */
const SPREAD = 0.86;

export function cellCentre(cell: string): LngLat {
  const [latitude, longitude] = cellToLatLng(cell);
  return [longitude, latitude];
}

/** The cell of a resolution in which a point lies. */
export function cellAt([longitude, latitude]: LngLat, resolution: number): string {
  return latLngToCell(latitude, longitude, resolution);
}

/** The outline of a cell, not closed; longitudes run on past 180 where it crosses the antimeridian. */
export function cellRing(cell: string): readonly LngLat[] {
  const [centre] = cellCentre(cell);
  return cellToBoundary(cell).map(([latitude, longitude]) => [centre + turn(longitude - centre), latitude]);
}

export function cellBounds(cell: string): Bounds {
  const ring = cellRing(cell);
  const [longitudes, latitudes] = [ring.map(([longitude]) => longitude), ring.map(([, latitude]) => latitude)];
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

/** Writes the six corners of a cell as metres east and north of its centre on the ground touching it there; a pentagon repeats one. */
export function cornersOf(cell: string, centre: LngLat, into: Float32Array): void {
  const ring = sixOf(touching(centre, cellToBoundary(cell)));
  for (let corner = 0; corner < CORNERS; corner++) {
    const [east, north] = ring[corner] as Corner;
    into[corner * 2] = east;
    into[corner * 2 + 1] = north;
  }
}

/** Metres east and north of a centre, seen along its upright, of points given as latitude and longitude. */
function touching([longitude, latitude]: LngLat, points: readonly (readonly [number, number])[]): readonly Corner[] {
  const [sinAt, cosAt] = [Math.sin(latitude * RADIANS), Math.cos(latitude * RADIANS)];
  return points.map(([north, east]) => {
    const [turned, sinTo, cosTo] = [(east - longitude) * RADIANS, Math.sin(north * RADIANS), Math.cos(north * RADIANS)];
    return [EARTH_METRES * cosTo * Math.sin(turned), EARTH_METRES * (cosAt * sinTo - sinAt * cosTo * Math.cos(turned))];
  });
}

type Corner = readonly [number, number];

/** Cells on the edges of H3's icosahedron have corners more, nearly on a line: those go. Pentagons have one less: it comes twice. */
function sixOf(ring: readonly Corner[]): readonly Corner[] {
  if (ring.length === CORNERS) return ring;
  const kept = [...ring];
  while (kept.length > CORNERS) kept.splice(flattest(kept), 1);
  while (kept.length < CORNERS) kept.push(kept[0] as Corner);
  return kept;
}

function flattest(ring: readonly Corner[]): number {
  const bends = ring.map((at, index) => {
    const before = ring.at(index - 1) as Corner;
    const after = ring[(index + 1) % ring.length] as Corner;
    return Math.abs((at[0] - before[0]) * (after[1] - at[1]) - (at[1] - before[1]) * (after[0] - at[0]));
  });
  return bends.indexOf(Math.min(...bends));
}

/** The cells beside `cells` that are none of them. */
export function emptyNeighbours(cells: readonly string[]): readonly string[] {
  const taken = new Set(cells);
  const empty = new Set<string>();
  for (const cell of cells) for (const neighbour of gridDisk(cell, 1)) if (!taken.has(neighbour)) empty.add(neighbour);
  return [...empty];
}

/** A point inside a cell that is always the same for a customer: made up, so that many in one hexagon can be told apart. */
export function customerPoint(customer: string, cell: string): LngLat {
  const ring = cellRing(cell);
  const [turnShare, reach] = [hashOf(customer, 1), hashOf(customer, 2)];
  const [longitude, latitude] = cellCentre(cell);
  const along = turnShare * ring.length;
  const from = ring[Math.floor(along)] as LngLat;
  const to = ring[(Math.floor(along) + 1) % ring.length] as LngLat;
  const share = along - Math.floor(along);
  const far = Math.sqrt(reach) * SPREAD;
  return [
    longitude + (from[0] + (to[0] - from[0]) * share - longitude) * far,
    latitude + (from[1] + (to[1] - from[1]) * share - latitude) * far,
  ];
}

/** FNV-1a with a final mix, as a share of 0-1. */
function hashOf(text: string, seed: number): number {
  let hash = 2_166_136_261 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_917);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function turn(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}
