/** A company's own territories: areas that it drew itself, each set of them a dimension `territory:<name>`. */

/** Prefix of the dimensions of territories. */
export const TERRITORY = 'territory:';

/** Bytes of a file of territories. */
export const MAX_TERRITORY_BYTES = 16 * 1024 * 1024;

/** The name of a set by that of its file, or as people write it: lower-case letters, digits and dashes; null when nothing is left of it. */
export function territoryName(label: string): string | null {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || null
  );
}

/** One set of territories, as `GET /v1/territories` lists it. */
export interface TerritorySet {
  /** `territory:<name>`. */
  readonly id: string;
  readonly name: string;
  /** For people: the name of the file. */
  readonly label: string;
  /** Number of areas. */
  readonly areas: number;
}

export interface TerritoriesAnswer {
  readonly territories: readonly TerritorySet[];
  /** Files that could not be used, and why. */
  readonly problems: readonly string[];
}

/** Longitude and latitude in degrees. */
type Position = readonly [number, number, ...number[]];

/** An area of a set, as `GET /v1/territories/<name>` draws it: GeoJSON whose features are in the order in which they count where they overlap. */
export interface TerritoryFeature {
  readonly type: 'Feature';
  readonly properties: { readonly id: string; readonly name: string };
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };
}

export interface TerritoryShapes {
  readonly type: 'FeatureCollection';
  readonly features: readonly TerritoryFeature[];
}
