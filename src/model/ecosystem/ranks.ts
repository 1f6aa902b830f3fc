/** The three ranks of the ecosystem: who feeds the company, whom it serves, what they buy. */

/** Far, middle and near rank. */
export type RankAt = 0 | 1 | 2;
export const RANKS: readonly RankAt[] = [0, 1, 2];

/** What can stand on each rank; the first is what it begins with, the others are what a node of it opens into. */
export const RANK_DIMENSIONS = [
  ['channel', 'source', 'reason'],
  ['segment', 'country'],
  ['category', 'product'],
] as const;
export type RankDimension = (typeof RANK_DIMENSIONS)[number][number];

/** The dimension on each rank. */
export type Ranks = readonly [RankDimension, RankDimension, RankDimension];
export const FIRST_RANKS: Ranks = ['channel', 'segment', 'category'];

/** What a node of a rank opens into, or null where there is nothing below. */
export function dimensionBelow(dimension: RankDimension): RankDimension | null {
  const rank = RANK_DIMENSIONS.find((dimensions) => (dimensions as readonly string[]).includes(dimension));
  return (rank?.[(rank as readonly RankDimension[]).indexOf(dimension) + 1] as RankDimension | undefined) ?? null;
}

/** Events without a channel are told apart by the source they come from. */
export function keysOf(dimension: RankDimension): readonly string[] {
  return dimension === 'channel' ? ['channel', 'source'] : [dimension];
}
