import { cellToParent, latLngToCell } from 'h3-js';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { cameraProjection } from '../../../src/map/viewProjection.ts';
import { type CameraState, metresPerPixel } from '../../../src/model/camera.ts';
import { resolutionAt } from '../../../src/model/cell.ts';
import { coverView } from '../../../src/model/hexagons/cellsInView.ts';
import { EARTH_METRES, facing, toGlobe, toScreen } from '../../../src/model/projection.ts';

const SIZE = { width: 1280, height: 720 };
const SAO_PAULO = { longitude: -46.63, latitude: -23.55, zoom: 10, pitch: 56, bearing: -20 };

/** All that a projection asks of a map. */
function mapOf(size: typeof SIZE): MapLibreMap {
  return { getContainer: () => ({ clientWidth: size.width, clientHeight: size.height }), getPadding: () => ({}) } as unknown as MapLibreMap;
}

/** Points of the ground that stand on the screen, from a grid around the camera. */
function seenPoints(camera: CameraState, size = SIZE): [number, number][] {
  const projection = cameraProjection(mapOf(size), camera);
  const reach = ((size.height * metresPerPixel(camera)) / EARTH_METRES) * (180 / Math.PI) * 4;
  const points: [number, number][] = [];
  for (let east = -1; east <= 1; east += 0.05)
    for (let north = -1; north <= 1; north += 0.05) {
      const latitude = camera.latitude + north * reach;
      const longitude = camera.longitude + (east * reach) / Math.cos((camera.latitude * Math.PI) / 180);
      if (Math.abs(latitude) > 85) continue;
      const at = toGlobe(longitude, latitude, 0);
      const [x, y] = toScreen(projection, at);
      if (facing(projection, at) > 0.2 && x >= 0 && x <= size.width && y >= 0 && y <= size.height) points.push([longitude, latitude]);
    }
  return points;
}

describe('the hexagons in view', () => {
  it.each([
    SAO_PAULO,
    { ...SAO_PAULO, zoom: 9.3, bearing: 130 },
    { longitude: 179.9, latitude: -17.8, zoom: 11, pitch: 40, bearing: 60 },
    { longitude: 25.7, latitude: 66.5, zoom: 11.4, pitch: 0, bearing: 0 },
    { longitude: 2.35, latitude: 48.85, zoom: 6.5, pitch: 20, bearing: -12 },
  ])('are all within the cover of %j', (camera) => {
    const resolution = resolutionAt(metresPerPixel(camera));
    const cover = coverView(camera, SIZE, resolution, null);
    const points = seenPoints(camera);
    expect(points.length).toBeGreaterThan(20);
    expect(cover?.cells.length).toBeLessThan(161);
    const held = new Set(cover?.cells);
    const missed = points.filter(([longitude, latitude]) => {
      const shown = latLngToCell(latitude, longitude, resolution);
      return !held.has(cellToParent(shown, cover?.resolution ?? 0));
    });
    expect(missed).toEqual([]);
  });

  it('cover a wall of 4K too', () => {
    const size = { width: 3840, height: 2160 };
    const cover = coverView(SAO_PAULO, size, 7, null);
    const held = new Set(cover?.cells);
    const isHeld = ([longitude, latitude]: [number, number]) => held.has(latLngToCell(latitude, longitude, cover?.resolution ?? 0));
    expect(seenPoints(SAO_PAULO, size).every(isHeld)).toBe(true);
  });

  it('leave out what lies elsewhere', () => {
    const cover = coverView(SAO_PAULO, SIZE, 7, null);
    expect(cover?.cells).not.toContain(latLngToCell(-22.9, -43.2, cover?.resolution ?? 0));
  });

  it('stay the same question while the camera moves a little, and change when it goes far or near', () => {
    const cover = coverView(SAO_PAULO, SIZE, 7, null);
    expect(coverView({ ...SAO_PAULO, longitude: SAO_PAULO.longitude + 0.03, bearing: -24 }, SIZE, 7, cover)).toBe(cover);
    expect(coverView({ ...SAO_PAULO, longitude: -43.2 }, SIZE, 7, cover)).not.toBe(cover);
    const near = coverView({ ...SAO_PAULO, zoom: 13 }, SIZE, 9, cover);
    expect(near?.resolution).toBeGreaterThan(cover?.resolution ?? 9);
  });

  it('are those of the world where all of it is seen', () => {
    expect(coverView({ longitude: 0, latitude: 20, zoom: 1.5, pitch: 0, bearing: 0 }, SIZE, 2, null)).toBeNull();
  });
});
