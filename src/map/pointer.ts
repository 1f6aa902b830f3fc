/** The hand on the map: at most one look at what lies under it a frame, clicks, Enter. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { isSamePlace, type PlaceRef } from '../model/place.ts';

export interface PointerActions {
  readonly placeAt: (x: number, y: number) => PlaceRef | null;
  readonly onHover: (place: PlaceRef | null, x: number, y: number) => void;
  /** A click on what is no place; true when it was taken. */
  readonly press: (x: number, y: number) => boolean;
  readonly onSelect: (place: PlaceRef | null) => void;
  readonly onDrill: (place: PlaceRef) => void;
  readonly selected: () => PlaceRef | null;
}

/** The clicks of one hurried hand: after a drill the next within this time is none. */
const SETTLE_MS = 400;

/** Listens to a map; returns what stops it. */
export function followPointer(map: MapLibreMap, actions: PointerActions): () => void {
  let frame = 0;
  let at: { readonly x: number; readonly y: number } | null = null;
  let drilledMs = Number.NEGATIVE_INFINITY;
  /** A finger rests on nothing: what it tapped is said by the page, and the mouse that the browser makes of a tap would stay for ever. */
  let isFinger = false;

  function look(): void {
    frame = 0;
    const place = at === null || map.isMoving() ? null : actions.placeAt(at.x, at.y);
    actions.onHover(place, at?.x ?? 0, at?.y ?? 0);
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(look);
  }

  function handleMove(event: MapMouseEvent): void {
    at = isFinger ? null : event.point;
    schedule();
  }

  function handleOut(): void {
    at = null;
    schedule();
  }

  function drill(place: PlaceRef): void {
    drilledMs = performance.now();
    actions.onDrill(place);
  }

  function handleClick(event: MapMouseEvent): void {
    if (performance.now() - drilledMs < SETTLE_MS || actions.press(event.point.x, event.point.y)) return;
    const place = actions.placeAt(event.point.x, event.point.y);
    if (place && isSamePlace(place, actions.selected())) drill(place);
    else actions.onSelect(place);
  }

  function handleKey(event: KeyboardEvent): void {
    const selected = actions.selected();
    if (event.key === 'Enter' && selected) drill(selected);
  }

  function handleHand(event: PointerEvent): void {
    isFinger = event.pointerType === 'touch';
  }

  const canvas = map.getCanvas();
  for (const name of ['pointerdown', 'pointermove'] as const) canvas.addEventListener(name, handleHand, true);
  map.on('mousemove', handleMove);
  map.on('mouseout', handleOut);
  map.on('movestart', schedule);
  map.on('moveend', schedule);
  map.on('click', handleClick);
  canvas.addEventListener('keydown', handleKey);
  return () => {
    cancelAnimationFrame(frame);
    map.off('mousemove', handleMove);
    map.off('mouseout', handleOut);
    map.off('movestart', schedule);
    map.off('moveend', schedule);
    map.off('click', handleClick);
    for (const name of ['pointerdown', 'pointermove'] as const) canvas.removeEventListener(name, handleHand, true);
    canvas.removeEventListener('keydown', handleKey);
  };
}
