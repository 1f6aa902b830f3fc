/** The outlines of the places of a layout, plain enough to be raised. */
import type { Feature, Position } from 'geojson';
import type { ColumnLayout, LngLat } from '../model/layout.ts';
import { insetRing, simplifyRing, spanOf } from '../model/simplify.ts';
import type { Geography } from './geography.ts';

export interface Area {
  readonly slot: number;
  /** Outer ring first, then holes. */
  readonly polygon: readonly (readonly LngLat[])[];
}

/** Degrees: corners nearer to the line go, as a share of the extent and within these. */
const TOLERANCE = { share: 0.007, least: 0.015, most: 0.25 } as const;

/** Neighbours of one colour are told apart by the gap between them: so much of the tolerance each stands back. */
const GAP = 0.8;

const plain = new WeakMap<Feature, readonly (readonly (readonly LngLat[])[])[]>();
const byLayout = new WeakMap<ColumnLayout, { readonly outlines: object; readonly areas: readonly Area[] }>();

/** The areas of a layout, the same while no other shapes of its level have come; empty before the first. */
export function areasOf(layout: ColumnLayout, geography: Pick<Geography, 'outlinesOf'>): readonly Area[] {
  const outlines = geography.outlinesOf(layout.level, layout.places[0]?.set);
  const known = byLayout.get(layout);
  if (known?.outlines === outlines) return known.areas;
  const areas = layout.places.flatMap(({ id }, slot) => {
    const shape = outlines.get(id);
    return shape ? polygonsOf(shape).map((polygon) => ({ slot, polygon })) : [];
  });
  byLayout.set(layout, { outlines, areas });
  return areas;
}

function polygonsOf(shape: Feature): readonly (readonly (readonly LngLat[])[])[] {
  const polygons = plain.get(shape) ?? simplify(shape);
  plain.set(shape, polygons);
  return polygons;
}

function simplify({ geometry }: Feature): readonly (readonly (readonly LngLat[])[])[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  const largest = Math.max(0, ...polygons.map(([outer]) => spanOf(toRing(outer ?? []))));
  const tolerance = Math.max(TOLERANCE.least, Math.min(TOLERANCE.most, largest * TOLERANCE.share));
  const kept = polygons.filter(([outer]) => spanOf(toRing(outer ?? [])) >= Math.min(largest, tolerance * 4));
  return kept.map(([outer, ...holes]) => [
    insetRing(simplifyRing(toRing(outer ?? []), tolerance), tolerance * GAP),
    ...holes.map((hole) => simplifyRing(toRing(hole), tolerance)).filter((ring) => ring.length >= 4),
  ]);
}

function toRing(positions: readonly Position[]): readonly LngLat[] {
  return positions as unknown as readonly LngLat[];
}
