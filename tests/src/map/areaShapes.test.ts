import type { Feature } from 'geojson';
import { expect, it } from 'vitest';
import { areasOf } from '../../../src/map/areaShapes.ts';
import type { ColumnLayout } from '../../../src/model/layout.ts';
import { type Level, toCountry } from '../../../src/model/place.ts';

/** A square around the middle of the map. */
function square(half: number): Feature {
  const ring = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
    [-half, -half],
  ];
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
}

it('raises areas by the finest shapes that have come, and makes them once', () => {
  const layout = { level: 'country', places: [toCountry('BR')] } as unknown as ColumnLayout;
  let outlines: ReadonlyMap<string, Feature> = new Map();
  const geography = { outlinesOf: () => outlines };
  const reach = () => Math.max(...areasOf(layout, geography).flatMap(({ polygon }) => (polygon[0] ?? []).map(([east]) => east)));
  expect(areasOf(layout, geography)).toEqual([]);
  outlines = new Map([['BR', square(10)]]);
  const coarse = reach();
  expect(areasOf(layout, geography)).toBe(areasOf(layout, geography));
  outlines = new Map([['BR', square(12)]]);
  expect(reach()).toBeGreaterThan(coarse + 1);
});

it('raises the areas of the set that a layout is of, whatever other sets have come', () => {
  const layout = { level: 'territory', places: [{ level: 'territory', id: 'north', country: null, region: null, set: 'sales' }] };
  const outlines = new Map([['north', square(10)]]);
  const geography = { outlinesOf: (_: Level, set?: string) => (set === 'sales' ? outlines : new Map<string, Feature>()) };
  expect(areasOf(layout as unknown as ColumnLayout, geography)).toHaveLength(1);
});
