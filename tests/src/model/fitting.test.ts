import { _GlobeView as GlobeView } from '@deck.gl/core';
import { describe, expect, it } from 'vitest';
import { type CameraState, levelAtZoom, metresPerPixel, placeCamera } from '../../../src/model/camera.ts';
import { createSight, fitCamera, type Seen } from '../../../src/model/fitting.ts';
import { toGlobe, toScreen } from '../../../src/model/projection.ts';
import { solidSize } from '../../../src/model/scale.ts';

const ROOM = {
  size: { width: 1224, height: 720 },
  padding: { top: 145, right: 412, bottom: 104, left: 12 },
  aside: 265,
  above: 0,
  below: 0,
  scale: 1,
};
const US_CAMERA = placeCamera([-125, 25, -67, 49], 'country', ROOM.size, ROOM.padding, ROOM.aside);
const US: readonly Seen[] = [
  { longitude: -119.4, latitude: 37, share: 1 },
  { longitude: -75.5, latitude: 43, share: 0.7 },
  { longitude: -99, latitude: 31.5, share: 0.4 },
  { longitude: -125, latitude: 37, share: 0 },
  { longitude: -67, latitude: 37, share: 0 },
  { longitude: -96, latitude: 25, share: 0 },
  { longitude: -96, latitude: 49, share: 0 },
];

/** The box on the screen around all of it. */
function boxOf(camera: CameraState) {
  const at = createSight(camera, ROOM);
  const { tallestMetres } = solidSize(metresPerPixel(camera), 'region');
  const points = US.flatMap(({ longitude, latitude, share }) => [
    at(longitude, latitude, 0),
    at(longitude, latitude, share * tallestMetres),
  ]);
  const [xs, ys] = [points.map((point) => point?.[0] ?? Number.NaN), points.map((point) => point?.[1] ?? Number.NaN)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('the view that is fitted to what stands in a place', () => {
  it('sees points where the globe is drawn', () => {
    const { size, padding } = ROOM;
    for (const camera of [
      US_CAMERA,
      { longitude: 10, latitude: 50, zoom: 3, pitch: 26, bearing: 0 },
      { ...US_CAMERA, zoom: 5, bearing: 40 },
    ]) {
      const viewState = { ...camera, padding };
      const viewport = new GlobeView({ id: 'map' }).makeViewport({ ...size, viewState });
      if (!viewport) throw new Error('no viewport');
      const projection = { matrix: viewport.pixelProjectionMatrix, camera: viewport.cameraPosition };
      const at = createSight(camera, ROOM);
      for (const [east, north, metres] of [
        [0, 0, 0],
        [6, 3, 0],
        [-5, -4, 300_000],
        [2, -6, 900_000],
      ] as const) {
        const [longitude, latitude] = [camera.longitude + east, camera.latitude + north];
        const [x, y] = toScreen(projection, toGlobe(longitude, latitude, metres));
        const seen = at(longitude, latitude, metres);
        expect(Math.hypot((seen?.[0] ?? 0) - x, (seen?.[1] ?? 0) - y)).toBeLessThan(2);
      }
      expect(at(camera.longitude + 180, -camera.latitude, 0)).toBeNull();
    }
  });

  it('fills the room beside the panels with it, names and all, and stands in its middle', () => {
    const fitted = fitCamera(US_CAMERA, US, 'region', ROOM);
    const box = boxOf(fitted);
    const room = { left: 12 + 265, right: 1224 - 412, top: 145, bottom: 720 - 104 };
    expect(box.left).toBeGreaterThan(room.left);
    expect(box.right).toBeLessThan(room.right);
    expect(box.top).toBeGreaterThan(room.top + 30);
    expect(box.bottom).toBeLessThan(room.bottom);
    // One of both is full.
    expect(
      Math.max((box.right - box.left) / (room.right - room.left - 96), (box.bottom - box.top) / (room.bottom - room.top - 64)),
    ).toBeGreaterThan(0.97);
    expect(Math.abs(box.top - room.top - 48 - (room.bottom - 16 - box.bottom))).toBeLessThan(8);
    const before = boxOf(US_CAMERA);
    expect((box.right - box.left) / (before.right - before.left)).toBeGreaterThan(1.1);
  });

  it('puts what stands alone in the middle of the room, as near as the place is seen', () => {
    const alone: Seen = { longitude: -119.4, latitude: 37, share: 1 };
    const fitted = fitCamera(US_CAMERA, [alone], 'region', ROOM);
    const at = createSight(fitted, ROOM);
    const { tallestMetres } = solidSize(metresPerPixel(fitted), 'region');
    const [foot, top] = [at(alone.longitude, alone.latitude, 0), at(alone.longitude, alone.latitude, tallestMetres)];
    expect((foot?.[1] ?? 0) - (720 - 104 - 16)).toBeCloseTo(145 + 48 - (top?.[1] ?? 0), -1);
    expect(metresPerPixel(fitted) / metresPerPixel(US_CAMERA)).toBeCloseTo(1, 2);
  });

  it('holds the tallest column within the free part of a phone', () => {
    const ground: readonly Seen[] = [-25.3, -21.5].map((latitude) => ({ longitude: -46.6, latitude, share: 0 }));
    const phone = {
      size: { width: 390, height: 844 },
      padding: { top: 184, right: 8, bottom: 386, left: 8 },
      aside: 0,
      above: 52,
      below: 46,
      scale: 1,
    };
    const fitted = fitCamera(
      placeCamera([-53, -25, -44, -20], 'region', phone.size, phone.padding),
      [{ longitude: -46.6, latitude: -23.5, share: 1 }, ...ground],
      'city',
      phone,
    );
    const at = createSight(fitted, phone);
    const { tallestMetres } = solidSize(metresPerPixel(fitted), 'city', 844 - 184 - 386);
    expect(at(-46.6, -23.5, tallestMetres)?.[1]).toBeGreaterThan(184 + 52 + 20);
    expect(at(-46.6, -23.5, 0)?.[1]).toBeLessThan(844 - 386 - 46);
  });

  it('comes no nearer than the level reaches, and leaves alone what nothing stands in', () => {
    const near = { ...US_CAMERA, zoom: 6.4 };
    const fitted = fitCamera(
      near,
      US.map((spot) => ({ ...spot, longitude: -96 + (spot.longitude + 96) / 60, latitude: 38 + (spot.latitude - 38) / 60 })),
      'region',
      ROOM,
    );
    expect(fitted.zoom).toBeGreaterThan(near.zoom);
    expect(levelAtZoom(fitted, 'region')).toBe('region');
    expect(fitCamera(US_CAMERA, [], 'region', ROOM)).toBe(US_CAMERA);
  });
});
