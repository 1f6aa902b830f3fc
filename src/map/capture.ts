/** The map as a picture: both canvases drawn anew and read at once, then the labels and pins, drawn from their own words. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Padding } from '../model/camera.ts';
import { globeSilhouette } from '../model/projection.ts';
import type { Capture } from '../ui/share/captureStore.ts';
import { deskScale } from '../ui/useSize.ts';
import type { MapContext } from './mapPart.ts';
import type { SolidOverlay } from './overlay.ts';

/** Most pixels along a side: graphics cards have textures no larger. */
const MOST_PIXELS = 8192;
const PATIENCE_MS = 20_000;

interface CaptureParts extends Pick<MapContext, 'root' | 'map' | 'screen'> {
  readonly overlay: SolidOverlay;
  readonly padding: Padding;
}

/** The free part of the map, `scale` pixels for a CSS pixel (less where the graphics card cannot). */
export async function captureMap({ root, map, screen, overlay, padding }: CaptureParts, wanted: number): Promise<Capture> {
  const { width: wholeWidth, height: wholeHeight, left: rootLeft, top: rootTop } = root.getBoundingClientRect();
  const scale = Math.min(wanted, MOST_PIXELS / Math.max(wholeWidth, wholeHeight));
  const width = wholeWidth - padding.left - padding.right;
  const height = wholeHeight - padding.top - padding.bottom;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas to draw on');
  context.setTransform(scale, 0, 0, scale, -padding.left * scale, -padding.top * scale);
  const style = getComputedStyle(root);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, wholeWidth, wholeHeight);
  const isDark = root.classList.contains('dark');
  const globe = map.getZoom() < 7 ? globeSilhouette(screen.projection()) : null;
  const before = map.getPixelRatio();
  const ranked = root.classList.contains('ranked') ? await import('./rankPicture.ts') : null;
  try {
    if (ranked) context.globalAlpha = ranked.BEHIND_LIST;
    if (globe) drawGlow(context, globe, isDark ? HALO.dark : HALO.light);
    map.setPixelRatio(scale);
    await drawn(map, (earth) => context.drawImage(earth, 0, 0, wholeWidth, wholeHeight));
    if (globe) drawGlow(context, globe, isDark ? LIMB.dark : LIMB.light);
    await overlay.read(scale, (solids) => context.drawImage(solids, 0, 0, wholeWidth, wholeHeight));
  } finally {
    map.setPixelRatio(before);
    context.globalAlpha = 1;
  }
  if (ranked) ranked.drawRanked(context, root);
  else drawMarks(context, root, { rootLeft, rootTop });
  return { canvas, width, height, scale };
}

/** What lies over the columns: their labels, and the pins of notes. */
export function drawMarks(context: CanvasRenderingContext2D, root: HTMLElement, { rootLeft, rootTop }: Origin): void {
  for (const label of root.querySelectorAll<HTMLElement>('.label.shown')) drawLabel(context, label, { rootLeft, rootTop });
  for (const pin of root.querySelectorAll<HTMLElement>('.pin:not([hidden])')) drawPin(context, pin, { rootLeft, rootTop });
}

/** Has the map drawn whole, and read in the same breath: its canvas is empty afterwards. */
function drawn(map: MapLibreMap, read: (canvas: HTMLCanvasElement) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      map.off('render', look);
      reject(new Error('the map was not drawn in time'));
    }, PATIENCE_MS);
    const look = () => {
      if (!map.areTilesLoaded()) return map.triggerRepaint();
      clearTimeout(timer);
      map.off('render', look);
      read(map.getCanvas());
      resolve();
    };
    map.on('render', look);
    map.triggerRepaint();
  });
}

type Glow = { readonly reach: number; readonly stops: readonly (readonly [at: number, colour: string])[] };

