import { describe, expect, it } from 'vitest';
import { createFraming } from '../../../src/map/framing.ts';
import type { Geography } from '../../../src/map/geography.ts';
import type { MapScene } from '../../../src/map/mapScene.ts';
import type { ColumnPicture } from '../../../src/model/columns.ts';
import { type PlaceRef, toCountry } from '../../../src/model/place.ts';

const RIO: PlaceRef = { level: 'region', id: 'BR-RJ', country: 'BR', region: 'BR-RJ' };
const geography = { factsOf: () => ({ name: '', anchor: [-50, -15], bounds: [-74, -34, -34, 5] }) } as unknown as Geography;

function picture(places: readonly PlaceRef[]): ColumnPicture {
  const layout = { level: places[0]?.level, places, positions: Float64Array.from(places.flatMap(() => [-43, -22, 0])) };
  return { layout, shares: Float32Array.from(places, () => 1) } as unknown as ColumnPicture;
}

const scene = (focus: PlaceRef | null, table: object) => ({ focus, table }) as unknown as MapScene;

describe('the frame of a place', () => {
  it('on the way out is taken from its own columns, not from those of the place inside it that still stand', () => {
    const framing = createFraming(geography, () => []);
    const [cities, regions] = [{}, {}];
    const ofCities = picture([{ level: 'city', id: 'geonames:1', country: 'BR', region: 'BR-RJ' }]);
    expect(framing.settle(scene(RIO, cities), ofCities)).toBe(true);
    expect(framing.settle(scene(toCountry('BR'), cities), ofCities)).toBe(false);
    expect(framing.settle(scene(toCountry('BR'), regions), picture([RIO]))).toBe(true);
    // Once settled it stays.
    expect(framing.settle(scene(toCountry('BR'), {}), picture([RIO]))).toBe(false);
  });
});
