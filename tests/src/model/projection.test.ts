import { describe, expect, it } from 'vitest';
import {
  facing,
  GLOBE_UNITS,
  globeSilhouette,
  type Projection,
  pickColumn,
  projectColumns,
  toGlobe,
  toScreen,
} from '../../../src/model/projection.ts';

const CAMERA_UNITS = 1024;
const FOCAL_PIXELS = 1000;
const CENTRE = { x: 640, y: 360 };

/** A camera over longitude 0, latitude 0, north up: x right, y down, depth along the way to the centre of the earth. */
const projection: Projection = {
  camera: [0, -CAMERA_UNITS, 0],
  // columns of the matrix: pixels are (focal * x + centre * depth) / depth, with depth = camera distance + y
  matrix: [
    FOCAL_PIXELS,
    0,
    0,
    0,
    CENTRE.x,
    CENTRE.y,
    0,
    1,
    0,
    -FOCAL_PIXELS,
    0,
    0,
    CENTRE.x * CAMERA_UNITS,
    CENTRE.y * CAMERA_UNITS,
    0,
    CAMERA_UNITS,
  ],
};

function columns(places: readonly (readonly [number, number, number])[]) {
  const positions = Float64Array.from(places.flatMap(([longitude, latitude]) => [longitude, latitude, 0]));
  const shares = Float32Array.from(places, ([, , share]) => share);
  return projectColumns(projection, { positions, shares, tallestMetres: 2_000_000, radiusMetres: 70_000 }, [...places.keys()]);
}

describe('projection', () => {
  it('puts the place below the camera in the middle, north up, east right', () => {
    const [x, y] = toScreen(projection, toGlobe(0, 0, 0));
    expect([x, y]).toEqual([CENTRE.x, CENTRE.y]);
    expect(toScreen(projection, toGlobe(0, 20, 0))[1]).toBeLessThan(CENTRE.y);
    expect(toScreen(projection, toGlobe(20, 0, 0))[0]).toBeGreaterThan(CENTRE.x);
  });

  it('knows which side of the limb a place is on', () => {
    expect(facing(projection, toGlobe(0, 0, 0))).toBeCloseTo(1);
    const limb = (Math.acos(GLOBE_UNITS / CAMERA_UNITS) * 180) / Math.PI;
    expect(facing(projection, toGlobe(limb, 0, 0))).toBeCloseTo(0);
    expect(facing(projection, toGlobe(180, 0, 0))).toBeLessThan(0);
  });

  it('outlines the globe as the ring of its limb', () => {
    const outline = globeSilhouette(projection);
    const radius = (FOCAL_PIXELS * GLOBE_UNITS) / Math.sqrt(CAMERA_UNITS ** 2 - GLOBE_UNITS ** 2);
    expect(outline?.width).toBeCloseTo(2 * radius, 1);
    expect(outline?.left).toBeCloseTo(CENTRE.x - radius, 1);
    expect(globeSilhouette({ ...projection, camera: [0, -GLOBE_UNITS, 0] })).toBeNull();
  });

  it('stands the cap of a column beyond its foot, away from the middle', () => {
    const { footX, capX, footY, capY } = columns([[30, 0, 1]]);
    expect(capX[0]).toBeGreaterThan((footX[0] as number) + 20);
    expect(capY[0]).toBeCloseTo(footY[0] as number, 3);
  });

  it('measures the radius of a column in pixels', () => {
    const { radius } = columns([[0, 0, 1]]);
    const units = (70_000 / 6_370_972) * GLOBE_UNITS;
    expect(radius[0]).toBeCloseTo((units * FOCAL_PIXELS) / (CAMERA_UNITS - GLOBE_UNITS), 2);
  });
});

describe('picking', () => {
  it('finds the column under the pixel at foot, middle and cap', () => {
    const standing = columns([
      [30, 0, 1],
      [-30, 10, 0.5],
    ]);
    const along = (share: number) => (standing.footX[0] as number) + share * ((standing.capX[0] as number) - (standing.footX[0] as number));
    for (const share of [0, 0.5, 1]) expect(pickColumn(standing, along(share), standing.footY[0] as number, 0)).toBe(0);
    expect(pickColumn(standing, standing.capX[1] as number, standing.capY[1] as number, 0)).toBe(1);
    expect(pickColumn(standing, CENTRE.x, CENTRE.y, 3)).toBe(-1);
  });

  it('never finds one on the far side of the globe', () => {
    const hidden = columns([[180, 0, 1]]);
    expect(pickColumn(hidden, hidden.footX[0] as number, hidden.footY[0] as number, 5)).toBe(-1);
  });

  it('takes the nearer of two that cover each other', () => {
    const standing = columns([
      [20, 0, 1],
      [24, 0, 0.2],
    ]);
    const [x, y] = [standing.footX[1] as number, standing.footY[1] as number];
    expect(pickColumn(standing, x, y, 0)).toBe(0);
  });
});
