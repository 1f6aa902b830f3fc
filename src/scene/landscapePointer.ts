/**
 * Pointer, wheel and pinch over the land. Mouse and pen: drag draws around people, Alt draws a rectangle, the right button turns. One finger turns,
 * held still for a moment it draws; two fingers turn and zoom. A click on somebody opens their history, any other without Shift leaves.
 */
import { rectangle } from '../model/outline.ts';
import type { LandscapeEvents, LandscapeStage } from './landscapeStage.ts';

/** A press that moves less than this many pixels is a click. */
const CLICK_PX = 6;
/** A line takes a corner every so many pixels, and is shown this often at most. */
const CORNER_PX = 5;
const SHOW_EVERY_MS = 33;
const MOST_CORNERS = 600;
/** A finger that is held still so long draws from then on. */
const HOLD_MS = 380;

/** Listens on the canvas until the returned function is called. */
export function followLandscapePointer(canvas: HTMLElement, stage: LandscapeStage, events: LandscapeEvents): () => void {
  const pressed = new Map<number, { x: number; y: number }>();
  const place = { x: 0, z: 0 };
  let corners: number[] | null = null;
  let isBox = false;
  let isTurn = false;
  let moved = 0;
  let last = { x: 0, y: 0 };
  let shownMs = 0;
  let hold: ReturnType<typeof setTimeout> | undefined;

  const at = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };

  function onDown(event: PointerEvent): void {
    pressed.set(event.pointerId, { x: event.clientX, y: event.clientY });
    canvas.setPointerCapture(event.pointerId);
    if (pressed.size > 1 || event.button !== 0) {
      [isTurn, moved] = [true, CLICK_PX + 1];
      stop();
      return;
    }
    [moved, isTurn, isBox] = [0, event.pointerType === 'touch', event.altKey];
    last = { x: event.clientX, y: event.clientY };
    const where = at(event);
    const begin = (): void => {
      corners = stage.placeUnder(...where, place) ? [place.x, place.z] : null;
    };
    if (isTurn) hold = setTimeout(() => startHeld(begin), HOLD_MS);
    else begin();
  }

  /** The finger was held: its first place is shown, so that one sees that it draws now. */
  function startHeld(begin: () => void): void {
    if (moved > CLICK_PX || pressed.size !== 1) return;
    begin();
    if (corners === null) return;
    isTurn = false;
    stage.draw(dot(corners));
  }

  function onMove(event: PointerEvent): void {
    const press = pressed.get(event.pointerId);
    if (!press) return;
    const before = spread();
    const [dx, dy] = [event.clientX - press.x, event.clientY - press.y];
    [press.x, press.y] = [event.clientX, event.clientY];
    moved += Math.hypot(dx, dy);
    if (moved > CLICK_PX) clearTimeout(hold);
    if (isTurn && pressed.size === 1 && moved <= CLICK_PX) return;
    if (isTurn) {
      if (pressed.size > 1) stage.zoom(spread() / Math.max(1, before));
      stage.turn(dx / pressed.size, dy / pressed.size);
    } else if (corners !== null && moved > CLICK_PX) draw(event);
  }

  function draw(event: PointerEvent): void {
    if (corners === null) return;
    const far = Math.hypot(event.clientX - last.x, event.clientY - last.y);
    if ((!isBox && far < CORNER_PX) || corners.length >= 2 * MOST_CORNERS || !stage.placeUnder(...at(event), place)) return;
    last = { x: event.clientX, y: event.clientY };
    if (isBox) corners = [corners[0] as number, corners[1] as number, place.x, place.z];
    else corners.push(place.x, place.z);
    const nowMs = performance.now();
    if (nowMs - shownMs < SHOW_EVERY_MS) return;
    shownMs = nowMs;
    stage.draw(isBox ? rectangle(corners) : corners);
  }

  function spread(): number {
    const [one, other] = [...pressed.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 1;
  }

  function onUp(event: PointerEvent): void {
    const wasPressed = pressed.delete(event.pointerId);
    const drawn = corners;
    if (!wasPressed || pressed.size > 0) return;
    const wasTurn = isTurn && moved > CLICK_PX;
    stop();
    isTurn = false;
    if (wasTurn || event.button !== 0) return;
    const isClick = moved <= CLICK_PX;
    // Who adds to the people chosen, and has not drawn far enough, does not mean to lose them.
    if (isClick && !(stage.placeUnder(...at(event), place) && events.onPerson(place.x, place.z)) && !event.shiftKey) events.onLeave();
    if (isClick || drawn === null || drawn.length < 4) return;
    const [x0, z0, x1, z1] = drawn as [number, number, number, number];
    if (isBox) events.onBox([x0, z0], [x1, z1], event.shiftKey);
    else events.onLasso(drawn, event.shiftKey);
  }

  function stop(): void {
    clearTimeout(hold);
    if (corners !== null) stage.draw(null);
    corners = null;
  }

  function onCancel(event: PointerEvent): void {
    pressed.delete(event.pointerId);
    stop();
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    stage.zoom(Math.exp(-event.deltaY * 0.0015));
  }

  /** Escape takes back a line that is being drawn, and nothing else. */
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || corners === null || moved <= CLICK_PX) return;
    event.stopImmediatePropagation();
    stop();
    isTurn = true;
  }

  const listeners: readonly (readonly [string, (event: never) => void, AddEventListenerOptions?])[] = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
    ['dblclick', () => stage.home()],
    ['contextmenu', (event: MouseEvent) => event.preventDefault()],
    ['wheel', onWheel, { passive: false }],
  ];
  for (const [name, listener, options] of listeners) canvas.addEventListener(name, listener as EventListener, options);
  document.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(hold);
    for (const [name, listener] of listeners) canvas.removeEventListener(name, listener as EventListener);
    document.removeEventListener('keydown', onKey, { capture: true });
  };
}

/** A small square around a place. */
function dot([x = 0, z = 0]: readonly number[]): number[] {
  const half = 0.25;
  return rectangle([x - half, z - half, x + half, z + half]);
}
