/** What the pointer does on the map: it rests on a place or on what a part draws, and a press goes to either. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { PlaceRef } from '../model/place.ts';
import type { Hover } from './hover.ts';
import type { MapPart, PartHit } from './mapPart.ts';
import type { MapEvents } from './mapScene.ts';
import { followPointer } from './pointer.ts';
import type { Screen } from './screen.ts';

export interface PointingOptions {
  readonly root: HTMLElement;
  readonly map: MapLibreMap;
  readonly screen: Screen;
  readonly parts: readonly MapPart[];
  readonly hover: Hover;
  readonly events: MapEvents;
  readonly findPlace: (x: number, y: number) => PlaceRef | null;
  readonly selected: () => PlaceRef | null;
  /** It rests on another place than before. */
  readonly onOther: () => void;
}

/** Follows the pointer until the undo is called. */
export function createPointing({ root, map, screen, parts, hover, events, findPlace, selected, onOther }: PointingOptions): () => void {
  /** What of a part's own lies under a pixel: columns go before it, the ground behind. */
  function ownAt(x: number, y: number): PartHit | null {
    if (screen.slotAt(x, y) >= 0) return null;
    for (const part of parts) {
      const hit = part.pick?.(x, y);
      if (hit) return hit;
    }
    return null;
  }

  function handleHover(place: PlaceRef | null, x: number, y: number): void {
    const own = place === null && !map.isMoving() ? ownAt(x, y) : null;
    root.classList.toggle('pointing', place !== null || own !== null);
    for (const part of parts) part.point?.(own);
    if (hover.set(place, x, y, own?.content ?? null)) onOther();
  }

  return followPointer(map, {
    placeAt: (x, y) => (ownAt(x, y) ? null : findPlace(x, y)),
    press(x, y) {
      const hit = ownAt(x, y);
      hit?.press();
      return hit !== null;
    },
    onHover: handleHover,
    onSelect: (place) => events.onSelect(place),
    onDrill: (place) => events.onDrill(place),
    selected,
  });
}
