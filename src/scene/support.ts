/** What tests and people who look for a fault may ask the ecosystem on the page: `orrery.scene`. */
import type { WebGLRenderer } from 'three';
import type { EcosystemPicture } from './ecosystemPicture.ts';
import type { EcosystemStage } from './stage.ts';

export interface SceneSupport {
  /** Draw calls and triangles of the last frame, and frames drawn since the beginning. */
  drawn(): { readonly calls: number; readonly triangles: number; readonly frames: number };
  /** Whether the picture is the one that was asked for, and nothing of it is on its way to another place. */
  isStanding(): boolean;
  /** Where the ball of a node is on the page, CSS pixels. */
  ballOf(key: string): { readonly x: number; readonly y: number } | null;
  /** Colours of the balls as they are drawn, by the key of their node, and the keys of the links that are drawn in dashes. */
  drawnAs(): { readonly colours: Readonly<Record<string, string>>; readonly dashed: readonly string[] };
  /** The plan around the docks: lengths of plan and dock, by the key of the node. */
  glass(): ReturnType<EcosystemStage['glass']>;
  /** Sparks sent since the beginning. */
  sparks(): number;
}

/** Offers the support until the returned function is called. `wanted` is the picture of what is asked for, null until it is known. */
export function offerSceneSupport(stage: EcosystemStage, renderer: WebGLRenderer, wanted: () => EcosystemPicture | null): () => void {
  const support: SceneSupport = {
    drawn: () => ({ calls: renderer.info.render.calls, triangles: renderer.info.render.triangles, frames: stage.frames() }),
    isStanding: () => stage.isStanding(wanted()),
    ballOf(key) {
      const at = stage.ballOf(key);
      const box = renderer.domElement.getBoundingClientRect();
      return at && { x: box.left + at.x, y: box.top + at.y };
    },
    drawnAs: () => ({
      colours: Object.fromEntries(stage.nodesOnCanvas().map(({ node, colour }) => [node.key, colour])),
      dashed: stage.dashed(),
    }),
    glass: stage.glass,
    sparks: stage.sparks,
  };
  const root = globalThis as { orrery?: { scene?: SceneSupport } };
  root.orrery = { ...root.orrery, scene: support };
  return () => {
    if (root.orrery?.scene === support) delete root.orrery.scene;
  };
}
