/** The lines of a polygon layer: borders that two areas share, and coast that one has alone. */
import type { MultiLineString } from 'geojson';
import { type Area, edgesOf, type Pair, polygonsOf, type Ring } from './rings.ts';

export interface Lines {
  readonly borders: MultiLineString;
  readonly coast: MultiLineString;
}

interface Segment {
  readonly from: Pair;
  readonly to: Pair;
  uses: number;
}

/** Every segment once; those along the edge of the world map (Antarctica's ±180° and -90°) are left out. */
export function linesOf(areas: readonly Area[]): Lines {
  const segments = new Map<string, Segment>();
  for (const area of areas) for (const polygon of polygonsOf(area)) for (const ring of polygon) addRing(segments, ring);
  const chosen = (shared: boolean) => chain([...segments.values()].filter(({ uses }) => uses > 1 === shared));
  return { borders: chosen(true), coast: chosen(false) };
}

function addRing(segments: Map<string, Segment>, ring: Ring): void {
  for (const [from, to] of edgesOf(ring)) {
    if (onMapEdge(from) && onMapEdge(to)) continue;
    const key = [from.join(), to.join()].sort().join(' ');
    const known = segments.get(key);
    if (known) known.uses++;
    else segments.set(key, { from, to, uses: 1 });
  }
}

function onMapEdge([lon, lat]: Pair): boolean {
  return (Math.abs(lon) >= 179.9999 && lat < -60) || lat <= -89.9;
}

/** Joins segments that follow one another; insertion order keeps rings together. */
function chain(segments: readonly Segment[]): MultiLineString {
  const lines: Pair[][] = [];
  for (const { from, to } of segments) {
    const open = lines.at(-1);
    if (open && open.at(-1)?.join() === from.join()) open.push(to);
    else lines.push([from, to]);
  }
  return { type: 'MultiLineString', coordinates: lines };
}
