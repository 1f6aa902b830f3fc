/** The map while it is filmed: both canvases are copied whenever they are drawn, the rest is drawn from the page's own words. */
import { globeSilhouette } from '../model/projection.ts';
import { createLayerCopy, type Film } from '../ui/share/filmStore.ts';
import { drawGlow, drawMarks, HALO, LIMB } from './capture.ts';
import type { MapContext } from './mapPart.ts';
import type { SolidOverlay } from './overlay.ts';

interface FilmParts extends Pick<MapContext, 'root' | 'map' | 'screen'> {
  readonly overlay: SolidOverlay;
  readonly isIdle: () => boolean;
}

/** Films until it is stopped; the first picture is there after the next frame. */
export function filmMap({ root, map, screen, overlay, isIdle }: FilmParts): Film {
  const [earth, solids] = [createLayerCopy(), createLayerCopy()];
  const take = () => earth.take(map.getCanvas());
  map.on('render', take);
  const stopSolids = overlay.watch((canvas) => solids.take(canvas));
  map.triggerRepaint();
  let ofList: typeof import('./rankPicture.ts') | null = null;
  const keep = (loaded: typeof ofList) => {
    ofList = loaded;
  };
  void import('./rankPicture.ts').then(keep, () => null);
  return {
    paint(context) {
      const list = root.classList.contains('ranked') ? ofList : null;
      const { width, height, left: rootLeft, top: rootTop } = root.getBoundingClientRect();
      const theme = root.classList.contains('dark') ? 'dark' : 'light';
      const globe = map.getZoom() < 7 ? globeSilhouette(screen.projection()) : null;
      context.fillStyle = getComputedStyle(root).backgroundColor;
      context.fillRect(0, 0, width, height);
      if (list) context.globalAlpha = list.BEHIND_LIST;
      if (globe) drawGlow(context, globe, HALO[theme]);
      if (earth.canvas.width > 0) context.drawImage(earth.canvas, 0, 0, width, height);
      if (globe) drawGlow(context, globe, LIMB[theme]);
      if (solids.canvas.width > 0) context.drawImage(solids.canvas, 0, 0, width, height);
      context.globalAlpha = 1;
      if (list) list.drawRanked(context, root);
      else drawMarks(context, root, { rootLeft, rootTop });
    },
    isIdle,
    stop() {
      map.off('render', take);
      stopSolids();
    },
  };
}
