/** Finds the area a point lies in. Edges are sorted into bands of latitude, so that a long outline costs no more than a short one. */

type Ring = readonly (readonly [number, number])[];

/** Number from 1 of the first area that a point in degrees lies in, 0 for none. */
export type AreaFinder = (longitude: number, latitude: number) => number;

/** One polygon: an outline and its holes. */
interface Part {
  readonly area: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Four numbers an edge: from longitude, latitude to longitude, latitude. */
  readonly edges: Float64Array;
  /** Edges that reach into each band, by their number. */
  readonly bands: readonly Int32Array[];
}

const EDGES_A_BAND = 16;
const MOST_BANDS = 2048;
/** A grid of whole degrees lists the parts near each point, in the order of their areas. */
const COLUMNS = 720;
/** A part that reaches over more cells than this is looked at everywhere. */
const LARGE_CELLS = 5000;

/** `areas` are polygons by area, in the order in which they count. Longitudes may run on beyond 180 either way. */
export function createAreaFinder(areas: readonly (readonly (readonly Ring[])[])[]): AreaFinder {
  const parts = areas.flatMap((polygons, at) => polygons.map((rings) => toPart(at + 1, rings)));
  const grid = new Map<number, Part[]>();
  const large = parts.filter((part) => cellsOf(part) > LARGE_CELLS);
  for (const part of parts) {
    if (cellsOf(part) > LARGE_CELLS) continue;
    for (let row = Math.floor(part.south); row <= Math.floor(part.north); row++) {
      for (let column = Math.floor(part.west); column <= Math.floor(part.east); column++) {
        const cell = row * COLUMNS + column;
        const known = grid.get(cell);
        if (known) known.push(part);
        else grid.set(cell, [part]);
      }
    }
  }
  const find = (longitude: number, latitude: number): number => {
    const near = firstOf(grid.get(Math.floor(latitude) * COLUMNS + Math.floor(longitude)) ?? [], longitude, latitude);
    return earlier(near, firstOf(large, longitude, latitude));
  };
  return (longitude, latitude) =>
    earlier(find(longitude, latitude), earlier(find(longitude - 360, latitude), find(longitude + 360, latitude)));
}

/** Parts come in the order of their areas. */
function firstOf(parts: readonly Part[], longitude: number, latitude: number): number {
  for (const part of parts) if (isInside(part, longitude, latitude)) return part.area;
  return 0;
}

function earlier(one: number, other: number): number {
  return one === 0 || other === 0 ? one + other : Math.min(one, other);
}

function cellsOf({ west, south, east, north }: Part): number {
  return (Math.floor(east) - Math.floor(west) + 1) * (Math.floor(north) - Math.floor(south) + 1);
}

function toPart(area: number, rings: readonly Ring[]): Part {
  const edges = Float64Array.from(
    rings.flatMap((ring) => ring.slice(1).flatMap((to, at) => [...(ring[at] as readonly [number, number]).slice(0, 2), to[0], to[1]])),
  );
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 2) {
    west = Math.min(west, edges[at] as number);
    east = Math.max(east, edges[at] as number);
    south = Math.min(south, edges[at + 1] as number);
    north = Math.max(north, edges[at + 1] as number);
  }
  const bounds = { area, west, south, east, north, edges };
  return { ...bounds, bands: toBands(bounds) };
}

function toBands({ edges, south, north }: Omit<Part, 'bands'>): Int32Array[] {
  const count = Math.max(1, Math.min(MOST_BANDS, Math.floor(edges.length / 4 / EDGES_A_BAND)));
  const lists = Array.from({ length: count }, (): number[] => []);
  for (let edge = 0; edge * 4 < edges.length; edge++) {
    const [a, b] = [edges[edge * 4 + 1] as number, edges[edge * 4 + 3] as number];
    const [first, last] = [bandAt(Math.min(a, b), { south, north, count }), bandAt(Math.max(a, b), { south, north, count })];
    for (let band = first; band <= last; band++) lists[band]?.push(edge);
  }
  return lists.map((list) => Int32Array.from(list));
}

function bandAt(
  latitude: number,
  { south, north, count }: { readonly south: number; readonly north: number; readonly count: number },
): number {
  return north === south ? 0 : Math.min(count - 1, Math.max(0, Math.floor(((latitude - south) / (north - south)) * count)));
}

/** Even-odd rule over all rings, so that holes are outside. */
function isInside({ west, south, east, north, edges, bands }: Part, longitude: number, latitude: number): boolean {
  if (longitude < west || longitude > east || latitude < south || latitude > north) return false;
  let inside = false;
  for (const edge of bands[bandAt(latitude, { south, north, count: bands.length })] as Int32Array) {
    const at = edge * 4;
    const [ax, ay, bx, by] = [edges[at] as number, edges[at + 1] as number, edges[at + 2] as number, edges[at + 3] as number];
    if (ay > latitude !== by > latitude && longitude < ((bx - ax) * (latitude - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
