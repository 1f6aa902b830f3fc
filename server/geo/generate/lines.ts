/** The lines of a polygon layer: borders that two areas share, and coast that one has alone. */
import type { Feature, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { polygonsOf } from './shapes.ts';

export interface Lines {
  readonly borders: MultiLineString;
  readonly coast: MultiLineString;
}

interface Segment {
  readonly from: Position;
  readonly to: Position;
  uses: number;
}

/** Every segment once; those along the edge of the world map (Antarctica's ±180° and -90°) are left out. */
export function linesOf(areas: readonly Feature<Polygon | MultiPolygon>[]): Lines {
  const segments = new Map<string, Segment>();
  for (const area of areas) for (const polygon of polygonsOf(area)) for (const ring of polygon) addRing(segments, ring);
  const chosen = (shared: boolean) => chain([...segments.values()].filter(({ uses }) => uses > 1 === shared));
  return { borders: chosen(true), coast: chosen(false) };
}

function addRing(segments: Map<string, Segment>, ring: Position[]): void {
  for (let at = 1; at < ring.length; at++) {
    const [from, to] = [ring[at - 1]!, ring[at]!];
    if (onMapEdge(from) && onMapEdge(to)) continue;
    const key = [from.join(), to.join()].sort().join(' ');
    const known = segments.get(key);
    if (known) known.uses++;
    else segments.set(key, { from, to, uses: 1 });
  }
}

function onMapEdge([lon, lat]: Position): boolean {
  return (Math.abs(lon!) >= 179.9999 && lat! < -60) || lat! <= -89.9;
}

/** Joins segments that follow one another; insertion order keeps rings together. */
function chain(segments: readonly Segment[]): MultiLineString {
  const lines: Position[][] = [];
  for (const { from, to } of segments) {
    const open = lines.at(-1);
    if (open && open.at(-1)!.join() === from.join()) open.push(to);
    else lines.push([from, to]);
  }
  return { type: 'MultiLineString', coordinates: lines };
}
