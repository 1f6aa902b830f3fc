/** What is pointed at in the picture, known by key: while a pointer rests, nodes and links may come to stand in another order. */
import type { Cascade } from './cascade.ts';

/** Positions of a node and of a link as they are drawn, -1 for none. */
export interface Pointed {
  readonly node: number;
  readonly link: number;
}

/** The same with what stood there; null where nothing of the cascade did. */
export interface PointedAt extends Pointed {
  readonly nodeKey: string | null;
  readonly linkKey: string | null;
}

export const NOTHING_POINTED: PointedAt = { node: -1, link: -1, nodeKey: null, linkKey: null };

export function pointAt({ nodes, links }: Cascade, { node, link }: Pointed): PointedAt {
  return { node, link, nodeKey: nodes[node]?.node.key ?? null, linkKey: links[link]?.link.key ?? null };
}

/** Where it stands in the present picture; -1 where it is no more. */
export function pointedIn({ nodes, links }: Cascade, { node, link, nodeKey, linkKey }: PointedAt): Pointed {
  return {
    node: nodeKey === null ? node : nodes.findIndex((shape) => shape.node.key === nodeKey),
    link: linkKey === null ? link : links.findIndex((shape) => shape.link.key === linkKey),
  };
}
