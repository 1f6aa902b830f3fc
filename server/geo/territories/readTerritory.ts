/** Reads GeoJSON into a set of territories, or says which feature is wrong and how to mend it. */
import { createHash } from 'node:crypto';
import { MAX_TERRITORY_BYTES, type TerritoryFeature, type TerritoryShapes, territoryName } from '../../../src/protocol/territories.ts';
import { type AreaFinder, createAreaFinder } from './areaFinder.ts';

/** A set of territories. Areas are numbered from 1 in the order of the file; 0 is none. */
export interface Territory {
  /** Of the dimension `territory:<name>`. */
  readonly name: string;
  readonly label: string;
  readonly areas: readonly { readonly id: string; readonly label: string }[];
  readonly shapes: TerritoryShapes;
  /** Another one means that a point may lie in another area. */
  readonly fingerprint: string;
  /** Number of the first area of the file that a point (degrees) lies in. */
  readonly areaAt: AreaFinder;
}

/** Features and positions in a file. */
const MAX_FEATURES = 20_000;
const MAX_POSITIONS = 1_000_000;
const MAX_ID_CHARACTERS = 200;
/** Raised whenever the same file would be read differently. */
const VERSION = 1;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const GEOMETRIES = 'Polygon or MultiPolygon';

type Ring = readonly [number, number][];
type Polygons = readonly (readonly Ring[])[];

/** Throws an error that names the file and the feature. */
export function readTerritory(label: string, text: string): Territory {
  const name = territoryName(label);
  const fail = (problem: string): never => {
    throw new Error(`${label}: ${problem}`);
  };
  if (name === null) return fail('the name must hold letters or digits from a to z');
  if (Buffer.byteLength(text) > MAX_TERRITORY_BYTES)
    return fail(`is larger than ${MAX_TERRITORY_BYTES / 1024 / 1024} MiB; simplify its outlines`);
  const features = featuresOf(text, label, fail);
  let positions = 0;
  const byId = new Map<string, { readonly label: string; readonly polygons: Ring[][] }>();
  features.forEach((feature, at) => {
    const where = (problem: string): never => fail(`features[${at}]: ${problem}`);
    const { id, label: areaLabel } = idOf(feature, where);
    const polygons = polygonsOf(feature, (problem) => where(`${JSON.stringify(id)}: ${problem}`));
    positions += polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
    if (positions > MAX_POSITIONS) where(`more than ${MAX_POSITIONS.toLocaleString('en')} positions up to here; simplify the outlines`);
    const known = byId.get(id);
    if (known) known.polygons.push(...polygons.map((rings) => [...rings]));
    else byId.set(id, { label: areaLabel, polygons: polygons.map((rings) => [...rings]) });
  });
  const all = [...byId].map(([id, area]) => ({ id, ...area }));
  // Whoever only draws the areas looks nothing up in them.
  let finder: AreaFinder | null = null;
  return {
    name,
    label,
    areas: all.map(({ id, label: areaLabel }) => ({ id, label: areaLabel })),
    shapes: { type: 'FeatureCollection', features: all.map(toFeature) },
    fingerprint: createHash('sha256')
      .update(JSON.stringify([VERSION, all]))
      .digest('hex'),
    areaAt: (longitude, latitude) => {
      finder ??= createAreaFinder(all.map(({ polygons }) => polygons));
      return finder(longitude, latitude);
    },
  };
}

/** Of a collection; one feature alone is a set of one, and an outline alone is called as the set is. */
function featuresOf(text: string, label: string, fail: (problem: string) => never): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return fail(`is not JSON (${error instanceof Error ? error.message : error})`);
  }
  const { type, features } = record(parsed);
  if (type === 'Feature') return [parsed];
  if (type === 'Polygon' || type === 'MultiPolygon') return [{ type: 'Feature', properties: { name: label }, geometry: parsed }];
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    return fail('must be a GeoJSON FeatureCollection: {"type": "FeatureCollection", "features": [...]}');
  if (features.length === 0) return fail('has no features');
  if (features.length > MAX_FEATURES) return fail(`has more than ${MAX_FEATURES.toLocaleString('en')} features`);
  return features;
}

/** The id of a feature, else its property `id` or `name`. */
function idOf(feature: unknown, fail: (problem: string) => never): { readonly id: string; readonly label: string } {
  const { id, type, properties } = record(feature);
  if (type !== 'Feature') return fail('must be a Feature');
  const own = record(properties);
  const name = textOf(own.name) ?? textOf(own.NAME) ?? textOf(own.Name);
  const found = textOf(id) ?? textOf(own.id) ?? name;
  if (found === null) return fail('has no name: give it an "id", or a property "name"');
  if (found.length > MAX_ID_CHARACTERS) return fail(`its name is longer than ${MAX_ID_CHARACTERS} characters`);
  return { id: found, label: name ?? found };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.trim().replaceAll(LONE_SURROGATE, '\ufffd').normalize('NFC') || null : null;
}

function polygonsOf(feature: unknown, fail: (problem: string) => never): Polygons {
  const geometry = record(record(feature).geometry);
  const { type, coordinates } = geometry;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return fail(`its geometry is ${JSON.stringify(type ?? null)}; it must be a ${GEOMETRIES}`);
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return fail('has no coordinates');
  return polygons.map((rings: unknown) => {
    if (!Array.isArray(rings) || rings.length === 0) return fail('has a polygon without an outline');
    return rings.map((ring) => toRing(ring, fail));
  });
}

/** Closed, whatever the file says. */
function toRing(ring: unknown, fail: (problem: string) => never): Ring {
  if (!Array.isArray(ring)) return fail('has an outline that is no list of positions');
  const positions = ring.map((position): [number, number] => {
    const [longitude, latitude] = Array.isArray(position) ? (position as unknown[]) : [];
    if (typeof longitude !== 'number' || typeof latitude !== 'number' || !Number.isFinite(longitude) || !Number.isFinite(latitude))
      return fail(`has a position that is no pair of numbers: ${JSON.stringify(position)?.slice(0, 60)}`);
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 360)
      return fail(
        `has the position ${longitude}, ${latitude}: coordinates must be degrees (WGS 84), longitude first; convert a projected map`,
      );
    return [longitude, latitude];
  });
  const [first, last] = [positions[0], positions.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) positions.push(first);
  if (positions.length < 4) return fail('has an outline of fewer than three corners');
  return positions;
}

function toFeature({
  id,
  label,
  polygons,
}: {
  readonly id: string;
  readonly label: string;
  readonly polygons: readonly Ring[][];
}): TerritoryFeature {
  return { type: 'Feature', properties: { id, name: label }, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
