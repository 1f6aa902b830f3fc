/** The three ranks of the ecosystem: who feeds the company, whom it serves, what they buy. */

/** Far, middle and near rank. */
export type RankAt = 0 | 1 | 2;
export const RANKS: readonly RankAt[] = [0, 1, 2];

/** What can stand on each rank. */
export const RANK_DIMENSIONS = [
  ['channel', 'reason', 'source', 'country', 'region'],
  ['segment', 'segment:rule', 'country', 'region'],
  ['category', 'product', 'country', 'region'],
] as const;
export type RankDimension = (typeof RANK_DIMENSIONS)[number][number];

/** The dimension on each rank. */
export type Ranks = readonly [RankDimension, RankDimension, RankDimension];
/** What it begins with where these hold something. */
export const FIRST_RANKS: Ranks = ['channel', 'segment', 'category'];
/** What each rank may begin with, the most telling first. */
export const RANK_HOMES: readonly [readonly RankDimension[], readonly RankDimension[], readonly RankDimension[]] = RANK_DIMENSIONS;

/** A dimension that may stand on a rank, and whether it can be asked here. */
type Known = readonly { readonly id: string }[];

/**
 * What the ranks become when a node of one is entered; null where nothing lies below. A channel opens into its reasons (its sources stand
 * beyond them), a reason into its sources; a segment into its sub-segments, with their regions in front, or into its regions alone where
 * there are none; a category into its products, a country into its regions.
 */
export function ranksBelow([far, middle, near]: Ranks, rank: RankAt, known: Known): Ranks | null {
  const has = (id: RankDimension) => known.some((dimension) => dimension.id === id);
  if (rank === 0) {
    if (far === 'channel') return [has('reason') ? 'reason' : 'source', middle, near];
    if (far === 'country') return has('region') && middle !== 'region' && near !== 'region' ? ['region', middle, near] : null;
    return far === 'reason' ? ['source', middle, near] : null;
  }
  if (rank === 1) {
    if (middle !== 'segment') return null;
    const front = far === 'country' ? 'region' : 'country';
    return has('segment:rule') ? [far, 'segment:rule', front] : [far, front, near === front ? 'category' : near];
  }
  if (near === 'category') return [far, middle, 'product'];
  return near === 'country' && far !== 'region' && middle !== 'region' ? [far, middle, 'region'] : null;
}

/** What the ranks become when the view leaves a rank that was entered; `home`: what they began with. */
export function ranksAbove(ranks: Ranks, rank: RankAt, home: Ranks): Ranks {
  const above = ranks.map((own, at) => (at === rank ? home[at] : own)) as unknown as [RankDimension, RankDimension, RankDimension];
  // Regions came in front together with the sub-segments, and go with them.
  if (rank === 1 && ranks[2] !== 'product') above[2] = home[2];
  return above;
}

/** Events without a channel or a reason are told apart by the source they come from. */
export function keysOf(dimension: RankDimension): readonly string[] {
  return dimension === 'channel' || dimension === 'reason' ? [dimension, 'source'] : [dimension];
}
