/** `GET /v1/places?q=…`: places by any of their names. */

/** A place that was found, with the places it lies in. */
export interface FoundPlace {
  readonly level: 'country' | 'region' | 'city';
  /** ISO 3166-1 alpha-2, ISO 3166-2 or `geonames:<id>`. */
  readonly id: string;
  readonly label: string;
  readonly country: string | null;
  readonly region: string | null;
  /** Names of the enclosing region and country, for people: `São Paulo, Brazil`; empty for a country. */
  readonly within: string;
}

/** What a row of a file says of its place, for `POST /v1/places/resolved`. */
export interface PlaceSaid {
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly postal_code?: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** Where an event that says so would stand; null where nothing is found. */
export interface ResolvedPlace {
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  /** The most precise of them and what it lies in, for people: `Campinas, São Paulo, Brazil`. */
  readonly label: string | null;
}

export interface ResolvedPlacesAnswer {
  /** In the order asked. */
  readonly places: readonly ResolvedPlace[];
}

export interface PlacesAnswer {
  /** Best first. */
  readonly places: readonly FoundPlace[];
}
