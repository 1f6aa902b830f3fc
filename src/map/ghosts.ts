/** What stood before: a ring around each column at its height then, on a thin stem where the column has fallen below it. */
import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { type Ghosts, ghostsOf } from '../model/ghosts.ts';
import type { Theme } from '../model/tokens.ts';
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

/** Reads the columns `before` of the answer that is shown; without them there are no ghosts. */
export function createGhostsPart({ scene }: MapContext): MapPart {
  let ghosts: Ghosts | null = null;
  return {
    show({ after }) {
      const { table } = scene();
      ghosts = table && ghostsOf(after, table);
    },
    solids: (frame) => (ghosts === null || ghosts.count === 0 ? [] : [stems(ghosts, frame), rings(ghosts, frame)]),
  };
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
