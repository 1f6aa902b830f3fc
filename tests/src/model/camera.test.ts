import { describe, expect, it } from 'vitest';
import { flightMs, levelAtZoom, metresPerPixel, placeCamera, worldCamera, wrapLongitude } from '../../../src/model/camera.ts';

const DESK = { width: 1920, height: 1080 };
const PANELS = { top: 124, right: 412, bottom: 108, left: 68 };
const BRAZIL = [-73.99, -33.74, -34.79, 5.27] as const;

describe('cameras', () => {
  it('show the whole globe in the free rectangle, smaller where less is free', () => {
    const world = worldCamera(DESK, PANELS);
    expect(world).toMatchObject({ pitch: 0, bearing: 0 });
    expect(world.zoom).toBeCloseTo(2.32, 1);
    expect(worldCamera({ width: 390, height: 844 }, { top: 150, right: 0, bottom: 300, left: 0 }).zoom).toBeLessThan(world.zoom);
  });

  it('frame a country tilted, about its middle', () => {
    const brazil = placeCamera(BRAZIL, 'country', DESK, PANELS);
    expect(brazil.zoom).toBeGreaterThan(4);
    expect(brazil.zoom).toBeLessThan(4.6);
    expect(brazil.longitude).toBeCloseTo(-54.39);
    expect(brazil).toMatchObject({ pitch: 46, bearing: -12 });
  });

  it('come nearer to smaller places, up to a limit', () => {
    const belgium = placeCamera([2.5, 49.5, 6.4, 51.5], 'country', DESK, PANELS);
    expect(belgium.zoom).toBeGreaterThan(placeCamera(BRAZIL, 'country', DESK, PANELS).zoom + 2);
    expect(placeCamera([7.4, 43.7, 7.44, 43.75], 'country', DESK, PANELS).zoom).toBeLessThanOrEqual(9);
  });

  it('find the middle of a place across the antimeridian', () => {
    expect(placeCamera([177, -19, 182, -16], 'country', DESK, PANELS).longitude).toBeCloseTo(179.5);
    expect(wrapLongitude(190)).toBe(-170);
    expect(wrapLongitude(-190)).toBe(170);
  });

  it('fly longer the farther they go, within bounds', () => {
    const world = worldCamera(DESK, PANELS);
    const brazil = placeCamera(BRAZIL, 'country', DESK, PANELS);
    expect(flightMs(brazil, brazil, 900, 1400)).toBe(900);
    expect(flightMs(world, { ...brazil, longitude: 140, zoom: 9 }, 900, 1400)).toBe(1400);
    const near = flightMs(world, { ...world, zoom: world.zoom + 1 }, 900, 1400);
    expect(near).toBeGreaterThan(900);
    expect(near).toBeLessThan(1400);
  });
});

describe('the level of a zoom', () => {
  it('goes from countries to regions to cities', () => {
    const at = (zoom: number) => levelAtZoom({ zoom, latitude: 0 }, 'country');
    expect([2.3, 4.5, 8].map(at)).toEqual(['country', 'region', 'city']);
  });

  it('holds near a boundary', () => {
    for (let zoom = 1; zoom < 12; zoom += 0.05) {
      const camera = { zoom, latitude: 40 };
      for (const previous of ['country', 'region', 'city'] as const) {
        const next = levelAtZoom(camera, previous);
        expect(levelAtZoom(camera, next)).toBe(next);
      }
    }
  });

  it('depends on what is seen, not on the zoom of the equator', () => {
    expect(metresPerPixel({ zoom: 4, latitude: 60 })).toBeCloseTo(metresPerPixel({ zoom: 4, latitude: 0 }) / 2, 6);
  });
});
