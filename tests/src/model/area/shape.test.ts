import { describe, expect, it } from 'vitest';
import { readTerritory } from '../../../../server/geo/territories/readTerritory.ts';
import { toGeoJson } from '../../../../src/model/area/shape.ts';

const square = (west: number, east: number) =>
  [
    [west, -10],
    [east, -10],
    [east, 10],
    [west, 10],
  ] as const;

describe('a drawn area as a territory', () => {
  it('is what the server keeps: places in it lie in its only area', () => {
    const territory = readTerritory('South', toGeoJson(square(-50, -40), 'South'));
    expect(territory.areas).toEqual([{ id: 'South', label: 'South' }]);
    expect(territory.areaAt(-45, 0)).toBe(1);
    expect(territory.areaAt(-39, 0)).toBe(0);
    expect(territory.areaAt(-45, 11)).toBe(0);
  });

  it('is cut at the date line, whichever way its longitudes are told', () => {
    for (const corners of [square(170, 190), square(170, -170), square(-190, -170)]) {
      const territory = readTerritory('Pacific', toGeoJson(corners, 'Pacific'));
      expect([175, -175, 179.9, -179.9].map((longitude) => territory.areaAt(longitude, 0))).toEqual([1, 1, 1, 1]);
      expect([165, -165, 0].map((longitude) => territory.areaAt(longitude, 0))).toEqual([0, 0, 0]);
    }
  });

  it.each([
    ['north, eastward', 70, [20, 110, -160, -70]],
    ['north, westward', 70, [-170, 100, 10, -80]],
    ['south, eastward', -70, [-170, -80, 10, 100]],
  ])('holds the pole that it runs around: %s', (_, latitude, longitudes) => {
    const ring = longitudes.map((longitude) => [longitude, latitude] as const);
    const territory = readTerritory('Polar', toGeoJson(ring, 'Polar'));
    const places = [-175, -90, 0, 15, 90, 179];
    expect(places.map((longitude) => territory.areaAt(longitude, latitude * 1.2))).toEqual(places.map(() => 1));
    expect(places.map((longitude) => territory.areaAt(longitude, latitude * 0.9))).toEqual(places.map(() => 0));
    expect(places.map((longitude) => territory.areaAt(longitude, -latitude))).toEqual(places.map(() => 0));
  });
});
