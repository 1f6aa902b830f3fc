/** What the ground tells the map to draw, on a map that notes what it is told. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import type { Geography } from '../../../src/map/geography.ts';
import { createGround } from '../../../src/map/ground.ts';
import { MARK } from '../../../src/model/columns.ts';

function open() {
  const told: string[] = [];
  const map = {
    setFeatureState: ({ source, id }: { source: string; id: string }, { tint }: { tint: string }) => told.push(`${source} ${id} ${tint}`),
    removeFeatureState: ({ source, id }: { source: string; id: string }) => told.push(`${source} ${id} bare`),
    setPaintProperty: (layer: string, name: string, value: unknown) => told.push(`${layer} ${name} ${String(value)}`),
  };
  return { told, ground: createGround(map as unknown as MapLibreMap, {} as Geography) };
}

function pictureOf(level: 'country' | 'region', ids: readonly string[]) {
  return {
    layout: { level, places: ids.map((id) => ({ id })) },
    tints: Int32Array.from(ids, () => 0x123456),
    marks: Uint8Array.from(ids, () => MARK.solid),
    colours: new Uint8Array(ids.length * 4),
  } as unknown as Parameters<ReturnType<typeof createGround>['tint']>[0];
}

it('areas that show nothing without a tint are drawn only while one has one', () => {
  const { told, ground } = open();
  ground.tint(pictureOf('country', ['BR']), 'columns');
  expect(told.splice(0)).toEqual(['countries BR #123456', 'region-area fill-opacity 0', 'territory-area fill-opacity 0']);
  ground.tint(pictureOf('region', ['BR-SP']), 'columns');
  expect(told.splice(0)).toEqual(['countries BR bare', 'regions BR-SP #123456', 'region-area fill-opacity 1']);
  ground.tint(pictureOf('region', ['BR-RJ']), 'columns');
  expect(told.splice(0)).toEqual(['regions BR-SP bare', 'regions BR-RJ #123456']);
  ground.tint(null, 'columns');
  expect(told.splice(0)).toEqual(['regions BR-RJ bare', 'region-area fill-opacity 0']);
});

it('a new style is told anew what it draws', () => {
  const { told, ground } = open();
  ground.tint(pictureOf('region', ['BR-SP']), 'columns');
  told.splice(0);
  ground.forgetAll();
  ground.tint(pictureOf('region', ['BR-SP']), 'columns');
  expect(told).toEqual(['regions BR-SP #123456', 'region-area fill-opacity 1', 'territory-area fill-opacity 0']);
});
