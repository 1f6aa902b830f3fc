/** The US ZIP codes of the resolver, with the city each names. */
import { normaliseName } from '../placeName.ts';
import type { PlacedCity } from './cityFiles.ts';
import type { ZipRow } from './sources.ts';

/** Columns ordered by code. */
export interface ZipColumns {
  readonly regions: readonly string[];
  /** The code as a number, so 2134 is 02134. */
  readonly zip: readonly number[];
  readonly region: readonly number[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
  /** GeoNames id, 0 where the place is not among the cities. */
  readonly city: readonly number[];
}

/** A city of that name in that state is the place of a ZIP code within this many degrees. */
const SAME_PLACE_DEGREES = 0.6;

/** Military addresses (AA, AE, AP) lie in no state and are left out. */
export function toZipColumns(zips: readonly ZipRow[], cities: readonly PlacedCity[], regionIds: ReadonlySet<string>): ZipColumns {
  const byName = new Map<string, PlacedCity[]>();
  for (const city of cities) {
    for (const name of new Set([city.name, city.ascii, ...city.alternates].map(normaliseName))) {
      const key = `${city.region} ${name}`;
      byName.set(key, [...(byName.get(key) ?? []), city]);
    }
  }
  const rows = [...zips].filter(({ state }) => regionIds.has(`US-${state}`)).sort((a, b) => Number(a.zip) - Number(b.zip));
  const regions = [...new Set(rows.map(({ state }) => `US-${state}`))].sort();
  const round = (degrees: number) => Math.round(degrees * 1000) / 1000;
  return {
    regions,
    zip: rows.map(({ zip }) => Number(zip)),
    region: rows.map(({ state }) => regions.indexOf(`US-${state}`)),
    lat: rows.map(({ lat }) => round(lat)),
    lon: rows.map(({ lon }) => round(lon)),
    city: rows.map((row) => nearest(row, byName.get(`US-${row.state} ${normaliseName(row.place)}`) ?? [])?.id ?? 0),
  };
}

function nearest({ lat, lon }: ZipRow, cities: readonly PlacedCity[]): PlacedCity | undefined {
  const away = (city: PlacedCity) => Math.hypot(city.lat - lat, city.lon - lon);
  return cities.filter((city) => away(city) < SAME_PLACE_DEGREES).sort((a, b) => away(a) - away(b))[0];
}
