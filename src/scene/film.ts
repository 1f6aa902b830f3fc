/** A scene while it is filmed: its canvas is copied whenever it was drawn, its labels are drawn from the page's own words. */
import { addAfterEffect } from '@react-three/fiber';
import type { WebGLRenderer } from 'three';
import { createLayerCopy, type Film, paintWords } from '../ui/share/filmStore.ts';

/** Longest that a picture takes to take its shape. */
const GROWN_MS = 1500;

/** Films until it is stopped; `root` is the box that holds the canvas, `labels` what the words lie in. */
export function filmScene(gl: WebGLRenderer, root: HTMLElement, labels: HTMLElement, invalidate: () => void): Film {
  const copy = createLayerCopy();
  let drawn = -1;
  let firstMs = Number.POSITIVE_INFINITY;
  // The canvas is empty in frames that did not draw it.
  const stop = addAfterEffect(() => {
    if (gl.info.render.frame === drawn) return;
    drawn = gl.info.render.frame;
    firstMs = Math.min(firstMs, performance.now());
    copy.take(gl.domElement);
  });
  invalidate();
  return {
    paint(context) {
      const box = root.getBoundingClientRect();
      const ground = groundOf(root);
      context.fillStyle = ground;
      context.fillRect(0, 0, box.width, box.height);
      if (copy.canvas.width > 0) context.drawImage(copy.canvas, 0, 0, box.width, box.height);
      paintWords(context, labels.children, box, ground);
    },
    // What flows never rests; what grows and glides has done so by then.
    isIdle: () => performance.now() - firstMs > GROWN_MS,
    stop,
  };
}

/** The first ground behind the scene that is no glass. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return 'black';
}
