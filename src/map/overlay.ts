/** The deck.gl canvas over the map, replaced when the browser takes its graphics context away (deck cannot bring one back by itself). */
import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';

export interface SolidOverlay {
  setLayers(layers: readonly Layer[]): void;
  dispose(): void;
}

/** Adds the overlay to a map. `rebuild` gives fresh layers after a loss: the old ones belong to the lost context. */
export function createOverlay(map: MapLibreMap, rebuild: () => readonly Layer[], isPlain: boolean): SolidOverlay {
  let overlay = add([]);

  function add(layers: readonly Layer[]): MapLibreOverlay {
    const added = new MapLibreOverlay({
      interleaved: false,
      layers: [...layers],
      pickingRadius: 0,
      useDevicePixels: isPlain ? plainPixelRatio() : true,
      deviceProps: { type: 'webgl', webgl: { antialias: !isPlain } },
    });
    map.addControl(added);
    return added;
  }

  /** Caught on the way down, because the event does not rise and the canvas is made only some time after the overlay. */
  function handleLoss(event: Event): void {
    if (event.target === map.getCanvas()) return;
    map.removeControl(overlay);
    overlay = add(rebuild());
  }

  const container = map.getContainer();
  container.addEventListener('webglcontextlost', handleLoss, true);
  return {
    setLayers: (layers) => overlay.setProps({ layers: [...layers] }),
    dispose() {
      container.removeEventListener('webglcontextlost', handleLoss, true);
      map.removeControl(overlay);
    },
  };
}

/** Device pixels a CSS pixel where no graphics card helps: never more than one. */
export function plainPixelRatio(): number {
  return Math.min(1, devicePixelRatio);
}
