/** What the pointer rests on, kept by place, so that it holds while values and slots change beneath it. */
import { liesAlike } from '../model/layout.ts';
import { isSamePlace, type PlaceRef } from '../model/place.ts';
import type { Tooltip, TooltipContent } from './tooltip.ts';

export interface Hover {
  place(): PlaceRef | null;
  /** True when another place than before is under the pointer; `own` is what a part of the map says there instead. */
  set(under: PlaceRef | null, x: number, y: number, own?: TooltipContent | null): boolean;
  /** Tells the tooltip anew, when what it says may have changed. */
  refresh(): void;
}

export function createHover(tooltip: Tooltip, contentOf: (place: PlaceRef) => TooltipContent | null): Hover {
  let place: PlaceRef | null = null;
  let at = { x: 0, y: 0 };
  let said: TooltipContent | null = null;

  function refresh(): void {
    tooltip.show(said ?? (place && contentOf(place)), at.x, at.y);
  }

  return {
    place: () => place,
    set(under, x, y, own = null) {
      const isOther = !isSamePlace(place, under) || (place !== null && under !== null && !liesAlike(place, under));
      place = under;
      at = { x, y };
      said = own;
      refresh();
      return isOther;
    },
    refresh,
  };
}
