import { cellToChildren, cellToLatLng, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import type { ColumnLayout } from '../../../src/model/layout.ts';
import { isFiner, originsOf } from '../../../src/model/morph.ts';
import type { PlaceRef } from '../../../src/model/place.ts';

function layout(level: PlaceRef['level'], places: readonly (readonly [PlaceRef, number, number])[]): ColumnLayout {
  return {
    level,
    places: places.map(([place]) => place),
    positions: Float64Array.from(places.flatMap(([, longitude, latitude]) => [longitude, latitude, 0])),
    slotOf: new Map(places.map(([place], slot) => [place.id, slot])),
  };
}

const country = (id: string): PlaceRef => ({ level: 'country', id, country: id, region: null });
const region = (id: string, of: string): PlaceRef => ({ level: 'region', id, country: of, region: id });
const hexagon = (id: string): PlaceRef => ({ level: 'hexagon', id, country: null, region: null });

describe('one level turning into another', () => {
  const countries = layout('country', [
    [country('BR'), -50, -10],
    [country('AR'), -64, -34],
  ]);

  it('brings every place out of the one that holds it, whichever is nearer', () => {
    const regions = layout('region', [
      [region('BR-RS', 'BR'), -54, -30],
      [region('AR-B', 'AR'), -60, -37],
    ]);
    expect([...originsOf(regions, countries)]).toEqual([-50, -10, 0, -64, -34, 0]);
    expect(isFiner(regions, countries)).toBe(true);
    expect(isFiner(countries, regions)).toBe(false);
  });

  it('brings hexagons out of the coarser ones around them', () => {
    const parent = latLngToCell(-23.55, -46.63, 5);
    const [latitude, longitude] = cellToLatLng(parent);
    const children = cellToChildren(parent, 6);
    const coarse = layout('hexagon', [[hexagon(parent), longitude, latitude]]);
    const fine = layout(
      'hexagon',
      children.map((cell) => [hexagon(cell), cellToLatLng(cell)[1], cellToLatLng(cell)[0]] as const),
    );
    const origins = originsOf(fine, coarse);
    children.forEach((_, slot) => {
      expect(origins[slot * 3]).toBeCloseTo(longitude, 4);
      expect(origins[slot * 3 + 1]).toBeCloseTo(latitude, 4);
    });
    expect(isFiner(fine, coarse)).toBe(true);
  });

  it('brings what has no known parent out of the nearest place, and leaves alone what has none near', () => {
    const cells = [latLngToCell(-11, -51, 4), latLngToCell(50, 100, 4)];
    const fine = layout(
      'hexagon',
      cells.map((cell) => [hexagon(cell), cellToLatLng(cell)[1], cellToLatLng(cell)[0]] as const),
    );
    const origins = originsOf(fine, countries);
    expect([origins[0], origins[1]]).toEqual([-50, -10]);
    expect(origins[3]).toBeCloseTo(fine.positions[3] as number, 4);
  });
});
