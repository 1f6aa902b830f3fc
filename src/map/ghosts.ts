/** What stood before: a ring around each column at its height then, on a thin stem where the column has fallen below it. */
import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { type Ghosts, ghostShares, ghostsOf, raiseGhosts } from '../model/ghosts.ts';
import { createGlide, easeOut, type Glide } from '../model/glide.ts';
import type { ColumnLayout } from '../model/layout.ts';
import { MOTION, type Theme } from '../model/tokens.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';

/** Beyond the column, so that its front half shows before it. */
const RING_RADII = 1.16;
const RING_PIXELS = 1.5;
const STEM_PIXELS = 1;
const LOOK: Readonly<Record<Theme, readonly [number, number, number, number]>> = {
  dark: [233, 238, 246, 190],
  light: [16, 24, 40, 170],
};

type Four = readonly [number, number, number, number];
type Matrix = [...Four, ...Four, ...Four, ...Four];

/** The ghosts of one layout, their heights on the way. */
interface Standing {
  readonly layout: ColumnLayout;
  readonly glide: Glide;
  /** Where they go. */
  readonly stood: Float32Array;
}

/** Reads the columns `before` of the answer that is shown; without them there are no ghosts. They rise out of the columns, then glide as these do. */
export function createGhostsPart({ scene, sets, isCalm }: MapContext): MapPart {
  let standing: Standing | null = null;
  let ghosts: Ghosts | null = null;
  const drawn = { ghosts: -1, columns: -1 };

  /** Puts the ghosts where they are on their way, beside the columns on theirs. */
  function raise(): void {
    if (standing === null || ghosts === null) return;
    const { glide } = standing;
    const columns = sets.glide();
    if (drawn.ghosts === glide.sharesVersion && drawn.columns === columns.sharesVersion) return;
    [drawn.ghosts, drawn.columns] = [glide.sharesVersion, columns.sharesVersion];
    ghosts = raiseGhosts(ghosts, glide.shares, columns.shares);
  }

  function aim(layout: ColumnLayout, stood: Float32Array, nowMs: number): void {
    const before = standing;
    const glide = before?.glide ?? risenFrom(sets.glide().shares, nowMs);
    const keys = before === null || before.layout === layout ? null : [...layout.slotOf.keys()];
    const slotBefore = keys && ((slot: number) => before?.layout.slotOf.get(keys[slot] as string) ?? -1);
    const timing = { nowMs, ms: isCalm() ? 0 : MOTION.value, ease: easeOut };
    glide.aim({ shares: stood, colours: new Uint8Array(stood.length * 4) }, timing, slotBefore);
    standing = { layout, glide, stood };
    if (ghosts === null || before?.layout !== layout || !isSamePlaces(before.stood, stood)) ghosts = ghostsOf(layout, stood);
    [drawn.ghosts, drawn.columns] = [-1, -1];
  }

  return {
    show({ after, nowMs }) {
      const { table, scale } = scene();
      const stood = table && ghostShares(after, table, scale);
      if (stood === null) [standing, ghosts] = [null, null];
      else aim(after.layout, stood, nowMs);
      raise();
    },
    step(nowMs) {
      const isMoving = standing?.glide.step(nowMs) ?? false;
      raise();
      return isMoving;
    },
    solids: (frame) => (ghosts === null || ghosts.count === 0 ? [] : [stems(ghosts, frame), rings(ghosts, frame)]),
  };
}

/** A glide that stands as high as the columns do. */
function risenFrom(shares: Float32Array, nowMs: number): Glide {
  const glide = createGlide();
  glide.aim({ shares: shares.slice(), colours: new Uint8Array(shares.length * 4) }, { nowMs, ms: 0, ease: easeOut }, () => -1);
  glide.step(nowMs);
  return glide;
}

function isSamePlaces(one: Float32Array, other: Float32Array): boolean {
  return one.length === other.length && one.every((share, slot) => share > 0 === (other[slot] as number) > 0);
}

/** Heights are shares of the tallest column: the matrix makes metres of them, so that a change of zoom sends nothing anew. */
function toMetres({ size }: MapFrame): Matrix {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, size.tallestMetres, 0, 0, 0, 0, 1];
}

function rings({ count, tops }: Ghosts, frame: MapFrame): Layer {
  return new ScatterplotLayer({
    id: 'ghost-rings',
    data: { length: count, attributes: { getPosition: tops } },
    modelMatrix: toMetres(frame),
    getRadius: 1,
    radiusScale: frame.size.radiusMetres * RING_RADII,
    filled: false,
    stroked: true,
    getLineColor: [...LOOK[frame.theme]],
    lineWidthUnits: 'pixels',
    getLineWidth: RING_PIXELS,
    billboard: false,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getLineColor: frame.theme },
  });
}

function stems({ count, tops, caps }: Ghosts, frame: MapFrame): Layer {
  return new LineLayer({
    id: 'ghost-stems',
    data: { length: count, attributes: { getSourcePosition: caps, getTargetPosition: tops } },
    modelMatrix: toMetres(frame),
    getColor: [...LOOK[frame.theme]],
    widthUnits: 'pixels',
    getWidth: STEM_PIXELS,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getColor: frame.theme },
  });
}
