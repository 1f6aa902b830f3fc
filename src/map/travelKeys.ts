/** The keys on the map: arrows to the next place in that direction, Home to the largest. The camera follows where a place is out of sight. */
import { MARK, tallestSlots } from '../model/columns.ts';
import { createTravel, type Direction, type Travel } from '../model/travel.ts';
import { cameraOf } from './flights.ts';
import type { CreateMapPart } from './mapPart.ts';

const DIRECTIONS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
/** A place must stand this far within the free part of the screen, CSS pixels. */
const MARGIN_PIXELS = 24;

export const createTravelPart: CreateMapPart = ({ map, sets, screen, scene, slotOf, hovered, flights, onTravel }) => {
  let known: { readonly positions: Float64Array; readonly slots: readonly number[]; readonly travel: Travel } | null = null;

  function travel(): Travel | null {
    const picture = sets.picture();
    if (!picture) return null;
    const slots = Array.from(picture.marks.keys()).filter((slot) => picture.marks[slot] !== MARK.none);
    const { positions } = picture.layout;
    if (known?.positions !== positions || known.slots.length !== slots.length || known.slots.some((slot, at) => slot !== slots[at]))
      known = { positions, slots, travel: createTravel(positions, slots) };
    return known.travel;
  }

  function largest(): number {
    const picture = sets.picture();
    return picture ? (tallestSlots(picture, 1)[0] ?? -1) : -1;
  }

  function target(key: string): number {
    if (key === 'Home') return largest();
    const direction = DIRECTIONS[key];
    const from = [slotOf(scene().selected), slotOf(hovered())].find((slot) => slot >= 0);
    if (direction === undefined) return -1;
    return from === undefined ? largest() : (travel()?.next(from, direction) ?? -1);
  }

  function isInSight(slot: number): boolean {
    const { footX, footY, facing } = screen.columns([slot]);
    const { padding } = scene();
    const [x, y] = [footX[0] as number, footY[0] as number];
    const { clientWidth, clientHeight } = map.getContainer();
    const isAcross = x >= padding.left + MARGIN_PIXELS && x <= clientWidth - padding.right - MARGIN_PIXELS;
    const isUp = y >= padding.top + MARGIN_PIXELS && y <= clientHeight - padding.bottom - MARGIN_PIXELS;
    return (facing[0] as number) > 0 && isAcross && isUp;
  }

  function follow(slot: number): void {
    if (isInSight(slot)) return;
    const positions = sets.picture()?.layout.positions;
    const [longitude, latitude] = [positions?.[slot * 3] ?? 0, positions?.[slot * 3 + 1] ?? 0];
    flights.fly({ ...cameraOf(map), longitude, latitude }, scene().padding);
  }

  function handleKey(event: KeyboardEvent): void {
    const isKnown = event.key === 'Home' || event.key in DIRECTIONS;
    if (!isKnown || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // Or the map would move under the hand as well.
    event.stopPropagation();
    const slot = target(event.key);
    const place = sets.picture()?.layout.places[slot];
    if (!place) return;
    onTravel(place);
    follow(slot);
  }

  const canvas = map.getCanvas();
  canvas.addEventListener('keydown', handleKey);
  return { dispose: () => canvas.removeEventListener('keydown', handleKey) };
};
