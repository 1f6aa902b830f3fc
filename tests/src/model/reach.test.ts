import { describe, expect, it } from 'vitest';
import { levelAtZoom, placeCamera } from '../../../src/model/camera.ts';
import type { ColumnPicture } from '../../../src/model/columns.ts';
import { toCountry } from '../../../src/model/place.ts';
import { partCamera, partOf, reachOf, seenIn, standsInside } from '../../../src/model/reach.ts';
import { LEAST_SHARE } from '../../../src/model/scale.ts';

const US = [-179.1, 18.9, -66.9, 71.4] as const;
const PLACES: readonly (readonly [string, number, number, number])[] = [
  ['US-CA', -119.4, 37, 1],
  ['US-NY', -75.5, 43, 0.7],
  ['US-TX', -99, 31.5, 0.4],
  ['US-AK', -152, 64, 0.01],
];

function picture(places: typeof PLACES): ColumnPicture {
  const layout = {
    level: 'region' as const,
    places: places.map(([id]) => ({ level: 'region' as const, id, country: id.slice(0, 2), region: id })),
    positions: Float64Array.from(places.flatMap(([, east, north]) => [east, north, 0])),
    slotOf: new Map(),
  };
  return { layout, shares: Float32Array.from(places, ([, , , share]) => share) } as unknown as ColumnPicture;
}

describe('the view of a place', () => {
  it('shows where its columns stand, without a small one far away', () => {
    const reach = reachOf(picture(PLACES), toCountry('US'), US);
    const [west = 0, south = 0, east = 0, north = 0] = reach ?? [];
    expect(west).toBeGreaterThan(-125);
    expect(west).toBeLessThan(-119.4);
    expect(east).toBeLessThan(-66.8);
    expect([south < 31.5, north > 43, north < 50]).toEqual([true, true, true]);
  });

  it('stays that of the whole place where they stand all over it, and while none of its own stands', () => {
    const far = PLACES.map(([id, east, north]) => [id, east, north, 1] as const);
    expect(reachOf(picture([...far, ['US-HI', -156, 20, 1]]), toCountry('US'), [-160, 18.9, -66.9, 71.4])).toBeNull();
    expect(reachOf(picture([['BR-SP', -46, -23, 1]]), toCountry('US'), US)).toBeNull();
    expect(reachOf(picture(PLACES.map(([id, east, north]) => [id, east, north, 0] as const)), toCountry('US'), US)).toBeNull();
  });

  it('of a world whose columns stand in one part of it is that part, as countries', () => {
    // As many as there are of them, what is all but nothing counts for nothing.
    const specks = Array.from({ length: 30 }, (_, at) => [`Z${at}`, at * 12 - 170, -30, LEAST_SHARE] as const);
    const europe = picture([...specks, ['GB', -2, 54, 1], ['DE', 10, 51, 0.2], ['IE', -8, 53, 0.2], ['AU', 134, -25, 0.02]]);
    const part = partOf(europe);
    expect(part?.[0]).toBeGreaterThan(-12);
    expect(part?.[2]).toBeLessThan(14);
    const camera = partCamera(part ?? US, { width: 1280, height: 720 }, { top: 140, right: 12, bottom: 108, left: 68 }, 0);
    expect(levelAtZoom(camera, 'country')).toBe('country');
    expect(levelAtZoom({ ...camera, zoom: camera.zoom + 0.1 }, 'country')).toBe('country');
    expect(
      partOf(
        picture([
          ['GB', -2, 54, 1],
          ['US', -100, 40, 1],
        ]),
      ),
    ).toBeNull();
  });

  it('is fitted to its main columns and the ground around them, or to all of them where the whole place is shown', () => {
    const reach = reachOf(picture(PLACES), toCountry('US'), US);
    const part = seenIn(picture(PLACES), toCountry('US'), US, reach);
    expect(part.map(({ longitude }) => longitude)).not.toContain(-152);
    expect(part.filter(({ share }) => share === 0)).toHaveLength(4);
    expect(seenIn(picture(PLACES), toCountry('US'), US, null).map(({ longitude }) => longitude)).toEqual([-119.4, -75.5, -99, -152]);
    expect(seenIn(picture([...PLACES, ['BR-SP', -46, -23, 1]]), toCountry('US'), US, null)).toHaveLength(4);
  });

  it('leaves room for a panel: the place stands right of the middle, smaller where it must', () => {
    const [size, padding] = [
      { width: 1280, height: 720 },
      { top: 140, right: 412, bottom: 108, left: 68 },
    ];
    const plain = placeCamera([-125, 25, -67, 49], 'country', size, padding);
    const beside = placeCamera([-125, 25, -67, 49], 'country', size, padding, 260);
    expect(beside.zoom).toBeLessThanOrEqual(plain.zoom);
    expect(beside.longitude).toBeLessThan(plain.longitude - 3);
    expect(placeCamera([-125, 25, -67, 49], 'country', size, padding, 0)).toEqual(plain);
  });

  it('is not known while the picture is still that of the place among its neighbours', () => {
    const among = picture(PLACES);
    const own = among.layout.places[0] as (typeof among.layout.places)[number];
    expect([standsInside(among, toCountry('US'), US), standsInside(among, own, US), standsInside(among, null, null)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(reachOf(among, own, [-125, 32, -114, 42])).toBeNull();
    expect(standsInside(picture(PLACES.map(([id, east, north]) => [id, east, north, 0] as const)), toCountry('US'), US)).toBe(false);
  });

  it('of a city is where its hexagons stand, which say of no city that they lie in it', () => {
    const city = { level: 'city' as const, id: 'geonames:3451190', country: 'BR', region: 'BR-RJ' };
    const bounds = [-43.37, -23.07, -43.05, -22.75] as const;
    const cells: readonly (readonly [string, number, number, number])[] = [
      ['87a8a0', -43.2, -22.9, 1],
      ['87a8a1', -43.6, -22.88, 0.6],
      ['87a8a2', -43.3, -22.85, LEAST_SHARE],
      ['8729a1', -74, 40.7, 1],
    ];
    const { layout, shares } = picture(cells);
    const places = cells.map(([id]) => ({ level: 'hexagon' as const, id, country: null, region: null }));
    const hexagons = { layout: { ...layout, level: 'hexagon', places }, shares } as unknown as ColumnPicture;
    expect(standsInside(hexagons, city, bounds)).toBe(true);
    expect(reachOf(hexagons, city, bounds)).toBeNull();
    expect(seenIn(hexagons, city, bounds, null).map(({ longitude }) => longitude)).toEqual([-43.2, -43.6]);
    expect(standsInside(hexagons, { ...city, id: 'geonames:2643743' }, [-0.29, 51.35, 0.03, 51.67])).toBe(false);
  });
});
