/** A company's own areas over the points of the random events, and where a point lies by the plain rule. */

/** In the order in which they count: the first two overlap, the third has a hole, and nobody has the far north. */
const AREAS: readonly { readonly id: string; readonly polygons: readonly (readonly (readonly [number, number])[])[][] }[] = [
  { id: 'Mitte', polygons: [[box(13.31, 52.501, 13.47, 52.5257)]] },
  { id: 'Berlin', polygons: [[box(13.03, 52.303, 13.81, 52.707)]] },
  {
    id: 'São Paulo & coast',
    polygons: [[box(-40.1, -20.3, -39.7, -19.9)], [box(-47.13, -24.07, -46.11, -23.03), box(-46.73, -23.93, -46.61, -23.77)]],
  },
];

export const OWN_TERRITORIES = JSON.stringify({
  type: 'FeatureCollection',
  features: AREAS.map(({ id, polygons }) => ({
    type: 'Feature',
    properties: { name: id },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  })),
});
export const OWN_NAME = 'sales';

function box(west: number, south: number, east: number, north: number): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** The first area that holds a point and no hole of it. */
export function ownAreaAt(longitude: number, latitude: number): string | null {
  const holds = (ring: readonly (readonly [number, number])[]): boolean => {
    const [[west, south], , [east, north]] = ring as [readonly [number, number], unknown, readonly [number, number]];
    return longitude > west && longitude < east && latitude > south && latitude < north;
  };
  const found = AREAS.find(({ polygons }) => polygons.some(([outline, ...holes]) => outline && holds(outline) && !holes.some(holds)));
  return found?.id ?? null;
}
