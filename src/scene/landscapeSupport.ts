/** What tests and people who look for a fault may ask the landscape on the page: `orrery.landscape`. */
import type { WebGLRenderer } from 'three';
import type { LandscapeStage } from './landscapeStage.ts';

export interface LandscapeSupport {
  /** Draw calls and triangles of the last frame, and frames drawn since the beginning. */
  drawn(): { readonly calls: number; readonly triangles: number; readonly frames: number };
  /** Points, how many of them are lit, and the height of the highest hill in world units. */
  figures(): { readonly points: number; readonly lit: number; readonly highest: number };
  /** Where a world place of the land is on the page, CSS pixels. */
  pixelOf(x: number, z: number): { readonly x: number; readonly y: number };
}

/** Offers the support until the returned function is called. */
export function offerLandscapeSupport(stage: LandscapeStage, renderer: WebGLRenderer): () => void {
  const support: LandscapeSupport = {
    drawn: () => ({ calls: renderer.info.render.calls, triangles: renderer.info.render.triangles, frames: stage.frames() }),
    figures: stage.figures,
    pixelOf(x, z) {
      const at = stage.pixelOf(x, z);
      const box = renderer.domElement.getBoundingClientRect();
      return { x: box.left + at.x, y: box.top + at.y };
    },
  };
  const root = globalThis as { orrery?: { landscape?: LandscapeSupport } };
  root.orrery = { ...root.orrery, landscape: support };
  return () => {
    if (root.orrery?.landscape === support) delete root.orrery.landscape;
  };
}
