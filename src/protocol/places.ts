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

export interface PlacesAnswer {
  /** Best first. */
  readonly places: readonly FoundPlace[];
}
