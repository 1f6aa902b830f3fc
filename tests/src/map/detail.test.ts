import type { Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { createDetail } from '../../../src/map/detail.ts';
import type { Geography } from '../../../src/map/geography.ts';
import type { MapScene } from '../../../src/map/mapScene.ts';

it('names hexagons by the cities of the countries in view, the smallest first, and lists all countries once however many releases come', () => {
  const bounds: Readonly<Record<string, readonly number[]>> = { BR: [-74, -34, -34, 5], PY: [-63, -28, -54, -19], FR: [-5, 42, 8, 51] };
  let listed = 0;
  const asked: unknown[] = [];
  const geography = {
    countryPoints() {
      listed++;
      return { features: Object.entries(bounds).map(([id, [west = 0, , east = 0]]) => ({ properties: { id, size: east - west } })) };
    },
    factsOf: ({ id }: { id: string }) => ({ bounds: bounds[id] }),
    loadCities: async (countries: unknown) => void asked.push(countries),
    loadCells: async () => false,
    ...{ loadCountries: async () => ({}), loadWater: async () => ({}), loadRegions: async () => ({}) },
  } as unknown as Geography;
  const map = {
    getZoom: () => 8,
    getSource: () => undefined,
    getBounds: () => ({
      toArray: () => [
        [-58, -26],
        [-50, -20],
      ],
    }),
  } as unknown as MapLibreMap;
  const detail = createDetail(map, geography, () => undefined);
  for (let release = 0; release < 5; release++) detail.want({ table: null, level: 'hexagon', focus: null } as unknown as MapScene);
  detail.dispose();
  expect(asked).toEqual(Array.from({ length: 5 }, () => ['PY', 'BR']));
  expect(listed).toBe(1);
});
