/** What a click on the ecosystem does to the view: every choice is a filter that everything follows. */
import { fitsAddress } from '../area/choosing.ts';
import { type PlaceRef, toCountry } from '../place.ts';
import { FILTER_DIMENSIONS, type FilterDimension, setFilter } from '../viewFilters.ts';
import { drillTo, type ViewState } from '../viewState.ts';
import type { EcosystemNode } from './ecosystem.ts';
import { homeOf, isSame } from './homeRanks.ts';
import { keysOf, RANKS, type RankAt, type RankDimension, ranksAbove, ranksBelow } from './ranks.ts';
import type { NodeValue } from './sums.ts';

/** Whether a node stands for what is filtered by now. A source stands on its rank for those of its events alone that have no value there. */
export function isChosen(view: ViewState, { rank, values }: EcosystemNode): boolean {
  const own = view.ranks[rank];
  const areNameless = view.where[own]?.includes(null) ?? false;
  const isIn = (value: NodeValue) =>
    isNameless(own, value) ? areNameless && (view.where.source === undefined || isValueChosen(view, value)) : isValueChosen(view, value);
  return values.length > 0 && values.every(isIn);
}

/** Whether a value of a rank are events without one, told by their source. */
function isNameless(own: RankDimension, { dimension }: NodeValue): boolean {
  return dimension !== own && keysOf(own).includes(dimension);
}

/** Whether a value is filtered by, or the place that is drilled into or pointed out. */
export function isValueChosen(view: ViewState, { dimension, value }: NodeValue): boolean {
  if (isPlace(dimension) && value !== null && placeOn(view, dimension) === value) return true;
  return isFilter(dimension) && (view.where[dimension]?.includes(value) ?? false);
}

/** The place that stands on a rank of countries or regions as the chosen one. */
function placeOn({ focus, selected }: ViewState, dimension: 'country' | 'region'): string | null {
  return selected?.level === dimension ? selected.id : (focus?.[dimension] ?? null);
}

function isFilter(dimension: string): dimension is FilterDimension {
  return (FILTER_DIMENSIONS as readonly string[]).includes(dimension);
}

/** What the drawer tells of the ecosystem: of what is chosen, else of what changed while the view compares; null: it tells of the place, or is closed. */
export function toldInDrawer(view: ViewState): 'chosen' | 'changes' | null {
  if (view.picture !== 'ecosystem' || view.drawer === 'closed') return null;
  if (clearPicks(view) !== view || !isSame(view.ranks, homeOf(view))) return 'chosen';
  return view.compare === 'none' || view.window.kind === 'all' ? null : 'changes';
}

/** What is chosen anew is told of, even where the drawer was closed on the last one. */
function reopened(view: ViewState): ViewState {
  return view.drawer === 'closed' ? { ...view, drawer: 'auto' } : view;
}

/** Whether an address can hold all that a node stands for: of more, the page could not be opened again. */
export function canBeChosen({ values }: EcosystemNode): boolean {
  return fitsAddress(values.map(({ value }) => value ?? ''));
}

/** Chooses a node alone (chosen alone already: lets it go); with more, adds it to its rank or takes it away. */
export function pickNode(before: ViewState, node: EcosystemNode, isMore: boolean): ViewState {
  const view = reopened(before);
  const wasChosen = isChosen(view, node);
  if (!wasChosen && !canBeChosen(node)) return before;
  if (isMore) return withNode(filteredByPlace(view, node.rank), node, !wasChosen);
  const kept = clearRank(view, node.rank);
  const isAlone = wasChosen && kept !== view && chosenCount(view, node.rank) === node.values.length;
  return isAlone ? kept : choose(kept, node);
}

/** The place that a value is; null for events without one, and for what is no place. */
export function placeOfValue({ dimension, value }: NodeValue): PlaceRef | null {
  if (value === null || !isPlace(dimension)) return null;
  return dimension === 'country' ? toCountry(value) : { level: 'region', id: value, country: value.slice(0, 2), region: value };
}

function isPlace(dimension: string): dimension is 'country' | 'region' {
  return dimension === 'country' || dimension === 'region';
}

