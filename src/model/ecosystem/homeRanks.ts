/** What the ranks of the ecosystem begin with: what a person chose, else the first of each rank that has content in these data. */
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricValues } from '../reading.ts';
import type { ViewState } from '../viewState.ts';
import { FIRST_RANKS, RANK_HOMES, RANKS, type RankAt, type RankDimension, type Ranks } from './ranks.ts';

/** Part of the events that must name a value themselves, and how many equally large values it must amount to. */
const LEAST_NAMED = 0.4;
const LEAST_EFFECTIVE = 1.3;
/** So many of the largest values tell how they are spread. */
const LIMIT = 60;

/** What the ranks begin with in a view. */
export function homeOf({ home }: Pick<ViewState, 'home'>): Ranks {
  return home ?? FIRST_RANKS;
}

/** Whether the data may say what stands on the ranks: nobody has chosen it, and nothing is entered. */
export function isHomeOpen({ home, ranks }: ViewState): boolean {
  return home === null && isSame(ranks, FIRST_RANKS);
}

export function isSame(one: Ranks, other: Ranks): boolean {
  return RANKS.every((rank) => one[rank] === other[rank]);
}

/** Puts these dimensions on the ranks, out of whatever was entered. */
export function withHome(view: ViewState, home: Ranks): ViewState {
  return { ...view, home, ranks: home };
}

/** Puts one dimension on a rank; where it stands on another one, these two change places as far as they may. */
export function withRank(view: ViewState, rank: RankAt, dimension: RankDimension): ViewState {
  const home = homeOf(view);
  const next = home.map((own, at) => {
    if (at === rank) return dimension;
    if (own !== dimension) return own;
    const free = RANK_HOMES[at as RankAt].filter((other) => other !== dimension && !home.includes(other));
    return (RANK_HOMES[at as RankAt] as readonly string[]).includes(home[rank]) ? home[rank] : (free[0] ?? own);
  });
  return withHome(view, next as unknown as Ranks);
}

/** What may stand on a rank here; `known`: the dimensions of the catalog. */
export function homesOf(rank: RankAt, known: readonly { readonly id: string }[]): readonly RankDimension[] {
  return RANK_HOMES[rank].filter((id) => known.some((dimension) => dimension.id === id));
}

/** What a dimension holds: the part that names a value at all, and how many equally large values (e to the entropy) the named are like. */
export interface Content {
  readonly named: number;
  readonly effective: number;
}

/** Reads an answer to {@link contentQuery}. */
export function contentOf(table: AnswerTable, rank: RankAt): Content {
  const revenue = rank === 0 ? undefined : metricValues(table, 'revenue');
  const events = metricValues(table, 'events');
  const bought = Array.from({ length: table.rowCount }, (_, row) => Math.max(0, revenue?.[row] || 0));
  const weights = bought.some((weight) => weight > 0) ? bought : bought.map((_, row) => events?.[row] || 0);
  const named = weights.filter((_, row) => (table.keys[0]?.[row] ?? null) !== null);
  const [whole, own] = [sum(weights), sum(named)];
  if (own === 0) return { named: 0, effective: 0 };
  const entropy = named.reduce((bits, weight) => (weight > 0 ? bits - (weight / own) * Math.log(weight / own) : bits), 0);
  return { named: own / whole, effective: Math.exp(entropy) };
}

function contentQuery(dimension: RankDimension): Query {
  return { metrics: ['events', 'revenue'], groupBy: [dimension], limit: LIMIT };
}

/** Asks what each rank could hold, in the order of preference, and takes the first with content; without any, what holds most. Throws what `ask` throws. */
export async function chooseHome(ask: (query: Query) => Promise<AnswerTable>, known: readonly { readonly id: string }[]): Promise<Ranks> {
  const answers = new Map<string, Promise<AnswerTable>>();
  const asked = (dimension: RankDimension) => {
    const answer = answers.get(dimension) ?? ask(contentQuery(dimension));
    answers.set(dimension, answer);
    return answer;
  };
  // The usual ones hold something as a rule: they are asked about together.
  await Promise.all(FIRST_RANKS.filter((id) => known.some((dimension) => dimension.id === id)).map(asked));
  const chosen: RankDimension[] = [];
  for (const rank of RANKS) chosen.push(await chooseRank(rank, chosen, known, asked));
  return chosen as unknown as Ranks;
}

async function chooseRank(
  rank: RankAt,
  taken: readonly RankDimension[],
  known: readonly { readonly id: string }[],
  asked: (dimension: RankDimension) => Promise<AnswerTable>,
): Promise<RankDimension> {
  let best: { readonly dimension: RankDimension; readonly effective: number } = { dimension: FIRST_RANKS[rank], effective: 0 };
  for (const dimension of homesOf(rank, known)) {
    if (taken.includes(dimension)) continue;
    const { named, effective } = contentOf(await asked(dimension), rank);
    if (named < LEAST_NAMED) continue;
    if (effective >= LEAST_EFFECTIVE) return dimension;
    if (effective > best.effective) best = { dimension, effective };
  }
  return best.dimension;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
