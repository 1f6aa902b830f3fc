/** What the map calls things now: names as the answer tells them, else as geography does. */
import type { PlaceRef } from '../model/place.ts';
import { placeName } from '../model/reading.ts';
import { withComparison } from './comparedTooltip.ts';
import { labelOf, tooltipOf } from './describe.ts';
import type { Geography } from './geography.ts';
import type { LabelText } from './labelLayer.ts';
import type { MapScene } from './mapScene.ts';
import type { SolidSets } from './solidSets.ts';
import type { TooltipContent } from './tooltip.ts';

export interface Wording {
  textOf(slot: number): LabelText;
  contentOf(place: PlaceRef): TooltipContent | null;
}

export function createWording(geography: Geography, sets: SolidSets, scene: () => MapScene): Wording {
  function nameOf(place: PlaceRef): string {
    const { table } = scene();
    const told = table ? placeName(table, place) : place.id;
    return told === place.id ? (geography.factsOf(place)?.name ?? told) : told;
  }

  return {
    textOf(slot) {
      const picture = sets.picture();
      const place = picture?.layout.places[slot];
      return picture && place ? labelOf(picture, slot, nameOf(place), scene()) : { name: '', value: '' };
    },
    contentOf(place) {
      const picture = sets.picture();
      return picture && withComparison(tooltipOf(picture, place, nameOf(place), scene()), picture, place, scene());
    },
  };
}
