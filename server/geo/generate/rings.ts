/** Rings of coordinates: what the other files measure and draw. */
import type { Feature, MultiPolygon, Polygon } from 'geojson';

/** Longitude, latitude in degrees. */
export type Pair = [lon: number, lat: number];
export type Ring = Pair[];
export type Box = [west: number, south: number, east: number, north: number];
export type Area<Properties = unknown> = Feature<Polygon | MultiPolygon, Properties>;

/** Rings by polygon, the outer one first. */
export function polygonsOf({ geometry }: Feature<Polygon | MultiPolygon, unknown>): Ring[][] {
  return (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][];
}

export function outerOf(rings: readonly Ring[]): Ring {
  return rings[0] ?? [];
}

/** The edges of a closed ring, in order. */
export function edgesOf(ring: Ring): [from: Pair, to: Pair][] {
  return ring.slice(1).map((to, at) => [ring[at] ?? to, to]);
}

/** Area of a ring in square degrees at the equator. */
export function areaOf(ring: Ring): number {
  const twice = edgesOf(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0);
  return Math.abs(twice / 2) * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
}

export function boxOf(ring: Ring): Box {
  const box: Box = [360, 90, -360, -90];
  for (const [lon, lat] of ring) growBox(box, [lon, lat, lon, lat]);
  return box;
}

/** Enlarges `box` to hold `other`. */
export function growBox(box: Box, other: Readonly<Box>): void {
  box[0] = Math.min(box[0], other[0]);
  box[1] = Math.min(box[1], other[1]);
  box[2] = Math.max(box[2], other[2]);
  box[3] = Math.max(box[3], other[3]);
}
