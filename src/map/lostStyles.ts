/** What is left of the earth when the browser takes its graphics context away. */
import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * MapLibre makes a new style after a loss, but leaves the old one among those who wait for its plugin of right-to-left texts: each loss would keep
 * a whole style for as long as the page lives, with the tiles that its worker had not cut yet. Lets go of them from now on.
 */
export function letGoOfLostStyles(map: MapLibreMap): void {
  let lost: MapLibreMap['style'] | null = null;
  // On the way down: the map has forgotten its style by the time that it tells of the loss itself.
  map.getContainer().addEventListener(
    'webglcontextlost',
    ({ target }) => {
      if (target === map.getCanvas()) lost = map.style ?? null;
    },
    true,
  );
  map.on('webglcontextlost', () => {
    // Not as at the end of the map: its worker goes on.
    lost?._remove(false);
    lost = null;
  });
}
