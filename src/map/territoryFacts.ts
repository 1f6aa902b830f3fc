/** A company's own areas as the map needs them: their shapes, and a point of each on which its column stands. */
import type { Feature, FeatureCollection } from 'geojson';
import { addressOf } from '../live/asker.ts';
import type { Bounds } from '../model/camera.ts';
import type { LngLat } from '../model/layout.ts';
import type { TerritoryFeature, TerritoryShapes } from '../protocol/territories.ts';
import type { PlaceFacts } from './geography.ts';

export interface TerritoryGround {
  readonly shapes: FeatureCollection;
  /** By the id of the area. */
  readonly facts: ReadonlyMap<string, PlaceFacts>;
}

/** Fetches the set `name` from the server. Throws when it is not there. */
export async function fetchTerritories(name: string): Promise<TerritoryGround> {
  const response = await fetch(addressOf(`/v1/territories/${encodeURIComponent(name)}`));
  if (!response.ok) throw new Error(`no territories ${name}: the server answered ${response.status}`);
  return toGround(name, (await response.json()) as TerritoryShapes);
}

/** `set` stands in the properties of every shape, so that a click tells whose it is. Of overlapping areas the one that counts lies on top: the map draws it last. */
export function toGround(set: string, { features }: TerritoryShapes): TerritoryGround {
  const shapes = features.map((area) => ({ ...area, properties: { ...area.properties, set } }) as unknown as Feature).reverse();
  return {
    shapes: { type: 'FeatureCollection', features: shapes },
    facts: new Map(features.map((area) => [area.properties.id, toFacts(area)])),
  };
}

function toFacts({ properties, geometry }: TerritoryFeature): PlaceFacts {
  const outlines = geometry.coordinates.map(([outline]) => outline ?? []);
  const all = outlines.map(boundsOf);
  const sizes = all.map(([west, south, east, north]) => (east - west) * (north - south));
  const largest = sizes.indexOf(Math.max(...sizes));
  return { name: properties.name, anchor: middleOf(geometry.coordinates[largest] ?? []), bounds: boundsAround(all) };
}

/** The bounds of all parts, over the date line where they lie closer together that way. */
function boundsAround(all: readonly Bounds[]): Bounds {
  const parts = [...all].sort(([one], [other]) => one - other);
  let [west, south, east, north] = parts[0] as Bounds;
  // The widest stretch without a part decides: at first that at the back, where those farthest east and west lie apart.
  const back = west + 360 - parts.reduce((most, part) => Math.max(most, part[2]), east);
  let [widest, turned] = [back, Number.NEGATIVE_INFINITY];
  for (const part of parts) {
    const gap = part[0] - east;
    if (gap > widest) [widest, west, turned] = [gap, part[0], east + 360];
    [south, east, north] = [Math.min(south, part[1]), Math.max(east, part[2]), Math.max(north, part[3])];
  }
  return [west, south, Math.max(east, turned), north];
}

type Ring = readonly (readonly [number, number, ...number[]])[];

function boundsOf(ring: Ring): Bounds {
  const [lons, lats] = [ring.map(([longitude]) => longitude), ring.map(([, latitude]) => latitude)];
  return [
    lons.reduce((a, b) => Math.min(a, b)),
    lats.reduce((a, b) => Math.min(a, b)),
    lons.reduce((a, b) => Math.max(a, b)),
    lats.reduce((a, b) => Math.max(a, b)),
  ];
}

/** The middle of the widest stretch inside, half way up: it lies in the area however bent that is. */
function middleOf(rings: readonly Ring[]): LngLat {
  const [, south, , north] = boundsOf(rings[0] ?? []);
  // No corner stands exactly there.
  const latitude = south + (north - south) * 0.500_137;
  const crossings = rings
    .flatMap((ring) => ring.slice(1).flatMap((to, at) => crossingOf(ring[at] as Ring[number], to, latitude)))
    .sort((a, b) => a - b);
  let [best, widest] = [crossings[0] ?? 0, -1];
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const width = (crossings[at + 1] as number) - (crossings[at] as number);
    if (width > widest) [best, widest] = [((crossings[at] as number) + (crossings[at + 1] as number)) / 2, width];
  }
  return [best, latitude];
}

function crossingOf([ax, ay]: Ring[number], [bx, by]: Ring[number], latitude: number): readonly number[] {
  return ay > latitude === by > latitude ? [] : [ax + ((bx - ax) * (latitude - ay)) / (by - ay)];
}
