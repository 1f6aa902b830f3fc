/** From admin-1 polygons to the two topologies of the map: regions, and countries with land, borders and coast. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { RegionIdentity } from './regionIds.ts';
import { type Area, areaOf, outerOf, polygonsOf, type Ring } from './rings.ts';

export type RegionArea = Area<RegionIdentity>;
export type CountryArea = Area<{ id: string }>;

/** Share of vertices kept (weighted Visvalingam), chosen for about 750 kB and 250 kB compressed. */
const REGION_DETAIL = '20%';
const COUNTRY_DETAIL = '10%';
/** Steps of the coordinate grid over the globe: about 200 m at the equator. */
const GRID = 2e5;
const ACROSS_ANTIMERIDIAN = new Set(['RU', 'FJ']);

/** Moves the far western parts of Russia and Fiji east of 180°, so that no land is cut at the antimeridian. */
export function joinAcrossAntimeridian(area: RegionArea): RegionArea {
  if (!ACROSS_ANTIMERIDIAN.has(area.properties.country)) return area;
  const polygons = polygonsOf(area).map((polygon) =>
    isWest(polygon) ? polygon.map((ring) => ring.map(([lon, lat]) => [lon + 360, lat])) : polygon,
  );
  return { ...area, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

function isWest(polygon: readonly Ring[]): boolean {
  return outerOf(polygon).every(([lon]) => lon < 0);
}

export interface Shapes {
  /** Full detail, merged: for deciding where a city lies. */
  readonly exact: RegionArea[];
  readonly regions: RegionArea[];
  readonly countries: CountryArea[];
}

/** Merges and simplifies with mapshaper, which keeps shared borders shared. */
export function shape(areas: RegionArea[], packages: string): Shapes {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-shapes-'));
  const path = (name: string) => join(folder, `${name}.json`);
  const mapshaper = (...args: string[]) =>
    execFileSync(process.execPath, ['--max-old-space-size=4096', join(packages, 'mapshaper/bin/mapshaper'), ...args], { stdio: 'inherit' });
  const read = <T>(name: string) => (JSON.parse(readFileSync(path(name), 'utf8')) as FeatureCollection<Polygon | MultiPolygon, T>).features;
  writeFileSync(path('source'), JSON.stringify({ type: 'FeatureCollection', features: areas }));
  mapshaper(path('source'), '-clean', '-dissolve', 'id', 'copy-fields=country,territory', '-o', path('exact'), 'precision=0.00001');
  mapshaper(path('exact'), '-simplify', REGION_DETAIL, 'weighted', 'keep-shapes', '-clean', '-o', path('regions'), 'precision=0.0001');
  const merge = ['-dissolve', 'territory', '-rename-fields', 'id=territory'];
  mapshaper(
    path('exact'),
    ...merge,
    '-simplify',
    COUNTRY_DETAIL,
    'weighted',
    'keep-shapes',
    '-clean',
    '-o',
    path('countries'),
    'precision=0.0001',
  );
  return { exact: read('exact'), regions: read('regions'), countries: read<{ id: string }>('countries').map(withoutIslets) };
}

/** Islands under this many square degrees are left out of the picture of a country, its largest part apart. */
const ISLET = 0.004;

function withoutIslets(area: CountryArea): CountryArea {
  const polygons = polygonsOf(area)
    .map((rings) => ({ rings, size: areaOf(outerOf(rings)) }))
    .sort((a, b) => b.size - a.size);
  const kept = polygons.filter(({ size }, at) => at === 0 || size > ISLET);
  return { ...area, geometry: { type: 'MultiPolygon', coordinates: kept.map(({ rings }) => rings) } };
}

/** Packs named collections into one TopoJSON text. */
export function pack(objects: Record<string, unknown>, packages: string): string {
  const { topology } = createRequire(join(packages, 'x.js'))('topojson-server') as {
    topology(objects: Record<string, unknown>, grid: number): Topology;
  };
  return JSON.stringify(topology(objects, GRID));
}

/** The areas of a packed collection as the map will see them, on the grid. */
export function unpack<Properties extends object>(text: string, name: string): Area<Properties>[] {
  const topology = JSON.parse(text) as Topology<Record<string, GeometryCollection<Properties>>>;
  const collection = topology.objects[name];
  return collection ? (feature(topology, collection).features as Area<Properties>[]) : [];
}
