/** Where the first rows of a file would stand on the map, before anything of it is kept. */
import type { CheckedPlace } from '../../protocol/imports.ts';
import type { PlaceRef } from '../place.ts';

/** Rows that would stand on one spot. */
export interface SampleSpot {
  /** Degrees; null where only the region or country is known: then the spot is that place's own. */
  readonly at: readonly [longitude: number, latitude: number] | null;
  /** The most precise place that is known of them. */
  readonly place: PlaceRef | null;
  readonly rows: number;
}

/** Rows at one spot together, most first; those without any place are left out. */
export function toSpots(places: readonly CheckedPlace[]): readonly SampleSpot[] {
  const spots = new Map<string, SampleSpot>();
  for (const { country, region, city, longitude, latitude } of places) {
    const place = placeOf({ country, region, city });
    const at = longitude === null || latitude === null ? null : ([longitude, latitude] as const);
    if (at === null && place === null) continue;
    const key = at ? `${at[0].toFixed(4)} ${at[1].toFixed(4)}` : `${place?.level} ${place?.id}`;
    const known = spots.get(key);
    spots.set(key, known ? { ...known, rows: known.rows + 1 } : { at, place, rows: 1 });
  }
  return [...spots.values()].sort((one, other) => other.rows - one.rows);
}

function placeOf({ country, region, city }: Pick<CheckedPlace, 'country' | 'region' | 'city'>): PlaceRef | null {
  if (city !== null) return { level: 'city', id: city, country, region };
  if (region !== null) return { level: 'region', id: region, country, region };
  return country === null ? null : { level: 'country', id: country, country, region: null };
}
