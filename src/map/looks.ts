/** Places without a column that are not zero: a ring below zero, a dot where the answer has no value, a hatched disc where it is withheld. */
import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { toRgb } from '../model/colour.ts';
import { type ColumnPicture, MARK, markedSlots } from '../model/columns.ts';
import { type HatchLine, hatchLines } from '../model/hatch.ts';
import type { LngLat } from '../model/layout.ts';
import { chrome, EARTH } from '../model/tokens.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';

const BELOW_RADII = 0.95;
const DOT_RADII = 0.3;
const WITHHELD_RADII = 1.3;
/** Hatching follows the zoom in steps of this many of its sizes, so that it is not made anew on every frame. */
const SIZE_STEP = 1.25;

const NO_PLACES: readonly LngLat[] = [];

interface Found {
  readonly picture: ColumnPicture | null;
  readonly below: readonly LngLat[];
  readonly unknown: readonly LngLat[];
  readonly withheld: readonly LngLat[];
}

export function createLooksPart({ sets }: MapContext): MapPart {
  let found = find(null);
  let hatched: { readonly withheld: Found['withheld']; readonly step: number; readonly lines: readonly HatchLine[] } | null = null;

  function hatching(size: MapFrame['size']): readonly HatchLine[] {
    const step = Math.round(Math.log(size.radiusMetres) / Math.log(SIZE_STEP));
    if (hatched?.withheld !== found.withheld || hatched.step !== step)
      hatched = { withheld: found.withheld, step, lines: hatchLines(found.withheld, WITHHELD_RADII * SIZE_STEP ** step) };
    return hatched.lines;
  }

  return {
    ground(frame) {
      const picture = sets.picture();
      if (found.picture !== picture) found = find(picture);
      return [
        circles('below', found.below, frame, { radii: BELOW_RADII, colour: chrome(frame.theme).bad, isFilled: false }),
        circles('unknown', found.unknown, frame, { radii: DOT_RADII, colour: EARTH[frame.theme].zeroRing, isFilled: true }),
        hatch(hatching(frame.size), frame),
      ];
    },
  };
}

/** The marks of a picture, which comes with every update: without any the same lists as before, so that nothing is drawn anew. */
function find(picture: ColumnPicture | null): Found {
  const of = (mark: number) => (picture === null ? NO_PLACES : placesOf(picture, mark));
  return { picture, below: of(MARK.below), unknown: of(MARK.unknown), withheld: of(MARK.withheld) };
}

function placesOf({ marks, layout }: ColumnPicture, mark: number): readonly LngLat[] {
  const slots = markedSlots(marks, mark);
  if (slots.length === 0) return NO_PLACES;
  return slots.map((slot) => [layout.positions[slot * 3] ?? 0, layout.positions[slot * 3 + 1] ?? 0]);
}

interface CircleLook {
  readonly radii: number;
  readonly colour: string;
  readonly isFilled: boolean;
}

function circles(id: string, anchors: readonly LngLat[], { size }: MapFrame, { radii, colour, isFilled }: CircleLook): Layer {
  return new ScatterplotLayer<LngLat>({
    id,
    data: anchors,
    visible: anchors.length > 0,
    getPosition: (anchor) => [anchor[0], anchor[1]],
    getRadius: 1,
    radiusScale: size.radiusMetres * radii,
    radiusMinPixels: isFilled ? 1.5 : 0,
    filled: isFilled,
    stroked: !isFilled,
    getFillColor: [...toRgb(colour)],
    getLineColor: [...toRgb(colour)],
    lineWidthUnits: 'pixels',
    getLineWidth: 1.25,
    billboard: false,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getLineColor: colour, getFillColor: colour },
  });
}

function hatch(lines: readonly HatchLine[], { theme }: MapFrame): Layer {
  const colour = EARTH[theme].zeroRing;
  return new LineLayer<HatchLine>({
    id: 'withheld',
    data: lines,
    visible: lines.length > 0,
    getSourcePosition: ({ from }) => [from[0], from[1]],
    getTargetPosition: ({ to }) => [to[0], to[1]],
    getColor: [...toRgb(colour)],
    getWidth: 1.25,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getColor: colour },
  });
}