/** As the two circles of the page (`map.css`): `reach` beyond the outline as a share of its size. */
export const HALO: Readonly<Record<'dark' | 'light', Glow>> = {
  dark: {
    reach: 0.14,
    stops: [
      [0.778, 'rgb(80 130 215 / .42)'],
      [0.81, 'rgb(62 106 190 / .19)'],
      [0.88, 'rgb(46 82 155 / .07)'],
      [1, 'rgb(46 82 155 / 0)'],
    ],
  },
  light: {
    reach: 0.14,
    stops: [
      [0.8, 'rgb(255 255 255 / .95)'],
      [0.85, 'rgb(255 255 255 / .5)'],
      [1, 'rgb(255 255 255 / 0)'],
    ],
  },
};
export const LIMB: Readonly<Record<'dark' | 'light', Glow>> = {
  dark: {
    reach: 0,
    stops: [
      [0.62, 'rgb(70 120 200 / 0)'],
      [0.82, 'rgb(70 120 200 / .05)'],
      [0.95, 'rgb(86 140 220 / .13)'],
      [0.995, 'rgb(130 180 245 / .26)'],
      [1, 'rgb(150 195 255 / .36)'],
    ],
  },
  light: {
    reach: 0,
    stops: [
      [0.85, 'rgb(90 120 165 / 0)'],
      [0.92, 'rgb(90 120 165 / .10)'],
      [1, 'rgb(80 110 160 / .24)'],
    ],
  },
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function drawGlow(context: CanvasRenderingContext2D, { left, top, width, height }: Box, { reach, stops }: Glow): void {
  const radius = width * (0.5 + reach);
  context.save();
  context.translate(left + width / 2, top + height / 2);
  context.scale(1, height / width);
  const fill = context.createRadialGradient(0, 0, 0, 0, 0, radius);
  for (const [at, colour] of stops) fill.addColorStop(at, colour);
  context.fillStyle = fill;
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}

interface Origin {
  readonly rootLeft: number;
  readonly rootTop: number;
}

/** The words of a label where they stand, each line with the font and colour that it has on the page. */
export function drawLabel(context: CanvasRenderingContext2D, label: HTMLElement, { rootLeft, rootTop }: Origin): void {
  const own = getComputedStyle(label);
  const box = label.getBoundingClientRect();
  if (own.backgroundColor !== 'rgba(0, 0, 0, 0)') {
    context.fillStyle = own.backgroundColor;
    context.beginPath();
    context.roundRect(box.left - rootLeft, box.top - rootTop, box.width, box.height, Number.parseFloat(own.borderRadius) || 0);
    context.fill();
  }
  const halo = getComputedStyle(label).getPropertyValue('--label-ground') || own.backgroundColor;
  for (const line of label.children) {
    const { left, top, width, height } = line.getBoundingClientRect();
    const { color, fontWeight, fontSize, fontFamily, textShadow } = getComputedStyle(line);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const [x, y] = [left - rootLeft + width / 2, top - rootTop + height / 2];
    if (textShadow !== 'none') {
      context.lineWidth = 3 * deskScale();
      context.lineJoin = 'round';
      context.strokeStyle = halo;
      context.strokeText(line.textContent ?? '', x, y);
    }
    context.fillStyle = color;
    context.fillText(line.textContent ?? '', x, y);
  }
}

export function drawPin(context: CanvasRenderingContext2D, pin: HTMLElement, { rootLeft, rootTop }: Origin): void {
  const drop = pin.firstElementChild;
  if (!drop) return;
  const { backgroundColor, color } = getComputedStyle(drop);
  const box = pin.getBoundingClientRect();
  const [x, y] = [box.left - rootLeft + box.width / 2, box.bottom - rootTop];
  context.fillStyle = backgroundColor;
  context.beginPath();
  const desk = deskScale();
  context.arc(x, y - 18 * desk, 11 * desk, 0.75 * Math.PI, 2.25 * Math.PI);
  context.lineTo(x, y);
  context.closePath();
  context.fill();
  context.fillStyle = color;
  context.font = `600 ${11 * desk}px ${getComputedStyle(pin).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(drop.textContent ?? '', x, y - 18 * desk);
}
