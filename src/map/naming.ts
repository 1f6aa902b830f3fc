/** Tells everybody what hexagons are called, once it is known where they lie, and again when more cities are known. */
import { tellHexagonNames } from '../model/hexagonNames.ts';
import type { MapContext, MapPart } from './mapPart.ts';

export function createNamingPart({ geography, events }: MapContext): MapPart {
  let told: unknown = null;

  function tell(): void {
    const cities = geography.cities.all();
    if (geography.cells() === null || told === cities) return;
    told = cities;
    tellHexagonNames((id) => geography.factsOf({ level: 'hexagon', id, country: null, region: null })?.name);
    events.onNames();
  }

  return { update: tell, show: tell };
}
