/** The deck.gl layers of one frame: a hidden globe that hides what is behind it, marks on the ground, columns. */
import type { Layer } from '@deck.gl/core';
import { ColumnLayer, ScatterplotLayer } from '@deck.gl/layers';
import { SimpleMeshLayer } from '@deck.gl/mesh-layers';
import { SphereGeometry } from '@luma.gl/engine';
import { toRgb } from '../model/colour.ts';
import type { LngLat } from '../model/layout.ts';
import type { SolidSize } from '../model/scale.ts';
import { EARTH, SOLID, type Theme } from '../model/tokens.ts';
import type { Arrival } from './arrivals.ts';
import { solidShading } from './solidShading.ts';

/** A binary attribute. The same object means the same content: it is not sent to the graphics card again. */
export interface Attribute<Values> {
  readonly value: Values;
  readonly size: number;
  /** Bytes that stand for 0-1, as colours are. */
  readonly normalized: boolean;
}

/** Columns ready for the graphics card; new objects exactly where something changed. */
export interface SolidSet {
  /** Stable while the picture lives, so that deck keeps its buffers. */
  readonly id: string;
  readonly length: number;
  readonly positions: Attribute<Float64Array>;
  /** Shares of the tallest. */
  readonly elevations: Attribute<Float32Array>;
  readonly colours: Attribute<Uint8Array>;
  /** A glow on the ground around each foot: for columns that may be seen from straight above. */
  readonly hasDiscs: boolean;
  /** 0-1, below 1 only while the set leaves. */
  readonly opacity: number;
}

export interface SolidScene {
  readonly theme: Theme;
  readonly size: SolidSize;
  /** Zoom of the map: from 12 on it is flat and nothing lies behind it. */
  readonly zoom: number;
  readonly sets: readonly SolidSet[];
  readonly zeros: readonly LngLat[];
  readonly arrivals: readonly Arrival[];
  /** Feet of the selected places. */
  readonly selected: readonly LngLat[];
  /** Slot of the last set under the pointer, -1 for none. */
  readonly hovered: number;
}

const DISC_RADII = 2.1;
const ZERO_RADII = 0.95;
const SELECTED_RADII = 1.75;
/** How far the ring of an arrival widens beyond the column, in its radii. */
const ARRIVAL_RADII = 4;
const ARRIVAL_ALPHA = 200;
const HOVER_WHITE = [255, 255, 255, 31] as const;
const FLAT_FROM_ZOOM = 12;

/** Blends to nothing: the globe writes depth alone. */
const DEPTH_ONLY = {
  depthWriteEnabled: true,
  depthCompare: 'less-equal',
  cullMode: 'none',
  blend: true,
  blendColorOperation: 'add',
  blendAlphaOperation: 'add',
  blendColorSrcFactor: 'zero',
  blendColorDstFactor: 'one',
  blendAlphaSrcFactor: 'zero',
  blendAlphaDstFactor: 'one',
} as const;
const GROUND = { depthWriteEnabled: false, cullMode: 'none' } as const;

const EARTH_MESH = new SphereGeometry({ radius: 6.371e6 * 0.995, nlat: 60, nlong: 120 });
const EARTH_CENTRE = [0];

/** Builds the layers of a frame, back to front. */
export function solidLayers(scene: SolidScene): Layer[] {
  return [
    ...(scene.zoom < FLAT_FROM_ZOOM ? [occluder()] : []),
    ...scene.sets.flatMap((set) => discs(scene, set)),
    ring('zeros', scene.zeros, scene, { radii: ZERO_RADII, widthPixels: 1.25, colour: EARTH[scene.theme].zeroRing }),
    arrivals(scene),
    ring('selected', scene.selected, scene, {
      radii: SELECTED_RADII,
      widthPixels: 1.75,
      colour: EARTH[scene.theme].selection,
    }),
    ...scene.sets.map((set, at) => columns(scene, set, at === scene.sets.length - 1 ? scene.hovered : -1)),
  ];
}

/** deck takes opacity as light, not as alpha: it draws `opacity ^ (1 / 2.2)`. */
function toDeckOpacity(alpha: number): number {
  return alpha ** 2.2;
}

function occluder(): Layer {
  return new SimpleMeshLayer({
    id: 'occluder',
    data: EARTH_CENTRE,
    mesh: EARTH_MESH,
    coordinateSystem: 'cartesian',
    getPosition: [0, 0, 0],
    parameters: DEPTH_ONLY,
  });
}

function discs({ theme, size }: SolidScene, set: SolidSet): Layer[] {
  if (!set.hasDiscs) return [];
  return [
    new ScatterplotLayer({
      id: `discs-${set.id}`,
      data: { length: set.length, attributes: { getPosition: set.positions, getFillColor: set.colours } },
      getRadius: 1,
      radiusScale: size.radiusMetres * DISC_RADII,
      billboard: false,
      opacity: toDeckOpacity((SOLID[theme].footDiscAlpha / 255) * set.opacity),
      parameters: GROUND,
    }),
  ];
}

interface RingLook {
  readonly radii: number;
  readonly widthPixels: number;
  readonly colour: string;
}

function ring(id: string, anchors: readonly LngLat[], { size }: SolidScene, { radii, widthPixels, colour }: RingLook): Layer {
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
    parameters: GROUND,
    updateTriggers: { getLineColor: colour },
  });
}

function arrivals({ size, arrivals: rings }: SolidScene): Layer {
  return new ScatterplotLayer<Arrival>({
    id: 'arrivals',
    data: rings,
    getPosition: ({ longitude, latitude }) => [longitude, latitude],
    getRadius: ({ progress }) => 1 + ARRIVAL_RADII * (1 - (1 - progress) ** 3),
    radiusScale: size.radiusMetres,
    filled: false,
    stroked: true,
    getLineColor: ({ colour, progress }) => [...colour, ARRIVAL_ALPHA * (1 - progress)],
    lineWidthUnits: 'pixels',
    getLineWidth: 1.5,
    billboard: false,
    parameters: GROUND,
  });
}

function columns({ theme, size }: SolidScene, set: SolidSet, hovered: number): Layer {
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
