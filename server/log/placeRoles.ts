/** The two places of an event, which are resolved alike: where it happened, and where what it is about came from (such as a parcel's sender). */
import type { Gazetteer, Place, PlaceInput } from '../geo/gazetteer.ts';
import type { ResolvedEvent } from './resolvedEvent.ts';

export interface PlaceRole {
  /** Names of `data` that say it. */
  readonly said: Readonly<Partial<Record<keyof PlaceInput, string>>>;
  /** Names of a stored event that hold what was made of it. */
  readonly stored: Readonly<Record<keyof Place, keyof ResolvedEvent>>;
}

export const PLACE = {
  said: { country: 'country', region: 'region', city: 'city', postal_code: 'postal_code', lat: 'lat', lon: 'lon' },
  stored: { country: 'country', region: 'region', city: 'city', cell: 'cell' },
} as const satisfies PlaceRole;

export const ORIGIN = {
  said: { country: 'origin_country', region: 'origin_region', city: 'origin_city', lat: 'origin_lat', lon: 'origin_lon' },
  stored: { country: 'originCountry', region: 'originRegion', city: 'originCity', cell: 'originCell' },
} as const satisfies PlaceRole;

/** The resolved origin, to be spread into a stored event; nothing where the event says none. */
export function originOf(
  data: ResolvedEvent['data'],
  gazetteer: Pick<Gazetteer, 'resolve'>,
): Pick<ResolvedEvent, 'originCountry' | 'originRegion' | 'originCity' | 'originCell'> {
  const { origin_country: country, origin_region: region, origin_city: city, origin_lat: lat, origin_lon: lon } = data;
  if ([country, region, city, lat, lon].every((said) => said === undefined)) return {};
  const place = gazetteer.resolve({ country, region, city, lat, lon });
  return { originCountry: place.country, originRegion: place.region, originCity: place.city, originCell: place.cell };
}
