/** Who has a place in the picture: the largest of each rank, in an order that stays, the smallest folded into one. */
import { type Amounts, NO_AMOUNTS, weightOf } from './amounts.ts';
import { RANKS, type RankAt, type RankDimension, type Ranks } from './ranks.ts';
import { type EcosystemAnswers, type LinkSums, linkSums, type Sums, sumsOf } from './sums.ts';

/** Most nodes of each rank at a width of 1280 pixels; the smallest fold into one beyond it. */
export const MOST_NODES = [10, 7, 8] as const;
/** The same on a wall, where nobody can point at a ball to learn its name: as many as have room for one. */
export const MOST_ON_WALL = [7, 6, 6] as const;

/** More of the small ones than these stay folded though they are chosen. */
const MOST_RISEN = 2;

/** From people's screens over people's voices to machines. */
const CHANNEL_ORDER = ['social', 'app', 'web', 'chat', 'email', 'mail', 'store', 'partner', 'call', 'ivr'];

/** What has a place in the picture: kept while the baseline is the same, so that nothing moves because data arrived. */
export interface Seats {
  readonly ranks: Ranks;
  /** Keys by rank from left to right; a folded node's key is `OTHER`. */
  readonly keys: readonly (readonly string[])[];
  /** Weight of each seat, in the order of `keys`. */
  readonly weights: readonly (readonly number[])[];
}

/** Key of the node that small ones are folded into. */
export const OTHER = '…';

/** How many of each rank have a seat. */
export interface Places {
  readonly most: readonly [number, number, number];
  /** Keys of what is chosen: a few small ones have a seat however small they are. */
  readonly chosen: readonly string[];
}

/** Seats by the baseline: the largest of each rank, channels in a fixed order, the others where their links come from. What was only in `past` has a seat too. */
export function seat(
  ranks: Ranks,
  baseline: EcosystemAnswers,
  present: EcosystemAnswers,
  past: EcosystemAnswers | null = null,
  { most, chosen: called }: Places = { most: MOST_NODES, chosen: [] },
): Seats {
  const before = RANKS.map((rank) => sumsOf(baseline.nodes[rank], ranks[rank]));
  const now = RANKS.map((rank) => new Map([...sumsOf(past?.nodes[rank], ranks[rank]), ...sumsOf(present.nodes[rank], ranks[rank])]));
  const weighers = RANKS.map((rank) => weigherOf(rank, before[rank] as Sums, now[rank] as Sums));
  const chosen = RANKS.map((rank) => choose(most[rank], called, weighers[rank] as Weigh, [before[rank], now[rank]] as [Sums, Sums]));
  const links = [0, 1].map((gap) =>
    linkSums(baseline.links[gap] ?? present.links[gap], ranks[gap] as RankDimension, ranks[gap + 1] as RankDimension),
  );
  const order = arrange(ranks, chosen, links as [LinkSums, LinkSums]);
  const weights = RANKS.map((rank) =>
    (order[rank] as string[]).map((key) =>
      seatWeight(key, weighers[rank] as Weigh, chosen[rank] as string[], [now[rank], before[rank]] as [Sums, Sums]),
    ),
  );
  return { ranks, keys: order, weights };
}

/** Weight of a key: before, else now. Where nobody of a rank buys, all of it is weighed by events, so that it is not empty. */
type Weigh = (key: string) => number;

function weigherOf(rank: RankAt, before: Sums, now: Sums): Weigh {
  const by = (weight: (amounts: Amounts) => number) => (key: string) =>
    weight(before.get(key)?.amounts ?? NO_AMOUNTS) || weight(now.get(key)?.amounts ?? NO_AMOUNTS);
  const own = by((amounts) => weightOf(rank, amounts));
  return [...before.keys(), ...now.keys()].some((key) => own(key) > 0) ? own : by(({ events }) => events);
}

function seatWeight(key: string, weigh: Weigh, seated: readonly string[], sums: readonly [Sums, Sums]): number {
  if (key !== OTHER) return weigh(key);
  const all = new Set(sums.flatMap((own) => [...own.keys()]));
  return [...all].reduce((weight, other) => weight + (seated.includes(other) ? 0 : weigh(other)), 0);
}

function choose(most: number, called: readonly string[], weigh: Weigh, [before, now]: readonly [Sums, Sums]): string[] {
  const keys = [...new Set([...before.keys(), ...now.keys()])].filter((key) => weigh(key) > 0);
  keys.sort((one, other) => weigh(other) - weigh(one) || (one < other ? -1 : 1));
  if (keys.length <= most) return keys;
  const [large, small] = [keys.slice(0, most - 1), keys.slice(most - 1)];
  const risen = small.filter((key) => called.includes(key));
  // All of the small ones are chosen as what they are folded into.
  if (risen.length > MOST_RISEN || risen.length >= small.filter((key) => now.has(key)).length) return [...large, OTHER];
  const free = large.filter((key) => !called.includes(key));
  const giving = free.slice(Math.max(0, free.length - risen.length));
  return [...large.filter((key) => !giving.includes(key)), ...risen, OTHER];
}

function arrange(ranks: Ranks, chosen: readonly (readonly string[])[], [upper, lower]: readonly [LinkSums, LinkSums]): string[][] {
  const far = [...(chosen[0] as string[])];
  if (ranks[0] === 'channel') far.sort((one, other) => channelPlace(one) - channelPlace(other) || (one < other ? -1 : 1));
  const [up, down] = [
    (key: string, of: string) => upper.get(of)?.get(key)?.events ?? 0,
    (key: string, of: string) => lower.get(of)?.get(key)?.revenue ?? 0,
  ];
  let middle = byBarycentre(chosen[1] as string[], far, up);
  const near = byBarycentre(chosen[2] as string[], middle, down);
  middle = byBarycentre(middle, [...far, ...near], (key, of) => up(key, of) + (lower.get(key)?.get(of)?.revenue ?? 0));
  return [far, middle, byBarycentre(near, middle, down)].map(otherLast);
}

function channelPlace(key: string): number {
  const at = CHANNEL_ORDER.indexOf(key.replace(/^channel /, ''));
  if (key === OTHER) return CHANNEL_ORDER.length + 2;
  return at >= 0 ? at : CHANNEL_ORDER.length + (key.startsWith('source ') ? 1 : 0);
}

function otherLast(keys: readonly string[]): string[] {
  return keys.includes(OTHER) ? [...keys.filter((key) => key !== OTHER), OTHER] : [...keys];
}

/** Sorts by the mean place of what each is linked with, weighted; ties by key, the unlinked last. */
function byBarycentre(keys: readonly string[], others: readonly string[], weight: (key: string, other: string) => number): string[] {
  const centre = new Map(keys.map((key) => [key, meanPlace(others, (other) => weight(key, other))]));
  const at = (key: string) => centre.get(key) ?? Number.POSITIVE_INFINITY;
  return [...keys].sort((one, other) => at(one) - at(other) || (one < other ? -1 : 1));
}

function meanPlace(others: readonly string[], weight: (other: string) => number): number {
  let [sum, whole] = [0, 0];
  others.forEach((other, place) => {
    const share = weight(other);
    sum += share * ((place + 0.5) / others.length);
    whole += share;
  });
  return whole > 0 ? sum / whole : Number.MAX_VALUE;
}
