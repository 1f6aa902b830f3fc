/** Tells everybody what the hexagons that stand, are selected or drilled into are called, once it is known which cities are near. */
import { tellHexagonNames } from '../model/hexagonNames.ts';
import type { ColumnLayout } from '../model/layout.ts';
import type { PlaceRef } from '../model/place.ts';
import type { MapContext, MapPart } from './mapPart.ts';

export function createNamingPart({ geography, sets, scene, events }: MapContext): MapPart {
  let told: { readonly layout: ColumnLayout | null; readonly cities: unknown; readonly places: string } | null = null;

  function tell(): void {
    if (geography.cells() === null) return;
    const standing = sets.picture()?.layout ?? null;
    const layout = standing?.level === 'hexagon' ? standing : null;
    const chosen = [scene().selected, scene().focus].filter((place): place is PlaceRef => place?.level === 'hexagon');
    const [cities, places] = [geography.cities.all(), chosen.map(({ id }) => id).join(' ')];
    if (told?.layout === layout && told.cities === cities && told.places === places) return;
    told = { layout, cities, places };
    const named = [...(layout?.places ?? []), ...chosen].map((place) => [place.id, geography.factsOf(place)?.name ?? place.id] as const);
    if (named.length > 0 && tellHexagonNames(new Map(named))) events.onNames();
  }

  return { update: tell, show: tell };
}
