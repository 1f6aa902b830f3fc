/** The keys of the tool that draws an area: a rectangle is moved and sized, or places that the arrows travel to are added one by one. */
import { rectangle } from '../../model/outline.ts';
import { areaStore } from '../../ui/area/areaStore.ts';
import type { MapContext } from '../mapPart.ts';
import { type LassoHand, wayOf } from './lassoHand.ts';

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels of one press, least side, and the first size as a share of the free part of the map. */
const STEP = 16;
const LEAST_SIDE = 24;
const FIRST_SHARE = 0.3;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Listens on the map until the returned function is called. */
export function followKeys({ root, map, scene, slotOf }: MapContext, hand: LassoHand): () => void {
  let box: Box | null = null;

  function firstBox(): Box {
    const { top, right, bottom, left } = scene().padding;
    const [free, high] = [root.clientWidth - left - right, root.clientHeight - top - bottom];
    const [width, height] = [Math.max(LEAST_SIDE, free * FIRST_SHARE), Math.max(LEAST_SIDE, high * FIRST_SHARE)];
    return { x: left + (free - width) / 2, y: top + (high - height) / 2, width, height };
  }

  function move({ x, y, width, height }: Box, [dx, dy]: readonly [number, number], isSize: boolean): Box {
    if (!isSize) return { x: x + dx * STEP, y: y + dy * STEP, width, height };
    return { x, y, width: Math.max(LEAST_SIDE, width + dx * STEP), height: Math.max(LEAST_SIDE, height + dy * STEP) };
  }

  function show({ x, y, width, height }: Box): void {
    hand.draw(rectangle([x, y, x + width, y + height]), areaStore.getState().way);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    if (!takes(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function takes(event: KeyboardEvent): boolean {
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined && areaStore.getState().shape === 'box') {
      box = box !== null && hand.isDrawing() ? move(box, direction, event.shiftKey) : firstBox();
      show(box);
      return true;
    }
    if (event.key === 'Enter' && hand.isDrawing()) {
      hand.end(wayOf(event));
      box = null;
      return true;
    }
    if (event.key !== ' ') return false;
    const slot = slotOf(scene().selected);
    if (slot >= 0) hand.toggle(slot);
    return true;
  }

  const container = map.getCanvasContainer();
  container.addEventListener('keydown', onKey, { capture: true });
  return () => container.removeEventListener('keydown', onKey, { capture: true });
}
