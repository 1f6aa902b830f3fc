/** From admin-1 polygons to the two topologies of the map: regions, and countries with land, borders and coast. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { RegionIdentity } from './regionIds.ts';

export type RegionArea = Feature<Polygon | MultiPolygon, RegionIdentity>;
export type CountryArea = Feature<Polygon | MultiPolygon, { id: string }>;

/** Share of vertices kept (weighted Visvalingam), chosen for about 750 kB and 250 kB compressed. */
const REGION_DETAIL = '20%';
const COUNTRY_DETAIL = '10%';
/** Steps of the coordinate grid over the globe: about 400 m at the equator. */
const GRID = 1e5;
const ACROSS_ANTIMERIDIAN = new Set(['RU', 'FJ']);

/** Moves the far western parts of Russia and Fiji east of 180°, so that no land is cut at the antimeridian. */
export function joinAcrossAntimeridian(area: RegionArea): RegionArea {
  if (!ACROSS_ANTIMERIDIAN.has(area.properties.country)) return area;
  const polygons = polygonsOf(area).map((polygon) =>
    isWest(polygon) ? polygon.map((ring) => ring.map(([lon, lat]) => [lon! + 360, lat!])) : polygon,
  );
  return { ...area, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

function isWest(polygon: Position[][]): boolean {
  return polygon[0]!.every(([lon]) => lon! < 0);
}

export function polygonsOf(area: Feature<Polygon | MultiPolygon>): Position[][][] {
  return area.geometry.type === 'Polygon' ? [area.geometry.coordinates] : area.geometry.coordinates;
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
  mapshaper(
    path('exact'),
    '-dissolve',
    'territory',
    '-rename-fields',
    'id=territory',
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
  const polygons = polygonsOf(area).sort((a, b) => areaOf(b[0]!) - areaOf(a[0]!));
  return { ...area, geometry: { type: 'MultiPolygon', coordinates: polygons.filter(([ring], at) => at === 0 || areaOf(ring!) > ISLET) } };
}

/** Area of a ring in square degrees at the equator. */
export function areaOf(ring: Position[]): number {
  let twice = 0;
  for (let at = 1; at < ring.length; at++) twice += ring[at - 1]![0]! * ring[at]![1]! - ring[at]![0]! * ring[at - 1]![1]!;
  return Math.abs(twice / 2) * Math.cos((ring[0]![1]! * Math.PI) / 180);
}

type Topology = Record<string, unknown>;

/** Packs named collections into one TopoJSON text. */
export function pack(objects: Record<string, unknown>, packages: string): string {
  const { topology } = createRequire(join(packages, 'x.js'))('topojson-server') as {
    topology(objects: Record<string, unknown>, grid: number): Topology;
  };
  return JSON.stringify(topology(objects, GRID));
}
