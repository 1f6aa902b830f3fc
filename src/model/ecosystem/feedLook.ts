/** How the sources look: a bead and a dock each, neutral while they are heard, grey and dashed when silent; never a colour of satisfaction. */
import { toRgb } from '../colour.ts';
import type { Theme } from '../tokens.ts';
import type { Cascade } from './cascade.ts';
import type { Feeds } from './feeds.ts';
import { FLOOR, LINK_STRIDE, NODE_STRIDE } from './look.ts';

/** Rank of the sources in the buffers: behind the far one. */
export const FEED_RANK = 3;
const BEAD = 0.16;
const LEAST_DOCK = 0.3;
const MOST_DOCK = 2.6;
const DEPTH = 0.34;
const NEUTRAL = { dark: '#8C9ABB', light: '#596681' } as const;

export function feedKeys(
  { feeds, links }: Feeds,
  cascade: Cascade,
): { readonly nodes: readonly string[]; readonly links: readonly string[] } {
  return {
    nodes: feeds.map(({ source }) => `feed ${source}`),
    links: links.map(({ feed, node }) => `feed ${feeds[feed]?.source} ${cascade.nodes[node]?.node.key}`),
  };
}

/** The sources in the floats of `nodeFloats`. */
export function feedNodeFloats({ feeds }: Feeds, { scale }: Cascade, theme: Theme): Float32Array {
  const floats = new Float32Array(feeds.length * NODE_STRIDE);
  feeds.forEach(({ x, z, angle, events, state }, at) => {
    const [r, g, b] = toRgb(isSilentState(state) ? FLOOR[theme].silent : NEUTRAL[theme]);
    const dock = Math.min(MOST_DOCK, Math.max(LEAST_DOCK, events * scale.perEvent));
    floats.set([x, z, angle, FEED_RANK, dock, dock, BEAD, 0, r / 255, g / 255, b / 255, 1, 0, 0, 0], at * NODE_STRIDE);
  });
  return floats;
}

/** What they feed in the floats of `linkFloats`; all of a source leave from the middle of its dock. */
export function feedLinkFloats({ feeds, links }: Feeds, cascade: Cascade, theme: Theme): Float32Array {
  const floats = new Float32Array(links.length * LINK_STRIDE);
  links.forEach(({ feed, node, events }, at) => {
    const from = feeds[feed];
    const to = cascade.nodes[node];
    if (!from || !to) return;
    const isSilent = isSilentState(from.state);
    const [r, g, b] = toRgb(isSilent ? FLOOR[theme].silent : NEUTRAL[theme]);
    const reach = (angle: number, side: number) => [(Math.cos(angle) * DEPTH * side) / 2, (-Math.sin(angle) * DEPTH * side) / 2] as const;
    const [outX, outZ] = reach(from.angle, -1);
    const [inX, inZ] = reach(to.angle, 1);
    const width = Math.max(0.03, Math.min(events * cascade.scale.perEvent, 0.5));
    floats.set(
      [from.x + outX, from.z + outZ, to.x + inX, to.z + inZ, width, r / 255, g / 255, b / 255, 0.32, 1, 0, isSilent ? 1 : 0, 0],
      at * LINK_STRIDE,
    );
  });
  return floats;
}

export function isSilentState(state: string): boolean {
  return state === 'late' || state === 'lost';
}
