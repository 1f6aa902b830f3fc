/** Who hangs together with what is chosen: the rows of the drawer. */
import type { Amounts } from './amounts.ts';
import type { Dependence } from './dependence.ts';
import type { Ecosystem, EcosystemLink } from './ecosystem.ts';

/** A link of a chosen node, seen from it. */
export interface Neighbour {
  /** Position of the other end. */
  readonly node: number;
  readonly link: EcosystemLink;
  /** Share (0-1) of what flows through the chosen node on that side. */
  readonly share: number;
}

/** The links of a node to the rank before and the rank behind it, widest first. */
export function neighboursOf(
  { links }: Ecosystem,
  node: number,
): { readonly up: readonly Neighbour[]; readonly down: readonly Neighbour[] } {
  const side = (isUp: boolean) => {
    const own = links.filter((link) => (isUp ? link.to : link.from) === node);
    // What was given back more than bought is no part of what flows.
    const weigh = (link: EcosystemLink) => Math.max(0, link.gap === 0 ? link.events : link.revenue);
    const whole = own.reduce((sum, link) => sum + weigh(link), 0);
    return own
      .filter((link) => weigh(link) > 0)
      .map((link) => ({ node: isUp ? link.from : link.to, link, share: weigh(link) / whole }))
      .sort((one, other) => other.share - one.share || (one.link.key < other.link.key ? -1 : 1));
  };
  return { up: side(true), down: side(false) };
}

/** What hangs on the chosen beyond its neighbours, by share of each node: an attribution, since a node is taken to mix evenly. Most first. */
export function attributed(
  { nodes, links }: Ecosystem,
  chosen: ReadonlySet<number>,
  dependence: Dependence | null,
): readonly { readonly node: number; readonly share: number }[] {
  const ranks = new Set([...chosen].map((at) => nodes[at]?.rank));
  // Chosen on the middle rank, everything is a neighbour.
  if (dependence === null || ranks.has(1)) return [];
  const beside = new Set(links.flatMap(({ from, to }) => (chosen.has(from) ? [to] : chosen.has(to) ? [from] : [])));
  return nodes
    .flatMap((node, at) =>
      chosen.has(at) || beside.has(at) || ranks.has(node.rank) ? [] : [{ node: at, share: dependence.nodes[at] ?? 0 }],
    )
    .filter(({ share }) => share >= 0.005)
    .sort((one, other) => other.share - one.share || one.node - other.node);
}

/** The link between two chosen nodes of neighbouring ranks, where exactly these two are chosen; else null. */
export function chosenLink({ links }: Ecosystem, chosen: ReadonlySet<number>): EcosystemLink | null {
  if (chosen.size !== 2) return null;
  return links.find(({ from, to }) => chosen.has(from) && chosen.has(to)) ?? null;
}

/** Whether there is anything in it. */
export function isEmpty({ events, revenue }: Amounts): boolean {
  return events === 0 && revenue === 0;
}
