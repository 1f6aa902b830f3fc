/** Rings on the ground: hollow ones where a value is zero, a bright one at the foot of what is selected. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { toRgb } from '../model/colour.ts';
import { type ColumnPicture, MARK, markedSlots } from '../model/columns.ts';
import type { LngLat } from '../model/layout.ts';
import { EARTH } from '../model/tokens.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';

const ZERO_RADII = 0.95;
const SELECTED_RADII = 1.75;

/** The same for every picture without a zero: nothing is drawn anew for it. */
const NO_PLACES: readonly LngLat[] = [];

export function createRingsPart({ sets, scene, slotOf }: MapContext): MapPart {
  /** Regions and hexagons are outlined; a country, seen small, and a city, which has no outline, are ringed at the foot. */
  function selectedAnchor(): LngLat | null {
    const picture = sets.picture();
    const { selected } = scene();
    const slot = selected?.level === 'region' || selected?.level === 'hexagon' ? -1 : slotOf(selected);
    return picture && slot >= 0 ? anchorOf(picture, slot) : null;
  }

  const zeroAnchors = remember(sets.picture, (picture) => {
    const slots = picture === null || picture.layout.level === 'hexagon' ? [] : markedSlots(picture.marks, MARK.zero);
    return picture === null || slots.length === 0 ? NO_PLACES : slots.map((slot) => anchorOf(picture, slot));
  });
  const selectedAnchors = remember(
    () => selectedAnchor()?.join(' ') ?? '',
    () => [selectedAnchor()].filter((anchor) => anchor !== null),
  );

  return {
    ground: (frame) => {
      const { zeroRing, selection } = EARTH[frame.theme];
      return [
        ring('zeros', zeroAnchors(), frame, { radii: ZERO_RADII, widthPixels: 1.25, colour: zeroRing }),
        ring('selected', selectedAnchors(), frame, { radii: SELECTED_RADII, widthPixels: 1.75, colour: selection }),
      ];
    },
  };
}

interface RingLook {
  readonly radii: number;
  readonly widthPixels: number;
  readonly colour: string;
}

function ring(id: string, anchors: readonly LngLat[], { size }: MapFrame, { radii, widthPixels, colour }: RingLook): Layer {
  return new ScatterplotLayer<LngLat>({
    id,
    data: anchors,
    getPosition: (anchor) => [anchor[0], anchor[1]],
    getRadius: 1,
    radiusScale: size.radiusMetres * radii,
    filled: false,
    stroked: true,
    getLineColor: [...toRgb(colour)],
    lineWidthUnits: 'pixels',
    getLineWidth: widthPixels,
    billboard: false,
    parameters: GROUND_PARAMETERS,
    updateTriggers: { getLineColor: colour },
  });
}

function anchorOf({ layout: { positions } }: ColumnPicture, slot: number): LngLat {
  return [positions[slot * 3] ?? 0, positions[slot * 3 + 1] ?? 0];
}

/** Keeps the value made for a key until the key changes: the same array tells deck that nothing changed. */
function remember<Key, Value>(keyOf: () => Key, make: (key: Key) => Value): () => Value {
  let last: { key: Key; value: Value } | null = null;
  return () => {
    const key = keyOf();
    if (!last || last.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
