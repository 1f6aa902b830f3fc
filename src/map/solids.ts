/** What stands for the values: columns, hexagons, bubbles or flat marks, and the glow on the ground around columns seen from above. */
import type { Layer } from '@deck.gl/core';
import { ColumnLayer, ScatterplotLayer } from '@deck.gl/layers';
import { circlePixels, type DrawnShape, drawnShape } from '../model/shape.ts';
import { SOLID } from '../model/tokens.ts';
import { emergence } from './emergence.ts';
import { createCorners } from './hexagonCorners.ts';
import { HexagonLayer } from './hexagonLayer.ts';
import { GROUND_PARAMETERS, toDeckOpacity } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';
import { createRadii } from './radii.ts';
import type { SolidSet } from './solidSets.ts';
import { solidShading } from './solidShading.ts';

const DISC_RADII = 2.1;
const HOVER_WHITE = [255, 255, 255, 31] as const;
/** Bubbles let those beneath them be seen. */
const BUBBLE_OPACITY = 0.82;
const COVERAGE = 0.84;
const ROUND: readonly DrawnShape[] = ['bubbles', 'points'];

export function createSolidsPart({ geography }: MapContext): MapPart {
  const cornersOf = createCorners(geography);
  const radiiOf = createRadii();

  function hexagons({ theme, size, shape }: MapFrame, set: SolidSet, hovered: number): Layer[] {
    const corners = cornersOf(set.layout);
    if (corners === null) return [];
    const isFlat = drawnShape(shape, set.layout.level) === 'tiles';
    return [
      new HexagonLayer({
        id: `hexagons-${set.id}`,
        data: {
          length: set.length,
          attributes: {
            getPosition: set.positions,
            getElevation: set.elevations,
            getFillColor: set.colours,
            getCorners0: corners[0],
            getCorners1: corners[1],
            getCorners2: corners[2],
            getOrigin: set.origins,
          },
        },
        coverage: COVERAGE,
        elevationScale: isFlat ? 0 : size.tallestMetres * set.opacity,
        theme,
        opacity: toDeckOpacity(set.opacity),
        highlightedObjectIndex: hovered,
        highlightColor: [...HOVER_WHITE],
        parameters: { cullMode: 'none' },
        extensions: [emergence],
        ...{ emerged: set.emerged },
      }),
    ];
  }

  function circles({ shape, pixelMetres }: MapFrame, set: SolidSet, hovered: number): Layer[] {
    const { level } = set.layout;
    const drawn = drawnShape(shape, level);
    const isBubble = drawn === 'bubbles';
    return [
      new ScatterplotLayer({
        id: `circles-${set.id}`,
        data: {
          length: set.length,
          attributes: {
            getPosition: set.positions,
            getFillColor: set.colours,
            getOrigin: set.origins,
            ...(isBubble ? { getRadius: radiiOf(set.elevations) } : {}),
          },
        },
        getRadius: 1,
        radiusScale: circlePixels(drawn, level) * pixelMetres,
        radiusMinPixels: 1.2,
        billboard: false,
        opacity: toDeckOpacity(set.opacity * (isBubble ? BUBBLE_OPACITY : 1)),
        highlightedObjectIndex: hovered,
        highlightColor: [...HOVER_WHITE],
        parameters: GROUND_PARAMETERS,
        extensions: [emergence],
        ...{ emerged: set.emerged },
      }),
    ];
  }

  function solidsOf(frame: MapFrame, set: SolidSet, hovered: number): Layer[] {
    const drawn = drawnShape(frame.shape, set.layout.level);
    if (drawn === 'columns') return [columns(frame, set, hovered)];
    if (drawn === 'hexagons') return hexagons(frame, set, hovered);
    return [];
  }

  function flatOf(frame: MapFrame, set: SolidSet, hovered: number): Layer[] {
    const drawn = drawnShape(frame.shape, set.layout.level);
    if (drawn === 'columns') return discs(frame, set);
    if (drawn === 'tiles') return hexagons(frame, set, hovered);
    return ROUND.includes(drawn) ? circles(frame, set, hovered) : [];
  }

  const hoveredIn = (frame: MapFrame, at: number) => (at === frame.sets.length - 1 ? frame.hovered : -1);
  return {
    ground: (frame) => frame.sets.flatMap((set, at) => flatOf(frame, set, hoveredIn(frame, at))),
    solids: (frame) => frame.sets.flatMap((set, at) => solidsOf(frame, set, hoveredIn(frame, at))),
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
      attributes: { getPosition: set.positions, getElevation: set.elevations, getFillColor: set.colours, getOrigin: set.origins },
    },
    diskResolution: 40,
    radius: size.radiusMetres,
    elevationScale: size.tallestMetres * set.opacity,
    extruded: true,
    opacity: toDeckOpacity(set.opacity),
    highlightedObjectIndex: hovered,
    highlightColor: [...HOVER_WHITE],
    extensions: [solidShading(theme), emergence],
    ...{ emerged: set.emerged },
  });
}