/** The view out of the place that stands on a rank of countries or regions; what lies around it is left to it. */
function leavePlace(before: ViewState, dimension: 'country' | 'region'): ViewState {
  const view = before.selected?.level === dimension ? { ...before, selected: null } : before;
  const { focus } = view;
  if (focus === null || focus[dimension] === null) return view;
  return drillTo(view, dimension === 'region' && focus.country !== null ? toCountry(focus.country) : null);
}

/** The place that is gone into on a rank as a filter, which others can be added to. */
function filteredByPlace(view: ViewState, rank: RankAt): ViewState {
  const dimension = view.ranks[rank];
  const value = isPlace(dimension) ? placeOn(view, dimension) : null;
  return isPlace(dimension) && value ? withValues(leavePlace(view, dimension), [{ dimension, value }], true) : view;
}

/** Chooses both ends of a link. */
export function pickLink(view: ViewState, from: EcosystemNode, to: EcosystemNode): ViewState {
  if (!canBeChosen(from) || !canBeChosen(to)) return view;
  const cleared = clearRank(clearRank(reopened(view), from.rank), to.rank);
  return choose(choose(cleared, from), to);
}

/** A place is gone into, as on the map; all else, and several places together, is a filter. */
function choose(view: ViewState, node: EcosystemNode): ViewState {
  const [value, more] = node.values;
  const place = value === undefined || more !== undefined ? null : placeOfValue(value);
  return place === null ? withNode(view, node, true) : drillTo(view, place);
}

/** Chooses a node and puts what it consists of on its rank; the same view when nothing lies below. `known`: the dimensions of the catalog. */
export function enterNode(view: ViewState, node: EcosystemNode, known: readonly { readonly id: string }[]): ViewState {
  const ranks = ranksBelow(view.ranks, node.rank, known);
  if (ranks === null || node.isOther || node.values[0]?.dimension !== view.ranks[node.rank]) return view;
  return { ...choose(clearRank(view, node.rank), node), ranks };
}

/** One step out: back from what was entered, then out of what is chosen; null when there is nothing to leave. */
export function leaveNode(view: ViewState): ViewState | null {
  const home = homeOf(view);
  const entered = ([1, 0, 2] as const).find((rank) => view.ranks[rank] !== home[rank]);
  if (entered === undefined) {
    const cleared = clearPicks(view);
    return cleared === view ? null : cleared;
  }
  const ranks = ranksAbove(view.ranks, entered, home);
  const left = RANKS.flatMap((rank) => (ranks[rank] === view.ranks[rank] ? [] : [ranks[rank], view.ranks[rank]]));
  return { ...clearDimensions(view, ...left), ranks };
}

/** Takes all choices on the ranks away; the same view when there are none. */
export function clearPicks(view: ViewState): ViewState {
  return RANKS.reduce(clearRank, view);
}

function clearRank(view: ViewState, rank: RankAt): ViewState {
  return clearDimensions(view, view.ranks[rank]);
}

function clearDimensions(view: ViewState, ...dimensions: readonly RankDimension[]): ViewState {
  let next = view;
  for (const name of dimensions.flatMap(keysOf)) {
    if (isFilter(name) && next.where[name] !== undefined) next = setFilter(next, name, []);
    if (isPlace(name)) next = leavePlace(next, name);
  }
  return next;
}

function chosenCount(view: ViewState, rank: RankAt): number {
  const isGoneInto = (name: string) => isPlace(name) && placeOn(view, name) !== null;
  const [own, beside] = keysOf(view.ranks[rank]);
  const of = (name: string | undefined) => (name !== undefined && isFilter(name) ? (view.where[name] ?? []) : []);
  // Those without a value are chosen by their sources.
  const named = of(beside).length > 0 ? of(own).filter((value) => value !== null) : of(own);
  return named.length + of(beside).length + (own !== undefined && isGoneInto(own) ? 1 : 0);
}

/** Adds a node to what is filtered by, or takes it away: a source together with that it is of events without a value of the rank. */
function withNode(view: ViewState, { rank, values }: EcosystemNode, isAdded: boolean): ViewState {
  const own = view.ranks[rank];
  const next = withValues(view, values, isAdded);
  if (!values.some((value) => isNameless(own, value))) return next;
  return withValues(next, [{ dimension: own, value: null }], isAdded || next.where.source !== undefined);
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
