/** What stood before: a ring around each column at its height then, on a thin stem where the column has fallen below it; of a bubble one of its size then. */
import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { type Ghosts, ghostShares, ghostsOf, raiseGhosts } from '../model/ghosts.ts';
import { createGlide, easeOut, type Glide } from '../model/glide.ts';
import type { ColumnLayout } from '../model/layout.ts';
import { AREA_HEIGHT, carrierOf, circlePixels, drawnShape } from '../model/shape.ts';
import { MOTION, type Theme } from '../model/tokens.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';
import type { Attribute } from './solidSets.ts';

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
  const raised = { ghosts: -1, columns: -1 };

  /** Puts the ghosts where they are on their way, beside the columns on theirs. */
  function raise(): void {
    if (standing === null || ghosts === null) return;
    const { glide } = standing;
    const columns = sets.glide();
    if (raised.ghosts === glide.sharesVersion && raised.columns === columns.sharesVersion) return;
    [raised.ghosts, raised.columns] = [glide.sharesVersion, columns.sharesVersion];
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
    [raised.ghosts, raised.columns] = [-1, -1];
  }

  /** In the shape of what stands: where that has no size, nothing had one before. */
  function drawn(frame: MapFrame): readonly Layer[] {
    if (standing === null || ghosts === null || ghosts.count === 0) return [];
    const { level } = standing.layout;
    const shape = drawnShape(frame.shape, level);
    if (shape === 'bubbles') return [circles(ghosts, circlePixels(shape, level) * frame.pixelMetres, frame.theme)];
    if (carrierOf(shape) !== 'height') return [];
    const metres = frame.size.tallestMetres * (shape === 'areas' ? AREA_HEIGHT : 1);
    return [stems(ghosts, metres, frame), rings(ghosts, metres, frame)];
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
    solids: drawn,
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

/** Heights are shares of the tallest: the matrix makes metres of them, so that a change of zoom sends nothing anew. */
function toMetres(tallest: number): Matrix {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, tallest, 0, 0, 0, 0, 1];
}

function rings({ count, tops }: Ghosts, metres: number, { size, theme }: MapFrame): Layer {
  return new ScatterplotLayer({
    id: 'ghost-rings',
    data: { length: count, attributes: { getPosition: tops } },
    modelMatrix: toMetres(metres),
    getRadius: 1,
    radiusScale: size.radiusMetres * RING_RADII,
    ...ringLook(theme),
  });
}

/** Flat on the ground, as large as the bubbles were. */
function circles(ghosts: Ghosts, largestMetres: number, theme: Theme): Layer {
  return new ScatterplotLayer({
    id: 'ghost-circles',
    data: { length: ghosts.count, attributes: { getPosition: ghosts.tops, getRadius: radiiOf(ghosts) } },
    modelMatrix: toMetres(0),
    getRadius: 1,
    radiusScale: largestMetres,
    ...ringLook(theme),
  });
}

const radiiKnown = new WeakMap<Ghosts, Attribute<Float32Array>>();

/** Areas are in proportion to the shares. */
function radiiOf(ghosts: Ghosts): Attribute<Float32Array> {
  const { count, tops } = ghosts;
  const value = () => Float32Array.from({ length: count }, (_, at) => Math.sqrt(tops.value[at * 3 + 2] as number));
  const radii = radiiKnown.get(ghosts) ?? { value: value(), size: 1, normalized: false };
  radiiKnown.set(ghosts, radii);
  return radii;
}

function ringLook(theme: Theme) {
  return {
    filled: false,
    stroked: true,
    getLineColor: [...LOOK[theme]] as [number, number, number, number],
    lineWidthUnits: 'pixels',
    getLineWidth: RING_PIXELS,
    billboard: false,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getLineColor: theme },
  } as const;
}

function stems({ count, tops, caps }: Ghosts, metres: number, { theme }: MapFrame): Layer {
  return new LineLayer({
    id: 'ghost-stems',
    data: { length: count, attributes: { getSourcePosition: caps, getTargetPosition: tops } },
    modelMatrix: toMetres(metres),
    getColor: [...LOOK[theme]],
    widthUnits: 'pixels',
    getWidth: STEM_PIXELS,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getColor: theme },
  });
}
