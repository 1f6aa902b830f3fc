/** Where the nodes of the ecosystem and the regions of the landscape stand on the page, for the way to another picture. */
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

/** The regions of the landscape whose names stand, where these are; each is the rule of its people. */
export function regionAnchors(labels: HTMLElement): readonly Anchor[] {
  return [...labels.querySelectorAll<HTMLElement>('[data-rule]:not([data-shown="0"])')].flatMap((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    if (width === 0) return [];
    const name = button.querySelector('.scene-name')?.textContent ?? '';
    return [
      {
        ...{
          id: anchorId('segment:rule', button.dataset.rule ?? null),
          name,
          x: left + width / 2,
          y: top + height / 2,
        },
        ...{ radius: Math.min(18, height / 2), colour: 'var(--accent)', isChip: false },
      },
    ];
  });
}
