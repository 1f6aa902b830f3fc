/** Where the nodes of the ecosystem stand on the page, for the way to another picture. */
import { type Anchor, anchorId } from '../model/transition.ts';
import type { EcosystemStage } from './stage.ts';

/** The balls of all nodes that stand for one value; `origin` is the corner of the canvas on the page. */
export function ecosystemAnchors(stage: EcosystemStage, origin: { readonly left: number; readonly top: number }): readonly Anchor[] {
  return stage.nodesOnCanvas().flatMap(({ node, x, y, radius, colour }) => {
    const [value] = node.values;
    if (node.values.length !== 1 || value === undefined) return [];
    const id = anchorId(value.dimension, value.value);
    return [{ id, name: node.name, x: origin.left + x, y: origin.top + y, radius: Math.max(3, radius), colour, isChip: false }];
  });
}
