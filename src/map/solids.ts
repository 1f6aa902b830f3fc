/** The columns, and the glow on the ground around their feet. */
import type { Layer } from '@deck.gl/core';
import { ColumnLayer, ScatterplotLayer } from '@deck.gl/layers';
import { SOLID } from '../model/tokens.ts';
import { GROUND_PARAMETERS, toDeckOpacity } from './mapLayers.ts';
import type { MapFrame, MapPart } from './mapPart.ts';
import type { SolidSet } from './solidSets.ts';
import { solidShading } from './solidShading.ts';

const DISC_RADII = 2.1;
const HOVER_WHITE = [255, 255, 255, 31] as const;

export function createSolidsPart(): MapPart {
  return {
    ground: (frame) => frame.sets.flatMap((set) => discs(frame, set)),
    solids: (frame) => frame.sets.map((set, at) => columns(frame, set, at === frame.sets.length - 1 ? frame.hovered : -1)),
  };
}

function discs({ theme, size }: MapFrame, set: SolidSet): Layer[] {
  if (!set.hasDiscs) return [];
  return [
    new ScatterplotLayer({
      id: `discs-${set.id}`,
      data: { length: set.length, attributes: { getPosition: set.positions, getFillColor: set.colours } },
      getRadius: 1,
      radiusScale: size.radiusMetres * DISC_RADII,
      billboard: false,
      opacity: toDeckOpacity((SOLID[theme].footDiscAlpha / 255) * set.opacity),
      parameters: GROUND_PARAMETERS,
    }),
  ];
}

function columns({ theme, size }: MapFrame, set: SolidSet, hovered: number): Layer {
  return new ColumnLayer({
    id: `columns-${set.id}`,
    data: {
      length: set.length,
      attributes: { getPosition: set.positions, getElevation: set.elevations, getFillColor: set.colours },
    },
    diskResolution: 40,
    radius: size.radiusMetres,
    elevationScale: size.tallestMetres,
    extruded: true,
    opacity: toDeckOpacity(set.opacity),
    highlightedObjectIndex: hovered,
    highlightColor: [...HOVER_WHITE],
    extensions: [solidShading(theme)],
  });
}
