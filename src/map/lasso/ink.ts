/** What the hand draws over the map: a line, and a ring at the foot of every place that it takes. */
import { chrome, type Theme } from '../../model/tokens.ts';

export interface Drawing {
  /** Corners on the screen, x and y by turns; null: no line. */
  readonly outline: readonly number[] | null;
  readonly isDrawing: boolean;
  /** Where the places taken touch the ground. */
  readonly dots: readonly (readonly [number, number])[];
  readonly theme: Theme;
}

const DOT_PX = 5;
/** Of so many places rings would be a carpet: they get smaller. */
const MANY = 400;

/** A canvas over the map that takes no pointer. */
export function createInk(root: HTMLElement) {
  const canvas = document.createElement('canvas');
  canvas.className = 'ink';
  root.append(canvas);
  const pen = canvas.getContext('2d');

  function resize(): void {
    const [width, height] = [Math.round(root.clientWidth * devicePixelRatio), Math.round(root.clientHeight * devicePixelRatio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  }

  return {
    draw({ outline, isDrawing, dots, theme }: Drawing): void {
      if (pen === null) return;
      resize();
      pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      pen.clearRect(0, 0, root.clientWidth, root.clientHeight);
      const { fg1, bg } = chrome(theme);
      const stroke = (path: Path2D, width: number) => {
        [pen.strokeStyle, pen.lineWidth] = [bg, width + 2];
        pen.stroke(path);
        [pen.strokeStyle, pen.lineWidth] = [fg1, width];
        pen.stroke(path);
      };
      if (outline !== null && outline.length >= 4) {
        const path = pathOf(outline);
        [pen.fillStyle, pen.globalAlpha] = [fg1, 0.07];
        pen.fill(path);
        pen.globalAlpha = 1;
        pen.setLineDash(isDrawing ? [] : [6, 4]);
        stroke(path, 1.75);
        pen.setLineDash([]);
      }
      const rings = new Path2D();
      const radius = dots.length > MANY ? 2 : DOT_PX;
      for (const [x, y] of dots) {
        rings.moveTo(x + radius, y);
        rings.arc(x, y, radius, 0, 2 * Math.PI);
      }
      stroke(rings, radius > 2 ? 2 : 1);
    },
    dispose: () => canvas.remove(),
  };
}

function pathOf(outline: readonly number[]): Path2D {
  const path = new Path2D();
  path.moveTo(outline[0] as number, outline[1] as number);
  for (let at = 2; at < outline.length; at += 2) path.lineTo(outline[at] as number, outline[at + 1] as number);
  path.closePath();
  return path;
}
