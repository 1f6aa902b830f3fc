/** The projection of the map as it stands, for labels, picking and the outline of the globe. */
import { _GlobeView as GlobeView, type Viewport } from '@deck.gl/core';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Projection } from '../model/projection.ts';

const view = new GlobeView({ id: 'labels' });

/** Same camera, padding and size as deck's own view of the map. */
export function viewProjection(map: MapLibreMap): Projection {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const { lng, lat } = map.getCenter();
  const { top = 0, bottom = 0, left = 0, right = 0 } = map.getPadding();
  const viewState = {
    longitude: lng,
    latitude: lat,
    zoom: map.getZoom(),
    bearing: map.getBearing(),
    pitch: map.getPitch(),
    padding: { top, bottom, left, right },
  };
  const viewport = view.makeViewport({ width, height, viewState }) as Viewport;
  return { matrix: viewport.pixelProjectionMatrix, camera: viewport.cameraPosition };
}
