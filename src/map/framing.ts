/** What the own view of the drilled place, or of the world, shows: the part of it where columns stand, beside the legend where there is room for both. */
import { type Bounds, type CameraState, type Padding, placeCamera, type ViewSize } from '../model/camera.ts';
import type { ColumnPicture } from '../model/columns.ts';
import type { Box } from '../model/labels.ts';
import { isSamePlace, type PlaceRef } from '../model/place.ts';
import { partCamera, partOf, reachOf, standsInside } from '../model/reach.ts';
import type { Side } from '../model/worldSide.ts';
import type { Geography } from './geography.ts';
import { targetOf } from './globe.ts';
import type { MapScene } from './mapScene.ts';

export interface Framing {
  /** The camera of the drilled place, or of a side of the world; null while that place is not known. */
  targetOf(scene: MapScene, size: ViewSize, side: Side): CameraState | null;
  /** Looks once a place at where its columns stand; true when its own view is another one since. */
  settle(scene: MapScene, picture: ColumnPicture): boolean;
}

/** A panel over the map is stood beside when so many pixels are left, and when it is more than a bar. */
const LEAST_WIDTH = 440;
const LEAST_HEIGHT = 160;

export function createFraming(geography: Geography, covers: () => readonly Box[]): Framing {
  let settled: { readonly focus: PlaceRef | null; readonly reach: Bounds | null } | null = null;

  const isSettled = (focus: PlaceRef | null) => settled !== null && isSamePlace(settled.focus, focus);

  return {
    targetOf(scene, size, side) {
      const { focus, padding } = scene;
      const reach = isSettled(focus) ? (settled?.reach ?? null) : null;
      const aside = asideOf(covers(), size, padding);
      const facts = focus && geography.factsOf(focus);
      if (focus !== null && facts) return placeCamera(reach ?? facts.bounds, focus.level, size, padding, aside);
      return focus === null && reach !== null ? partCamera(reach, size, padding, aside) : targetOf(scene, geography, size, side);
    },
    settle({ focus }, picture) {
      const facts = focus && geography.factsOf(focus);
      if (isSettled(focus) || facts === undefined || !standsInside(picture, focus)) return false;
      if (focus === null && picture.layout.level !== 'country') return false;
      settled = { focus, reach: focus !== null && facts !== null ? reachOf(picture, focus, facts.bounds) : partOf(picture) };
      return focus !== null || settled.reach !== null;
    },
  };
}

/** Pixels that a panel takes from the left of the free rectangle; 0 where too little would be left. */
function asideOf(covers: readonly Box[], { width }: ViewSize, { left, right }: Padding): number {
  const panels = covers.filter((box) => box.left < left + 24 && box.bottom - box.top > LEAST_HEIGHT);
  const aside = Math.max(0, ...panels.map((box) => box.right - left));
  return width - right - left - aside >= LEAST_WIDTH ? aside : 0;
}
