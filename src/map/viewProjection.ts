/** The projection of the map as it stands, for labels, picking and the outline of the globe. */
import { _GlobeView as GlobeView, type Viewport } from '@deck.gl/core';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { CameraState } from '../model/camera.ts';
import type { Projection } from '../model/projection.ts';
import { cameraOf } from './flights.ts';

const view = new GlobeView({ id: 'labels' });

/** Same camera, padding and size as deck's own view of the map. */
export function viewProjection(map: MapLibreMap): Projection {
  return cameraProjection(map, cameraOf(map));
}

/** The projection of a map if its camera stood elsewhere. */
export function cameraProjection(map: MapLibreMap, { longitude, latitude, zoom, bearing, pitch }: CameraState): Projection {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const { top = 0, bottom = 0, left = 0, right = 0 } = map.getPadding();
  const viewState = { longitude, latitude, zoom, bearing, pitch, padding: { top, bottom, left, right } };
  const viewport = view.makeViewport({ width, height, viewState }) as Viewport;
  return { matrix: viewport.pixelProjectionMatrix, camera: viewport.cameraPosition };
}
