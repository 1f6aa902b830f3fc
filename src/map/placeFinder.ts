/** Which place lies under a pixel. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { PlaceRef } from '../model/place.ts';
import { facing, toGlobe, toScreen } from '../model/projection.ts';
import { drawnShape, type Shape } from '../model/shape.ts';
import { isInside } from '../model/simplify.ts';
import { areasOf } from './areaShapes.ts';
import { AREA_LAYER } from './earth.ts';
import type { Geography } from './geography.ts';
import type { Screen } from './screen.ts';
import type { SolidSets } from './solidSets.ts';

/** Returns what finds the place whose column lies under a pixel, else the one whose ground does. */
export function createPlaceFinder(
  map: MapLibreMap,
  screen: Screen,
  sets: SolidSets,
  geography: Geography,
  shape: () => Shape,
): (x: number, y: number) => PlaceRef | null {
  /** The slot of the raised area under a pixel, the nearest of several: its top, then whatever ground lies there. */
  function raisedAt(x: number, y: number): number {
    const picture = sets.picture();
    if (!picture) return -1;
    const { tallestMetres } = screen.standing();
    const projection = screen.projection();
    let [best, nearest] = [-1, Number.POSITIVE_INFINITY];
    for (const { slot, polygon } of areasOf(picture.layout, geography)) {
      const metres = (sets.glide().shares[slot] ?? 0) * tallestMetres;
      const corners = (polygon[0] ?? []).map(([longitude, latitude]) => toGlobe(longitude, latitude, metres));
      const [first] = corners;
      if (!first || facing(projection, first) <= 0) continue;
      const ring = corners.map((corner) => toScreen(projection, corner));
      const depth = Math.min(...ring.map(([, , distance]) => distance));
      if (
        depth < nearest &&
        isInside(
          x,
          y,
          ring.map(([px, py]) => [px, py] as const),
        )
      )
        [best, nearest] = [slot, depth];
    }
    return best;
  }

  function areaAt(x: number, y: number): PlaceRef | null {
    const level = sets.picture()?.layout.level ?? 'country';
    if (level === 'hexagon' || level === 'customer') return null;
    if (level === 'territory') return toPlace(map.queryRenderedFeatures([x, y], { layers: [AREA_LAYER.territory] })[0]?.properties);
    const layers = level === 'country' ? [AREA_LAYER.country] : [AREA_LAYER.region, AREA_LAYER.country];
    return toPlace(map.queryRenderedFeatures([x, y], { layers })[0]?.properties);
  }
  return (x, y) => {
    const layout = sets.picture()?.layout;
    const drawn = layout && drawnShape(shape(), layout.level);
    if (drawn === 'fills') return areaAt(x, y);
    const slot = drawn === 'areas' ? raisedAt(x, y) : screen.slotAt(x, y);
    return layout?.places[slot] ?? areaAt(x, y);
  };
}

/** The place of an area's properties: a region names its country, a country does not. */
function toPlace(properties: Record<string, unknown> | undefined): PlaceRef | null {
  if (!properties) return null;
  const id = String(properties.id);
  if (properties.set !== undefined) return { level: 'territory', id, country: null, region: null, set: String(properties.set) };
  if (properties.country === undefined) return { level: 'country', id, country: id, region: null };
  return { level: 'region', id, country: String(properties.country), region: id };
}
