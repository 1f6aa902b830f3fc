/** Which side of the globe the world is shown from. */

/** The point of the globe that faces the reader, degrees. */
export interface Side {
  readonly longitude: number;
  readonly latitude: number;
}

/** The Americas and Europe: where nothing asks for another. */
export const FIRST_SIDE: Side = { longitude: -38, latitude: 20 };

const RADIANS = Math.PI / 180;
/** Columns this far from the middle stand on the limb or behind it. */
const FAR_DEGREES = 60;
/** Columns whose mean reaches this far from the centre of the globe stand on one part of it: that part is turned to the middle. */
const TOGETHER = 0.9;
/** Columns are seen from their side when they stand off the middle, so the globe turns by part of their latitude. */
const LATITUDE_SHARE = 0.4;

/**
 * The side from which columns are seen: the first one, unless they stand far from it or all on one part of the globe. Places are
 * longitude, latitude, 0 a slot in degrees, weighted by their shares. Without columns the first one.
 */
export function sideOf(positions: Float64Array, shares: Float32Array): Side {
  const [x, y, z] = middle(positions, shares);
  const length = Math.hypot(x, y, z);
  if (length === 0) return FIRST_SIDE;
  const longitude = Math.atan2(y, x) / RADIANS;
  const latitude = Math.asin(z / length) / RADIANS;
  const [fx, fy, fz] = direction(FIRST_SIDE.longitude, FIRST_SIDE.latitude);
  const away = Math.acos(Math.min(1, (x * fx + y * fy + z * fz) / length)) / RADIANS;
  const isTogether = length / shares.reduce((sum, share) => sum + share, 0) > TOGETHER;
  return away <= FAR_DEGREES && !isTogether ? FIRST_SIDE : { longitude, latitude: latitude * LATITUDE_SHARE };
}

function middle(positions: Float64Array, shares: Float32Array): readonly [number, number, number] {
  let [x, y, z] = [0, 0, 0];
  shares.forEach((share, slot) => {
    const [dx, dy, dz] = direction(positions[slot * 3] as number, positions[slot * 3 + 1] as number);
    x += dx * share;
    y += dy * share;
    z += dz * share;
  });
  return [x, y, z];
}

function direction(longitude: number, latitude: number): readonly [number, number, number] {
  const ring = Math.cos(latitude * RADIANS);
  return [ring * Math.cos(longitude * RADIANS), ring * Math.sin(longitude * RADIANS), Math.sin(latitude * RADIANS)];
}
