/** Columns behind others shine through them: what is drawn already is drawn once more, faintly, only where something stands before it. */
import type { Layer } from '@deck.gl/core';
import { toDeckOpacity } from './mapLayers.ts';
import type { MapContext, MapPart } from './mapPart.ts';

const GHOST_OPACITY = 0.34;
/** Front faces alone: the far side of a column always lies behind its own front. */
const BEHIND = { depthWriteEnabled: false, depthCompare: 'greater', cullMode: 'back' } as const;

export function createXrayPart({ scene }: MapContext): MapPart {
  return {
    over: (_, solids) => (scene().xray ? solids.map(ghost) : []),
  };
}

function ghost(layer: Layer): Layer {
  return layer.clone({ id: `${layer.id}-xray`, parameters: BEHIND, opacity: layer.props.opacity * toDeckOpacity(GHOST_OPACITY) }) as Layer;
}
