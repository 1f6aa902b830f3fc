/** A drawn area as a territory: corners on the ground to GeoJSON. */

type Position = readonly [longitude: number, latitude: number];

/**
 * The area within `corners` (degrees, in order, not closed) as one named feature; it is cut in two where it crosses the date line. A line around
 * the earth holds the pole that it is nearer to.
 */
export function toGeoJson(corners: readonly Position[], name: string): string {
  const whole = unwrapped(corners);
  const parts = [-360, 0, 360].flatMap((turn) => {
    const part = clipped(clipped(whole, -180 + turn, 1), 180 + turn, -1);
    return part.length < 3 ? [] : [[closed(part.map(([longitude, latitude]) => [round(longitude - turn), round(latitude)]))]];
  });
  const geometry = { type: 'MultiPolygon', coordinates: parts };
  return JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { id: name, name }, geometry }] });
}

/** Longitudes go on past 180, so that no side runs around the earth. */
function unwrapped(corners: readonly Position[]): readonly Position[] {
  const result: Position[] = [];
  for (const [longitude, latitude] of corners) {
    const before = result.at(-1)?.[0] ?? longitude;
    result.push([longitude + 360 * Math.round((before - longitude) / 360), latitude]);
  }
  return [...result, ...aroundPole(result)];
}

/** What a line lacks that has come around the earth: the way to the pole and back, which is a side of the map. */
function aroundPole(line: readonly Position[]): readonly Position[] {
  const [start, end] = [line[0], line.at(-1)];
  const turns = start && end ? Math.round((end[0] - start[0]) / 360) : 0;
  if (!start || turns === 0) return [];
  const pole = line.reduce((sum, [, latitude]) => sum + latitude, 0) < 0 ? -90 : 90;
  const longitude = start[0] + 360 * turns;
  return [
    [longitude, start[1]],
    [longitude, pole],
    [start[0], pole],
  ];
}

/** What of a ring lies east (`side` 1) or west (-1) of a meridian (Sutherland & Hodgman 1974). */
function clipped(ring: readonly Position[], meridian: number, side: 1 | -1): readonly Position[] {
  const isKept = ([longitude]: Position) => (longitude - meridian) * side >= 0;
  return ring.flatMap((corner, at) => {
    const before = ring.at(at - 1) as Position;
    const crossing: Position[] = isKept(before) === isKept(corner) ? [] : [crossingOf(before, corner, meridian)];
    return isKept(corner) ? [...crossing, corner] : crossing;
  });
}

function crossingOf([x0, y0]: Position, [x1, y1]: Position, meridian: number): Position {
  return [meridian, y0 + ((y1 - y0) * (meridian - x0)) / (x1 - x0)];
}

function closed(ring: readonly Position[]): readonly Position[] {
  return [...ring, ring[0] as Position];
}

/** About a metre. */
function round(degrees: number): number {
  return Number(degrees.toFixed(5));
}
