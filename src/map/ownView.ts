/** Where the map stands by itself: the own view of the drilled place or of the world, fitted beside the panels, until somebody moves the camera. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ViewSize } from '../model/camera.ts';
import type { ColumnPicture } from '../model/columns.ts';
import type { Box } from '../model/labels.ts';
import { isSamePlace, type PlaceRef } from '../model/place.ts';
import { FIRST_SIDE, type Side, sideOf } from '../model/worldSide.ts';
import { areaStore } from '../ui/area/areaStore.ts';
import type { Flights } from './flights.ts';
import { createFraming } from './framing.ts';
import type { Geography } from './geography.ts';
import { createHoming } from './homing.ts';
import type { MapScene } from './mapScene.ts';
import { isSamePadding } from './sameScene.ts';

/** Panels that come with an answer, or make room for others, stand by one of these, on a slow machine by the last. */
const LOOKS_AGAIN_MS = [400, 1200, 3000, 7000];

export interface OwnView {
  /** Flies there; once it is known where that is, if it is not yet. */
  home(): void;
  /** It is told to stand elsewhere: what becomes known of a place meanwhile is no reason to go there. */
  leave(): void;
  /** The scene is another one: the camera goes where that wants it. */
  follow(before: MapScene): void;
  /** Columns stand: the world is seen from their side, a place where it has any. */
  settle(picture: ColumnPicture): void;
  /** Panels may stand elsewhere than when it was last looked at. */
  makeRoom(size: ViewSize, covers: readonly Box[]): void;
  /** Fits the view to a window of another size. */
  refit(): void;
}

export interface OwnViewOptions {
  readonly map: MapLibreMap;
  readonly geography: Geography;
  readonly flights: Flights;
  readonly scene: () => MapScene;
  /** What stands over the map just now. */
  readonly covers: () => readonly Box[];
  /** Whether the camera begins there. */
  readonly isHome: boolean;
  readonly isReady: () => boolean;
  /** Has the map drawn once more. */
  readonly schedule: () => void;
}

export function createOwnView({ map, geography, flights, scene, covers, isHome, isReady, schedule }: OwnViewOptions): OwnView {
  /** From where the world is seen: settled by the first columns, then kept, since the camera never moves because data arrived. */
  let side: Side | null = null;
  /** Where the camera was told to go last, so that nothing older is followed. */
  let told: object = {};
  const framing = createFraming(geography, covers);
  const homing = createHoming({
    map,
    flights,
    targetOf: (size) => framing.targetOf(scene(), size, side ?? FIRST_SIDE),
    padding: () => scene().padding,
    isHome,
  });

  function face({ layout, shares }: ColumnPicture): void {
    if (!shares.some((share) => share > 0)) return;
    side = sideOf(layout.positions, shares);
    if (side !== FIRST_SIDE) homing.turn();
  }

  function leave(): void {
    told = {};
  }

  function home(): void {
    leave();
    const { focus } = scene();
    if (!homing.go() && focus) void goOnceKnown(focus);
  }

  async function goOnceKnown(focus: PlaceRef): Promise<void> {
    const order = told;
    await geography.learn(focus).catch(() => null);
    if (order === told && isSamePlace(focus, scene().focus) && geography.factsOf(focus)) home();
  }

  /** Where the panels stand is seen once more when they have come, and stand still. */
  function lookAgain(): void {
    for (const ms of LOOKS_AGAIN_MS) setTimeout(() => isReady() && schedule(), ms);
  }

  return {
    home,
    leave,
    follow(before) {
      if (!isSamePlace(before.focus, scene().focus)) home();
      else if (!isSamePadding(before, scene())) homing.pad();
      else return;
      lookAgain();
    },
    settle(picture) {
      if (side === null && scene().focus === null) face(picture);
      if (!framing.settle(scene(), picture)) return;
      homing.turn();
      lookAgain();
    },
    makeRoom(size, boxes) {
      // Not under a hand that draws: afterwards.
      if (areaStore.getState().isOn) return;
      if (framing.hasOtherRoom(scene(), size, boxes)) requestAnimationFrame(() => isReady() && homing.turn());
    },
    refit: homing.refit,
  };
}
