/** What the map calls things now: names as the answer tells them, else as geography does. */
import type { PlaceRef } from '../model/place.ts';
import { placeName } from '../model/reading.ts';
import { createCityNames } from './cityNames.ts';
import { withComparison } from './comparedTooltip.ts';
import { labelOf, tooltipOf } from './describe.ts';
import type { Geography } from './geography.ts';
import type { LabelText } from './labelLayer.ts';
import type { MapScene } from './mapScene.ts';
import { withStanding } from './plannedTooltip.ts';
import type { SolidSets } from './solidSets.ts';
import type { TooltipContent } from './tooltip.ts';

export interface Wording {
  textOf(slot: number): LabelText;
  /** The slots with a name of their own, the most important first; null where all have one. */
  named(): readonly number[] | null;
  contentOf(place: PlaceRef): TooltipContent | null;
}

export function createWording(geography: Geography, sets: SolidSets, scene: () => MapScene, hovered: () => number): Wording {
  const cityNames = createCityNames(geography);
  let named: { readonly names: unknown; readonly slots: readonly number[] } = { names: null, slots: [] };

  function nameOf(place: PlaceRef): string {
    const { table } = scene();
    const told = table ? placeName(table, place) : place.id;
    return told === place.id ? (geography.factsOf(place)?.name ?? told) : told;
  }

  return {
    textOf(slot) {
      const picture = sets.picture();
      const place = picture?.layout.places[slot];
      const city = picture?.layout.level === 'hexagon' && slot !== hovered() ? cityNames(picture.layout).get(slot) : undefined;
      if (city !== undefined) return { name: city, value: '', isPill: true };
      return picture && place ? labelOf(picture, slot, nameOf(place), scene()) : { name: '', value: '' };
    },
    named() {
      const layout = sets.picture()?.layout;
      if (layout?.level === 'customer') return [];
      if (layout?.level !== 'hexagon') return null;
      const names = cityNames(layout);
      if (named.names !== names) named = { names, slots: [...names.keys()] };
      return named.slots;
    },
    contentOf(place) {
      const picture = sets.picture();
      if (!picture) return null;
      const compared = withComparison(tooltipOf(picture, place, nameOf(place), scene()), picture, place, scene());
      return withStanding(compared, picture, place, scene());
    },
  };
}
