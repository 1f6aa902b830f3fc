/** The deck.gl layers of one frame: the hidden globe that hides what is behind it, then what the parts of the map draw. */
import type { Layer } from '@deck.gl/core';
import { SimpleMeshLayer } from '@deck.gl/mesh-layers';
import { SphereGeometry } from '@luma.gl/engine';
import type { MapFrame, MapPart } from './mapPart.ts';

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
const EARTH_MESH = new SphereGeometry({ radius: 6.371e6 * 0.995, nlat: 60, nlong: 120 });
const EARTH_CENTRE = [0];

/** For layers flat on the ground: they hide nothing, and are seen from both sides. */
export const GROUND_PARAMETERS = { depthWriteEnabled: false, cullMode: 'none' } as const;

/** Builds the layers of a frame, back to front. */
export function mapLayers(parts: readonly MapPart[], frame: MapFrame): Layer[] {
  const adjusted = parts.reduce((given, part) => part.adjust?.(given) ?? given, frame);
  const solids = parts.flatMap((part) => part.solids?.(adjusted) ?? []);
  return [
    ...(frame.zoom < FLAT_FROM_ZOOM ? [occluder()] : []),
    ...parts.flatMap((part) => part.ground?.(adjusted) ?? []),
    ...solids,
    ...parts.flatMap((part) => part.over?.(adjusted, solids) ?? []),
    ...parts.flatMap((part) => part.air?.(adjusted) ?? []),
  ];
}

/** deck takes opacity as light, not as alpha: it draws `opacity ^ (1 / 2.2)`. */
export function toDeckOpacity(alpha: number): number {
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
