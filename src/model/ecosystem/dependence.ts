/** What hangs on the chosen nodes: which share of every node and link, for the light that falls on it. */
import type { Ecosystem } from './ecosystem.ts';

export interface Dependence {
  /** Share of each node that hangs on the chosen, 0 to 1. */
  readonly nodes: Float64Array;
  /** Share of each link's width, 0 to 1. */
  readonly links: Float64Array;
}

/**
 * Chosen nodes of one rank add up, chosen ranks narrow each other. What passes through a node is taken to mix evenly there: the share of
 * a category that comes through a channel is an attribution by share, not a count (say so where it is shown). Null when nothing is chosen.
 */
export function dependOn({ nodes, links }: Ecosystem, chosen: ReadonlySet<number>): Dependence | null {
  if (chosen.size === 0) return null;
  const ranks = new Set([...chosen].map((at) => nodes[at]?.rank));
  const gate = nodes.map(({ rank }, at) => (ranks.has(rank) ? (chosen.has(at) ? 1 : 0) : 1));
  // Money below zero, as of returns, is no flow: shares stay between none and all.
  const weigh = (at: number) => Math.max(0, links[at]?.gap === 0 ? (links[at]?.events ?? 0) : (links[at]?.revenue ?? 0));
  const upper = links.flatMap(({ gap }, at) => (gap === 0 ? [at] : []));
  const lower = links.flatMap(({ gap }, at) => (gap === 1 ? [at] : []));
  const from = (at: number) => links[at]?.from ?? 0;
  const to = (at: number) => links[at]?.to ?? 0;

  const inShare = gatherShares(nodes.length, upper, to, weigh, (at) => gate[from(at)] as number);
  const outShare = gatherShares(nodes.length, lower, from, weigh, (at) => gate[to(at)] as number);
  const result: Dependence = { nodes: new Float64Array(nodes.length), links: new Float64Array(links.length) };
  const through = (middle: number) => (inShare[middle] as number) * (gate[middle] as number) * (outShare[middle] as number);
  for (const at of upper) result.links[at] = (gate[from(at)] as number) * (gate[to(at)] as number) * (outShare[to(at)] as number);
  for (const at of lower) result.links[at] = (gate[to(at)] as number) * (gate[from(at)] as number) * (inShare[from(at)] as number);
  const farShare = gatherShares(nodes.length, upper, from, weigh, (at) => result.links[at] as number);
  const nearShare = gatherShares(nodes.length, lower, to, weigh, (at) => result.links[at] as number);
  nodes.forEach(({ rank }, at) => {
    result.nodes[at] = rank === 0 ? (farShare[at] as number) : rank === 2 ? (nearShare[at] as number) : through(at);
  });
  for (const at of chosen) result.nodes[at] = 1;
  return result;
}

/** Weighted mean of `share` over the links of each node; 1 where it has none. */
function gatherShares(
  count: number,
  links: readonly number[],
  node: (link: number) => number,
  weigh: (link: number) => number,
  share: (link: number) => number,
): Float64Array {
  const [sums, wholes] = [new Float64Array(count), new Float64Array(count)];
  for (const link of links) {
    const [at, weight] = [node(link), weigh(link)];
    sums[at] = (sums[at] as number) + weight * share(link);
    wholes[at] = (wholes[at] as number) + weight;
  }
  return sums.map((sum, at) => ((wholes[at] as number) > 0 ? sum / (wholes[at] as number) : 1));
}
