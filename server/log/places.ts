/** Where the log gets its places from, with a memory of the latest ones: most events come from few places. */
import type { EventData } from '../../src/protocol/event.ts';

export interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly cell: string | null;
}

export interface Gazetteer {
  resolve(sent: PlaceFields): Place;
}

export type PlaceFields = Pick<EventData, 'country' | 'region' | 'city' | 'postal_code' | 'lat' | 'lon'>;

export const NOWHERE: Place = { country: null, region: null, city: null, cell: null };
const REMEMBERED_PLACES = 50_000;

/** The gazetteer of the product. */
export async function loadPlaces(): Promise<Gazetteer> {
  return { resolve: () => NOWHERE };
}

/** Resolves the place that an event names, asking the gazetteer once for each distinct combination of recent ones. */
export function createPlaceResolver(gazetteer: Gazetteer): (data: EventData) => Place {
  const known = new Map<string, Place>();
  return ({ country, region, city, postal_code, lat, lon }) => {
    if (!(country || region || city || postal_code || (lat !== undefined && lon !== undefined))) return NOWHERE;
    const key = `${country}\0${region}\0${city}\0${postal_code}\0${lat}\0${lon}`;
    const found = known.get(key);
    if (found) return found;
    const place = gazetteer.resolve(withoutAbsent({ country, region, city, postal_code, lat, lon }));
    if (known.size >= REMEMBERED_PLACES) known.clear();
    known.set(key, place);
    return place;
  };
}

function withoutAbsent(fields: { readonly [name in keyof PlaceFields]: PlaceFields[name] | undefined }): PlaceFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
