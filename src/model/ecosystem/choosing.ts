/** What a click on the ecosystem does to the view: every choice is a filter that everything follows. */
import { drillTo, FILTER_DIMENSIONS, type FilterDimension, setFilter, toCountry, type ViewState } from '../viewState.ts';
import type { EcosystemNode } from './ecosystem.ts';
import { dimensionBelow, FIRST_RANKS, keysOf, RANKS, type RankAt, type RankDimension, type Ranks } from './ranks.ts';
import type { NodeValue } from './sums.ts';

/** Whether a node stands for what is filtered by now. */
export function isChosen(view: ViewState, { values }: EcosystemNode): boolean {
  return values.length > 0 && values.every((value) => isValueChosen(view, value));
}

function isValueChosen(view: ViewState, { dimension, value }: NodeValue): boolean {
  if (dimension === 'country') return view.focus?.country === value && value !== null;
  return isFilter(dimension) && (view.where[dimension]?.includes(value) ?? false);
}

function isFilter(dimension: string): dimension is FilterDimension {
  return (FILTER_DIMENSIONS as readonly string[]).includes(dimension);
}

/** Chooses a node alone (chosen alone already: lets it go); with more, adds it to its rank or takes it away. */
export function pickNode(view: ViewState, node: EcosystemNode, isMore: boolean): ViewState {
  const wasChosen = isChosen(view, node);
  const country = node.values[0]?.dimension === 'country' ? node.values[0].value : undefined;
  if (country !== undefined) return drillTo(view, wasChosen || country === null ? null : toCountry(country));
  const kept = isMore ? view : clearRank(view, node.rank);
  const isAlone = wasChosen && !isMore && kept !== view && chosenCount(view, node.rank) === node.values.length;
  return isAlone ? kept : withValues(kept, node.values, !(isMore && wasChosen));
}

/** Chooses both ends of a link. */
export function pickLink(view: ViewState, from: EcosystemNode, to: EcosystemNode): ViewState {
  const cleared = clearRank(clearRank(view, from.rank), to.rank);
  return withValues(withValues(cleared, from.values, true), to.values, true);
}

/** Chooses a node and puts what it consists of on its rank; the same view when nothing lies below. */
export function enterNode(view: ViewState, node: EcosystemNode): ViewState {
  const dimension = view.ranks[node.rank];
  const below = dimensionBelow(dimension);
  if (below === null || node.isOther || node.values[0]?.dimension !== dimension) return view;
  const ranks = view.ranks.map((own, rank) => (rank === node.rank ? below : own)) as unknown as Ranks;
  return { ...withValues(clearRank(view, node.rank), node.values, true), ranks };
}

/** One step out: back from what was entered, then out of what is chosen; null when there is nothing to leave. */
export function leaveNode(view: ViewState): ViewState | null {
  const entered = RANKS.find((rank) => view.ranks[rank] !== FIRST_RANKS[rank]);
  if (entered !== undefined)
    return { ...clearDimensions(view, FIRST_RANKS[entered], view.ranks[entered]), ranks: leaveRank(view.ranks, entered) };
  const cleared = clearPicks(view);
  return cleared === view ? null : cleared;
}

/** Takes all choices on the ranks away; the same view when there are none. */
export function clearPicks(view: ViewState): ViewState {
  return RANKS.reduce(clearRank, view);
}

function leaveRank(ranks: Ranks, left: RankAt): Ranks {
  return ranks.map((own, rank) => (rank === left ? FIRST_RANKS[rank] : own)) as unknown as Ranks;
}

function clearRank(view: ViewState, rank: RankAt): ViewState {
  return clearDimensions(view, view.ranks[rank]);
}

function clearDimensions(view: ViewState, ...dimensions: readonly RankDimension[]): ViewState {
  let next = view;
  for (const name of dimensions.flatMap(keysOf)) {
    if (isFilter(name) && next.where[name] !== undefined) next = setFilter(next, name, []);
    if (name === 'country' && next.focus !== null) next = drillTo(next, null);
  }
  return next;
}

function chosenCount(view: ViewState, rank: RankAt): number {
  return keysOf(view.ranks[rank]).reduce((count, name) => count + (isFilter(name) ? (view.where[name]?.length ?? 0) : 0), 0);
}

function withValues(view: ViewState, values: readonly NodeValue[], isAdded: boolean): ViewState {
  let next = view;
  for (const { dimension, value } of values) {
    if (!isFilter(dimension)) continue;
    const others = (next.where[dimension] ?? []).filter((other) => other !== value);
    next = setFilter(next, dimension, isAdded ? [...others, value] : others);
  }
  return next;
}
