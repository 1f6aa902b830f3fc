/** Which place lies under a pixel. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { PlaceRef } from '../model/place.ts';
import { AREA_LAYER } from './earth.ts';
import type { Screen } from './screen.ts';
import type { SolidSets } from './solidSets.ts';

/** Returns what finds the place whose column lies under a pixel, else the one whose ground does. */
export function createPlaceFinder(map: MapLibreMap, screen: Screen, sets: SolidSets): (x: number, y: number) => PlaceRef | null {
  function areaAt(x: number, y: number): PlaceRef | null {
    const isWorld = sets.picture()?.layout.level === 'country';
    const layers = isWorld ? [AREA_LAYER.country] : [AREA_LAYER.region, AREA_LAYER.country];
    return toPlace(map.queryRenderedFeatures([x, y], { layers })[0]?.properties);
  }
  return (x, y) => sets.picture()?.layout.places[screen.slotAt(x, y)] ?? areaAt(x, y);
}

/** The place of an area's properties: a region names its country, a country does not. */
function toPlace(properties: Record<string, unknown> | undefined): PlaceRef | null {
  if (!properties) return null;
  const id = String(properties.id);
  if (properties.country === undefined) return { level: 'country', id, country: id, region: null };
  return { level: 'region', id, country: String(properties.country), region: id };
}
