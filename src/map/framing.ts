/** What the own view of the drilled place, or of the world, shows: the part of it where columns stand, beside the legend where there is room for both. */
import { type Bounds, type CameraState, type Padding, placeCamera, type ViewSize } from '../model/camera.ts';
import type { ColumnPicture } from '../model/columns.ts';
import { fitCamera, type Room, type Seen } from '../model/fitting.ts';
import type { Box } from '../model/labels.ts';
import { isSamePlace, type Level, type PlaceRef } from '../model/place.ts';
import { partCamera, partOf, reachOf, seenIn, standsInside } from '../model/reach.ts';
import type { Side } from '../model/worldSide.ts';
import { deskScale } from '../ui/useSize.ts';
import type { Geography } from './geography.ts';
import { targetOf } from './globe.ts';
import type { MapScene } from './mapScene.ts';

export interface Framing {
  /** The camera of the drilled place, or of a side of the world; null while that place is not known. */
  targetOf(scene: MapScene, size: ViewSize, side: Side): CameraState | null;
  /** Whether panels leave another room than when a target was last asked for: they come with the first answer. */
  hasOtherRoom(scene: MapScene, size: ViewSize, covers: readonly Box[]): boolean;
  /** Looks once a place at where its columns stand; true when its own view is another one since. */
  settle(scene: MapScene, picture: ColumnPicture): boolean;
}

/** A panel over the map is stood beside when so many pixels are left, and when it is more than a bar. */
const LEAST_WIDTH = 440;
const LEAST_HEIGHT = 160;
/** So many pixels more or less are no other room. */
const ROOM_PIXELS = 24;

interface Settled {
  readonly focus: PlaceRef | null;
  readonly reach: Bounds | null;
  /** What should be seen, and of which level its columns are. */
  readonly seen: readonly Seen[];
  readonly level: Level;
}

export function createFraming(geography: Geography, covers: () => readonly Box[]): Framing {
  let settled: Settled | null = null;
  let room = 0;
  /** The answer shown last, and of which place it tells. */
  let told: Pick<MapScene, 'focus' | 'table'> | null = null;

  const settledAt = (focus: PlaceRef | null) => (settled !== null && isSamePlace(settled.focus, focus) ? settled : null);

  return {
    targetOf(scene, size, side) {
      const { focus, padding } = scene;
      const known = settledAt(focus);
      const boxes = covers();
      const aside = asideOf(boxes, size, padding);
      const bars = barsOf(boxes, size, padding);
      room = aside;
      const facts = focus && geography.factsOf(focus);
      const toFitted = (camera: CameraState) =>
        known === null ? camera : fitCamera(camera, known.seen, known.level, { size, padding, aside, ...bars, scale: deskScale() });
      if (focus !== null && facts) return toFitted(placeCamera(known?.reach ?? facts.bounds, focus.level, size, padding, aside));
      return focus === null && known?.reach
        ? toFitted(partCamera(known.reach, size, padding, aside))
        : targetOf(scene, geography, size, side);
    },
    hasOtherRoom({ padding }, size, boxes) {
      const aside = asideOf(boxes, size, padding);
      const isOther = Math.abs(aside - room) > ROOM_PIXELS;
      room = aside;
      return isOther;
    },
    settle({ focus, table }, picture) {
      // On the way out of a place its own columns still stand, within the place that is gone to.
      if (told !== null && told.table === table && !isSamePlace(told.focus, focus)) return false;
      told = { focus, table };
      const facts = focus && geography.factsOf(focus);
      if (settledAt(focus) !== null || facts === undefined || !standsInside(picture, focus, facts?.bounds ?? null)) return false;
      const { level } = picture.layout;
      if (focus === null && level !== 'country') return false;
      const reach = focus !== null && facts !== null ? reachOf(picture, focus, facts.bounds) : partOf(picture);
      settled = { focus, reach, seen: seenIn(picture, focus, facts?.bounds ?? null, reach), level };
      return focus !== null || reach !== null;
    },
  };
}

/** Pixels that bars take from the top and the bottom of the free rectangle; 0 where it is so wide that there is room beside them. */
function barsOf(covers: readonly Box[], { width, height }: ViewSize, { left, right, top, bottom }: Padding): Pick<Room, 'above' | 'below'> {
  if (width - right - left >= LEAST_WIDTH) return { above: 0, below: 0 };
  const bars = covers.filter((box) => box.bottom - box.top <= LEAST_HEIGHT);
  const over = bars.filter((box) => box.top < top + 24).map((box) => box.bottom - top);
  const under = bars.filter((box) => box.bottom > height - bottom - 24).map((box) => height - bottom - box.top);
  return { above: Math.max(0, ...over), below: Math.max(0, ...under) };
}

/** Pixels that a panel takes from the left of the free rectangle; 0 where too little would be left. */
function asideOf(covers: readonly Box[], { width }: ViewSize, { left, right }: Padding): number {
  const panels = covers.filter((box) => box.left < left + 24 && box.bottom - box.top > LEAST_HEIGHT);
  const aside = Math.max(0, ...panels.map((box) => box.right - left));
  return width - right - left - aside >= LEAST_WIDTH ? aside : 0;
}
