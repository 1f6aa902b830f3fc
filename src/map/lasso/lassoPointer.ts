/** Mouse, pen and one finger draw; two fingers move the map; a click adds a place or takes it away. */
import { rectangle } from '../../model/outline.ts';
import { areaStore } from '../../ui/area/areaStore.ts';
import type { MapContext } from '../mapPart.ts';
import { type LassoHand, wayOf } from './lassoHand.ts';

/** A press that moves less than this many pixels is a click. */
const CLICK_PX = 6;
/** A line takes a corner every so many pixels. */
const CORNER_PX = 4;
const MOST_CORNERS = 1200;

/** Listens on the map until the returned function is called; meanwhile it is not dragged. */
export function followHand({ root, map, screen }: MapContext, hand: LassoHand): () => void {
  const container = map.getCanvasContainer();
  const pressed = new Set<number>();
  let corners: number[] | null = null;
  let start = { x: 0, y: 0 };
  let last = start;
  let isClick = false;
  let frame = 0;
  /** Whether the line has been shown: if it is there no more, somebody took it back. */
  let isShown = false;

  const at = (event: MouseEvent) => {
    const box = root.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  function onDown(event: PointerEvent): void {
    pressed.add(event.pointerId);
    [isClick, isShown] = [false, false];
    corners = null;
    if (pressed.size > 1) hand.cancel();
    if (pressed.size > 1 || event.button !== 0 || event.ctrlKey) return;
    container.setPointerCapture(event.pointerId);
    start = at(event);
    last = start;
    isClick = true;
    corners = [start.x, start.y];
  }

  function onMove(event: PointerEvent): void {
    if (isShown && !hand.isDrawing()) corners = null;
    if (corners === null || !pressed.has(event.pointerId)) return;
    // A slow page hears of many moves at once: each is a corner.
    const moves = event.getCoalescedEvents();
    for (const move of moves.length > 0 ? moves : [event]) take(corners, at(move));
    if (isClick) return;
    const way = wayOf(event);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (corners === null) return;
      hand.draw(lineOf(corners), way);
      isShown = true;
    });
  }

  function take(line: number[], place: { readonly x: number; readonly y: number }): void {
    if (isClick && Math.hypot(place.x - start.x, place.y - start.y) <= CLICK_PX) return;
    isClick = false;
    const isBox = areaStore.getState().shape === 'box';
    if (!isBox && (Math.hypot(place.x - last.x, place.y - last.y) < CORNER_PX || line.length >= 2 * MOST_CORNERS)) return;
    last = place;
    if (!isBox) line.push(place.x, place.y);
  }

  function lineOf(line: readonly number[]): readonly number[] {
    return areaStore.getState().shape === 'box' ? rectangle([start.x, start.y, last.x, last.y]) : line;
  }

  function onUp(event: PointerEvent): void {
    pressed.delete(event.pointerId);
    if (corners === null || (isShown && !hand.isDrawing())) return;
    const line = corners;
    corners = null;
    if (isClick) {
      const slot = screen.slotAt(start.x, start.y);
      if (slot >= 0) hand.toggle(slot);
      return;
    }
    hand.draw(lineOf(line), wayOf(event));
    hand.end(wayOf(event));
  }

  function onCancel(event: PointerEvent): void {
    pressed.delete(event.pointerId);
    corners = null;
    hand.cancel();
  }

  /** The map itself hears neither of the line nor of the click. */
  function keep(event: Event): void {
    if (event.type === 'click' || hand.isDrawing()) event.stopPropagation();
  }

  const handlers = [map.dragPan, map.boxZoom];
  const wereOn = handlers.map((handler) => handler.isEnabled());
  for (const handler of handlers) handler.disable();
  container.style.touchAction = 'none';
  map.getCanvas().style.touchAction = 'none';
  root.classList.add('drawing');
  const listeners: readonly (readonly [HTMLElement, string, (event: never) => void])[] = [
    [container, 'pointerdown', onDown],
    [container, 'pointermove', onMove],
    [container, 'pointerup', onUp],
    [container, 'pointercancel', onCancel],
    [map.getContainer(), 'click', keep],
    [map.getContainer(), 'mousemove', keep],
  ];
  for (const [element, name, listener] of listeners) element.addEventListener(name, listener as EventListener, { capture: true });
  return () => {
    cancelAnimationFrame(frame);
    for (const [element, name, listener] of listeners) element.removeEventListener(name, listener as EventListener, { capture: true });
    handlers.forEach((handler, index) => {
      if (wereOn[index]) handler.enable();
    });
    container.style.touchAction = '';
    map.getCanvas().style.touchAction = '';
    root.classList.remove('drawing');
  };
}
