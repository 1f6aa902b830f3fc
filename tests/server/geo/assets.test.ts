import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { GEOGRAPHY } from '../../../server/geo/assets.ts';
import { RegionPolygons } from '../../../server/geo/regionPolygons.ts';
import { readArcs } from '../../../src/protocol/arcText.ts';

interface Anchor {
  readonly id: string;
  readonly name: string;
  readonly country?: string;
  readonly lon: number;
  readonly lat: number;
  readonly bbox: readonly [number, number, number, number];
}
type Properties = { readonly id: string; readonly name: string; readonly country: string; readonly territory?: string };
type Areas = FeatureCollection<Polygon | MultiPolygon, Properties>;

const read = <T>(path: string) => JSON.parse(readFileSync(join(GEOGRAPHY, path), 'utf8')) as T;
const areasOf = (topology: Topology, name: string) => feature(topology, topology.objects[name] as GeometryCollection<Properties>) as Areas;
const countryTopology = read<Topology>('countries.json');
const coarse = read<Omit<Topology, 'arcs'> & { readonly arcs: string }>('world.json');
const worldTopology: Topology = { ...coarse, arcs: readArcs(coarse.arcs) };
const world = areasOf(worldTopology, 'countries').features;
const regionTopology = read<Topology>('regions.json');
const countries = areasOf(countryTopology, 'countries').features;
const regions = areasOf(regionTopology, 'regions').features;
const places = { countries: read<Anchor[]>('places/countries.json'), regions: read<Anchor[]>('places/regions.json') };
const polygonsOf = ({ geometry }: Areas['features'][number]) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** Whether two neighbouring points of a ring lie far apart, the South Pole apart. */
function jumps(ring: readonly Position[]): boolean {
  return ring.some(([lon = 0, lat = 0], at) => lat > -89 && Math.abs(lon - (ring[at - 1]?.[0] ?? lon)) > 60);
}

