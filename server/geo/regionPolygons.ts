/** Which region a point lies in, on the polygons that the map shows. */
import type { Feature, MultiPolygon, Polygon } from 'geojson';

export interface Ground {
  /** ISO 3166-2. */
  readonly id: string;
  /** Country whose subdivision it is. */
  readonly country: string;
  /** ISO 3166-1 code of the ground itself. */
  readonly territory: string;
}

interface Part extends Ground {
  readonly rings: readonly Float64Array[];
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const COLUMNS = 720;
const ROWS = 360;

/** A grid of half degrees lists the polygons near each point; the exact test follows. */
export class RegionPolygons {
  private readonly cells = new Map<number, Part[]>();

  constructor(areas: readonly Feature<Polygon | MultiPolygon, { id: string; country: string; territory?: string }>[]) {
    const parts = areas.flatMap(({ properties: { id, country, territory }, geometry }) => {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      return polygons.map((rings) => toPart({ id, country, territory: territory ?? country }, rings as [number, number][][]));
    });
    // Smallest first: an enclave is found before the country around it, whose hole may be lost to simplification.
    for (const part of parts.sort((a, b) => extent(a) - extent(b))) this.add(part);
  }

  /** The ground at a point in degrees, or null at sea. */
  at(lon: number, lat: number): Ground | null {
    return this.find(lon, lat) ?? (lon < 0 ? this.find(lon + 360, lat) : null);
  }

  private find(lon: number, lat: number): Ground | null {
    for (const part of this.cells.get(cellOf(lon, lat)) ?? []) {
      if (lon >= part.west && lon <= part.east && lat >= part.south && lat <= part.north && isInside(part.rings, lon, lat)) return part;
    }
    return null;
  }

  private add(part: Part): void {
    for (let column = Math.floor(part.west * 2); column <= Math.floor(part.east * 2); column++) {
      for (let row = Math.floor(part.south * 2); row <= Math.floor(part.north * 2); row++) {
        const cell = cellAt(column, row);
        const parts = this.cells.get(cell);
        if (parts) parts.push(part);
        else this.cells.set(cell, [part]);
      }
    }
  }
}

function extent({ west, south, east, north }: Part): number {
  return (east - west) * (north - south);
}

function cellOf(lon: number, lat: number): number {
  return cellAt(Math.floor(lon * 2), Math.floor(lat * 2));
}

/** Columns run on east of 180°, where a few polygons reach. */
function cellAt(column: number, row: number): number {
  return (row + ROWS / 2) * COLUMNS * 2 + column + COLUMNS / 2;
}

function toPart(ground: Ground, rings: readonly (readonly [number, number])[][]): Part {
  const outer = rings[0] ?? [];
  const lons = outer.map(([lon]) => lon);
  const lats = outer.map(([, lat]) => lat);
  return {
    ...ground,
    rings: rings.map((ring) => Float64Array.from(ring.flat())),
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
}

/** Even-odd rule over all rings, so that holes are outside. */
function isInside(rings: readonly Float64Array[], lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 2; at < ring.length; at += 2) {
      const [ax, ay, bx, by] = [ring[at - 2] as number, ring[at - 1] as number, ring[at] as number, ring[at + 1] as number];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
