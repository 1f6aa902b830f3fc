/** Keeps the figure of what the camera does not see, once things have come to rest, and looks for the view that hides least. */

import type { occlusionOfAreas } from '../model/areaOcclusion.ts';
import { type Candidate, candidateCameras, costOf } from '../model/bestView.ts';
import type { CameraState } from '../model/camera.ts';
import type { ColumnPicture } from '../model/columns.ts';
import { type Frame, type Occlusion, occlusionOf } from '../model/occlusion.ts';
import type { Projection } from '../model/projection.ts';
import { type DrawnShape, drawnShape } from '../model/shape.ts';
import { MOTION } from '../model/tokens.ts';
import { sightStore } from '../ui/sight/sightStore.ts';
import { areasOf } from './areaShapes.ts';
import { cameraOf } from './flights.ts';
import type { MapContext, MapPart } from './mapPart.ts';
import type { MapScene } from './mapScene.ts';
import { isSamePadding } from './sameScene.ts';
import { cameraProjection, viewProjection } from './viewProjection.ts';

/** Shapes that stand: what lies flat hides nothing. */
const STANDING: readonly DrawnShape[] = ['columns', 'hexagons', 'areas'];
/** How long the camera must rest before the figure is made, and the least time between two of them. */
const REST_MS = 300;
const APART_MS = 1500;
/** After values that stand at once: their frame goes before. */
const SOON_MS = 30;
/** Of all time at most one part in this many goes into the figure. */
const PATIENCE = 30;
/** Sight lines of a figure while views are compared. */
const SEARCH_LINES = 4000;
const SEARCH_COARSER = 3;
/** Longest that a search holds up everything else, and what a view must win to be flown to. */
const SLICE_MS = 8;
const WORTH_A_FLIGHT = 0.005;
const STAYS_SHOWN_MS = 2500;

export function createSightPart({ root, map, geography, sets, screen, scene, flights, events, isCalm }: MapContext): MapPart {
  let timer = 0;
  // Nor at first: the picture itself has the first moments.
  let madeMs = performance.now();
  let tookMs = 0;
  let isGone = false;
  /** Loaded when raised areas are first looked at. */
  let ofAreas: typeof occlusionOfAreas | null = null;

  async function loadAreas(): Promise<void> {
    ({ occlusionOfAreas: ofAreas } = await import('../model/areaOcclusion.ts'));
    if (!isGone) want();
  }

  function figureOf(projection: Projection, sightLines?: number): Occlusion | null {
    const picture = sets.picture();
    const drawn = picture && drawnShape(scene().shape, picture.layout.level);
    if (drawn === null || picture === null || !STANDING.includes(drawn)) return null;
    const columns = { positions: picture.layout.positions, shares: picture.shares, values: picture.figures.heights, ...screen.standing() };
    if (drawn !== 'areas') return occlusionOf(projection, columns, freeFrame(), sightLines);
    if (ofAreas === null) {
      void loadAreas();
      return null;
    }
    const areas = areasOf(picture.layout, geography);
    return areas.length === 0
      ? null
      : ofAreas(projection, { ...columns, areas }, freeFrame(), sightLines === undefined ? 1 : SEARCH_COARSER);
  }

  function freeFrame(): Frame {
    const { top, right, bottom, left } = scene().padding;
    return { left, top, right: root.clientWidth - right, bottom: root.clientHeight - bottom };
  }

  /** Values have changed, and are on their way unless less motion is wanted: what the picture hides is made out once they have arrived, not between two frames of that. They may go on changing, and the figure does not wait for their end. */
  function want(leastMs: number = isCalm() ? SOON_MS : MOTION.value): void {
    if (timer !== 0) return;
    const waitMs = Math.max(leastMs, madeMs + Math.max(APART_MS, PATIENCE * tookMs) - performance.now());
    timer = window.setTimeout(make, waitMs);
  }

  /** The camera moves: the figure waits until it rests. */
  function wait(): void {
    window.clearTimeout(timer);
    timer = 0;
    want(REST_MS);
  }

  function make(): void {
    timer = 0;
    // What still loads is waited for more than the figure is.
    if (map.isMoving() || !map.loaded()) {
      want(REST_MS);
      return;
    }
    const startMs = performance.now();
    const occlusion = figureOf(viewProjection(map));
    madeMs = performance.now();
    tookMs = madeMs - startMs;
    sightStore.setState({ occlusion });
  }

  async function findBest(): Promise<void> {
    sightStore.setState({ search: 'running' });
    const present = cameraOf(map);
    const best = await cheapest(present);
    if (isGone) return;
    if (best === present) {
      sightStore.setState({ search: 'stays' });
      window.setTimeout(() => sightStore.setState({ search: 'none' }), STAYS_SHOWN_MS);
      return;
    }
    sightStore.setState({ search: 'none' });
    flights.fly(best, scene().padding);
    events.onCamera(best);
  }

  /** The present camera unless another one hides notably less. */
  async function cheapest(present: CameraState): Promise<CameraState> {
    let [first, best]: (Candidate | null)[] = [null, null];
    let least = Number.POSITIVE_INFINITY;
    let sliceMs = performance.now();
    for (const camera of candidateCameras(present)) {
      const occlusion = figureOf(cameraProjection(map, camera), SEARCH_LINES);
      if (occlusion === null) return present;
      const candidate = { camera, occlusion };
      first ??= candidate;
      const cost = costOf(candidate, first) - (candidate === first ? WORTH_A_FLIGHT : 0);
      if (cost < least) [best, least] = [candidate, cost];
      if (performance.now() - sliceMs < SLICE_MS) continue;
      await new Promise((resolve) => window.setTimeout(resolve, 0));
      sliceMs = performance.now();
    }
    return best?.camera ?? present;
  }

  sightStore.setState({ occlusion: null, search: 'none', findBest: () => void findBest() });
  map.on('move', wait);
  return {
    update(next, before) {
      if (before === null || !hidesAsBefore(before, next)) want();
    },
    show({ before, after }) {
      // Finer outlines of raised areas may have come.
      const areAreas = drawnShape(scene().shape, after.layout.level) === 'areas';
      if (before === null || areAreas || !standsAsBefore(before, after)) want();
    },
    probe: () => ({ hidden: sightStore.getState().occlusion?.hidden ?? null }),
    dispose() {
      isGone = true;
      window.clearTimeout(timer);
      sightStore.setState({ occlusion: null, search: 'none', findBest: null });
    },
  };
}

/** Other colours and other words hide what was hidden. */
function hidesAsBefore(one: MapScene, other: MapScene): boolean {
  return one.shape === other.shape && one.level === other.level && isSamePadding(one, other);
}

function standsAsBefore(one: ColumnPicture, other: ColumnPicture): boolean {
  return one.layout === other.layout && areSame(one.shares, other.shares) && areSame(one.figures.heights, other.figures.heights);
}

function areSame(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  for (let at = 0; at < one.length; at++) if (!Object.is(one[at], other[at])) return false;
  return one.length === other.length;
}
