import { describe, expect, it } from 'vitest';
import { type Candidate, candidateCameras, costOf } from '../../../src/model/bestView.ts';

const near = { longitude: -98, latitude: 39, zoom: 4.4, pitch: 46, bearing: -12 };
const world = { longitude: -38, latitude: 20, zoom: 2, pitch: 0, bearing: 0 };
const seen = (hidden: number, outside = 0): Candidate['occlusion'] => ({ hidden, behindColumns: hidden, behindGlobe: 0, outside });

describe('the best view', () => {
  it('is looked for all around and a little above and below, from where the camera stands', () => {
    const [first, ...others] = candidateCameras(near);
    expect(first).toBe(near);
    expect(new Set(others.map(({ bearing }) => Math.round(bearing))).size).toBe(24);
    expect(
      others.every(
        (camera) => Math.abs(camera.pitch - near.pitch) <= 8 && camera.zoom === near.zoom && camera.longitude === near.longitude,
      ),
    ).toBe(true);
  });

  it('turns the globe where the whole of it is seen straight on', () => {
    const others = candidateCameras(world).slice(1);
    expect(others.every(({ pitch, bearing, zoom }) => pitch === 0 && bearing === 0 && zoom === 2)).toBe(true);
    expect(new Set(others.map(({ longitude }) => Math.round(longitude))).size).toBe(24);
    expect(others.every(({ longitude, latitude }) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 55)).toBe(true);
  });

  it('hides less, but not by losing columns out of sight, and of two equals is the nearer', () => {
    const present = { camera: near, occlusion: seen(0.2, 0.1) };
    const turned = (turn: number, occlusion: Candidate['occlusion']) =>
      costOf({ camera: { ...near, bearing: near.bearing + turn }, occlusion }, present);
    expect(turned(90, seen(0.05, 0.1))).toBeLessThan(turned(0, seen(0.2, 0.1)));
    expect(turned(90, seen(0.05, 0.6))).toBeGreaterThan(turned(0, seen(0.2, 0.1)));
    expect(turned(30, seen(0.05, 0.1))).toBeLessThan(turned(150, seen(0.05, 0.1)));
  });
});