describe('ids', () => {
  it('are unique and the same in the shapes and in the anchor points', () => {
    const codes = countries.map(({ id }) => String(id));
    expect(new Set(codes).size).toBe(codes.length);
    expect(places.countries.map(({ id }) => id).sort()).toEqual(codes.sort());
    const ids = regions.map(({ properties }) => properties.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(places.regions.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('have the form of ISO 3166, and every region has its country', () => {
    const known = new Set(countries.map(({ id }) => String(id)));
    for (const code of known) expect(code).toMatch(/^[A-Z]{2}$/);
    for (const { properties } of regions) {
      expect(properties.id).toMatch(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);
      expect(properties.country).toBe(properties.id.slice(0, 2));
      expect(known).toContain(properties.country);
      expect(known).toContain(properties.territory ?? properties.country);
    }
  });

  it('cover the world: 249 codes of ISO 3166-1 but Bouvet’s like, 27 Brazilian states, 51 American ones, the dissolved regions', () => {
    expect(countries.length).toBeGreaterThanOrEqual(245);
    const of = (country: string) =>
      places.regions
        .filter((region) => region.country === country)
        .map(({ id }) => id)
        .sort();
    expect(of('BR')).toHaveLength(27);
    expect(of('US').filter((id) => !['US-PR', 'US-GU', 'US-VI', 'US-AS', 'US-MP', 'US-UM'].includes(id))).toHaveLength(51);
    expect(of('GB')).toEqual(['GB-ENG', 'GB-NIR', 'GB-SCT', 'GB-WLS']);
    expect(of('BE')).toEqual(['BE-BRU', 'BE-VLG', 'BE-WAL']);
    expect(of('IT')).toHaveLength(20);
    expect(of('ES')).toHaveLength(19);
    expect(of('FR').filter((id) => !/-(97|CP)/.test(id))).toHaveLength(13);
  });

  it('have names that tell the regions of a country apart', () => {
    const names = places.regions.map(({ country, name }) => `${country} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { name } of [...places.regions, ...places.countries]) expect(name.trim()).not.toBe('');
  });
});

describe('shapes', () => {
  it('never jump across the antimeridian', () => {
    const jumping = [...countries, ...regions].filter((area) => polygonsOf(area).flat().some(jumps));
    expect(jumping.map(({ id, properties }) => id ?? properties.id)).toEqual([]);
  });

  it('have lines without a seam at 180° or the pole', () => {
    for (const name of ['coast', 'borders']) {
      const lines = mesh(countryTopology, countryTopology.objects[name] as never).coordinates;
      const segments = lines.flatMap((line) => line.slice(1).map((to, at) => [line[at] ?? to, to] as const));
      expect(segments.length).toBeGreaterThan(1000);
      const seam = segments.filter(
        ([[ax = 0, ay = 0], [bx = 0, by = 0]]) =>
          Math.abs(ax - bx) > 60 || (Math.abs(ax) > 179.99 && Math.abs(bx) > 179.99 && Math.min(ay, by) < -60),
      );
      expect(seam).toEqual([]);
    }
  });

  it('hold their anchor points, inside their frames', () => {
    const ground = new RegionPolygons(regions);
    for (const {
      id,
      lon,
      lat,
      bbox: [west, south, east, north],
    } of places.regions) {
      expect(ground.at(lon, lat)?.id, `${id} at ${lon}, ${lat}`).toBe(id);
      expect(lat >= south && lat <= north && ((lon >= west && lon <= east) || (lon + 360 >= west && lon + 360 <= east)), id).toBe(true);
    }
    const land = new RegionPolygons(countries.map((area) => ({ ...area, properties: { id: String(area.id), country: String(area.id) } })));
    for (const { id, lon, lat } of places.countries) expect(land.at(lon, lat)?.id, `${id} at ${lon}, ${lat}`).toBe(id);
  });

  it('frame the main part of a country', () => {
    const width = (code: string) => {
      const [west, , east] = places.countries.find(({ id }) => id === code)?.bbox ?? [0, 0, 0, 0];
      return east - west;
    };
    expect(width('US')).toBeLessThan(60);
    expect(width('FR')).toBeLessThan(16);
    expect(width('RU')).toBeLessThan(172);
    expect(width('NZ')).toBeLessThan(16);
  });

  it('stay small: the map’s files are under a megabyte and a quarter compressed', () => {
    const sizes = ['countries.json', 'regions.json', 'water.json', 'places/countries.json', 'places/regions.json'].map(
      (path) => gzipSync(readFileSync(join(GEOGRAPHY, path))).length,
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_250_000);
  });
});

describe('the coarse world that stands first', () => {
  it('has every country, each still an area', () => {
    expect(world.map(({ id }) => id).sort()).toEqual(countries.map(({ id }) => id).sort());
    for (const area of world) {
      const [outer = []] = polygonsOf(area)[0] ?? [];
      const [west = 0, south = 0, east = 0, north = 0] = places.countries.find(({ id }) => id === area.id)?.bbox ?? [];
      // The Vatican is smaller than a step of the grid: nobody sees it from afar.
      if (Math.max(east - west, north - south) < 0.05) continue;
      expect(new Set(outer.map(String)).size, String(area.id)).toBeGreaterThanOrEqual(3);
      expect(outer.at(-1)).toEqual(outer[0]);
    }
  });

  it('never jumps across the antimeridian, and holds the lakes that are seen from afar', () => {
    for (const area of world)
      for (const rings of polygonsOf(area)) for (const ring of rings) expect(jumps(ring), String(area.id)).toBe(false);
    expect(areasOf(worldTopology, 'lakes').features.length).toBeGreaterThanOrEqual(15);
  });

  it('stays small', () => {
    expect(gzipSync(readFileSync(join(GEOGRAPHY, 'world.json'))).length).toBeLessThan(46_000);
  });
});

describe('cities', () => {
  it('stand in columns of one length, most populous first, in regions of their country', () => {
    const known = new Set(places.regions.map(({ id }) => id));
    for (const country of read<string[]>('cities.json')) {
      const { regions: own, ...columns } = read<Record<string, (number | string)[]>>(`cities/${country}.json`);
      const lengths = Object.values(columns).map((column) => column.length);
      expect(new Set(lengths).size, country).toBe(1);
      expect(Object.keys(columns).sort()).toEqual(['id', 'lat', 'lon', 'name', 'population', 'region']);
      for (const region of own ?? [])
        expect(known.has(String(region)) && String(region).startsWith(country), `${country}: ${region}`).toBe(true);
      const population = columns.population as number[];
      expect(
        population.every((count, row) => row === 0 || count <= (population[row - 1] ?? 0)),
        country,
      ).toBe(true);
      expect(new Set(columns.id).size).toBe(columns.id?.length);
    }
  });
});
