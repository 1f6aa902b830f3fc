/** Which region every city lies in: by its GeoNames admin-1 code where that is one of ours, else by its coordinates. */
import { RegionPolygons } from '../regionPolygons.ts';
import type { RegionArea } from './shapes.ts';
import type { CityRow } from './sources.ts';

/** From this share of its cities on, a GeoNames admin-1 unit is taken to be the region they lie in. */
const MAJORITY = 0.85;

/** Region id of each city, in the order given, null where none is near; `byAdmin1` maps GeoNames `CC.code` to a region. */
export function placeCities(
  cities: readonly CityRow[],
  areas: readonly RegionArea[],
): { regions: (string | null)[]; byAdmin1: Map<string, string> } {
  const polygons = new RegionPolygons(areas);
  const lying = cities.map((city) => regionAt(polygons, city));
  const byAdmin1 = majorities(cities, lying);
  return { regions: cities.map((city, at) => byAdmin1.get(admin1Key(city)) ?? lying[at] ?? null), byAdmin1 };
}

const admin1Key = (city: CityRow) => `${city.country}.${city.admin1}`;

/** Only ground of the city's own country counts; a city just off the shore or over the border takes the nearest region of it. */
function regionAt(polygons: RegionPolygons, { lon, lat, country }: CityRow): string | null {
  const hit = polygons.at(lon, lat);
  if (hit?.territory === country) return hit.id;
  for (const km of [3, 10, 30]) {
    for (let turn = 0; turn < 16; turn++) {
      const near = polygons.at(
        lon + (km / 111 / Math.cos((lat * Math.PI) / 180)) * Math.cos((turn * Math.PI) / 8),
        lat + (km / 111) * Math.sin((turn * Math.PI) / 8),
      );
      if (near?.territory === country) return near.id;
    }
  }
  return null;
}

function majorities(cities: readonly CityRow[], lying: readonly (string | null)[]): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  cities.forEach((city, at) => {
    const region = lying[at];
    if (!region || city.admin1 === '' || city.admin1 === '00') return;
    const counts = votes.get(admin1Key(city)) ?? new Map<string, number>();
    votes.set(admin1Key(city), counts.set(region, (counts.get(region) ?? 0) + 1));
  });
  const chosen = new Map<string, string>();
  for (const [key, counts] of votes) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const [region, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    if (most / total >= MAJORITY) chosen.set(key, region);
  }
  return chosen;
}
