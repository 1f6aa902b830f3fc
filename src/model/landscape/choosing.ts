/** Choosing people on the land: the choice is a filter of the whole product. */
import { isNamedSegment, type PeopleRule, readRule, SEGMENT_RULE, writeRule } from '../../protocol/people.ts';
import { setFilter, toggleFilter } from '../viewFilters.ts';
import type { ViewState } from '../viewState.ts';

/** The rules that are chosen, as text; those that cannot be read are left out. */
export function chosenRules(view: Pick<ViewState, 'where'>): readonly string[] {
  return (view.where[SEGMENT_RULE] ?? []).flatMap((text) => (text !== null && toRule(text) !== null ? [text] : []));
}

/** Those whom the view chooses, as rules; null are those in no segment. */
export function chosenPeople(view: Pick<ViewState, 'where'>): readonly (PeopleRule | null)[] {
  return (view.where[SEGMENT_RULE] ?? []).flatMap((text) => (text === null ? [null] : (toRule(text) ?? [])));
}

/** The rule that a text writes; null where it writes none. */
export function toRule(text: string): PeopleRule | null {
  try {
    return readRule(text);
  } catch {
    return null;
  }
}

/** What can be done with the people chosen. */
export interface Offered<Kept> {
  /** The rule that can be kept under a name; null where it is none, or kept already. */
  readonly savable: string | null;
  /** Under which name it is kept, where it can be deleted. */
  readonly kept: Kept | null;
  /** Whether the list of them can be taken along: a frame tells of nobody. */
  readonly isListed: boolean;
}

export function offeredFor<Kept extends { readonly rule: string }>(
  view: Pick<ViewState, 'where' | 'embed'>,
  saved: readonly Kept[],
): Offered<Kept> {
  const [rule, more] = view.where[SEGMENT_RULE] ?? [];
  if (view.embed) return { savable: null, kept: null, isListed: false };
  const isOne = typeof rule === 'string' && more === undefined && toRule(rule) !== null;
  const kept = isOne ? saved.find((segment) => segment.rule === rule) : undefined;
  const savable = isOne && kept === undefined && !isNamedSegment(rule) ? rule : null;
  return { savable, kept: kept ?? null, isListed: true };
}

/** Chooses the people of a rule alone; adds them to those chosen when `isMore`, or takes them away again. */
export function chooseRule(view: ViewState, rule: string, isMore: boolean): ViewState {
  const chosen = view.where[SEGMENT_RULE] ?? [];
  if (isMore) return toggleFilter(view, SEGMENT_RULE, rule);
  const isAlone = chosen.length === 1 && chosen[0] === rule;
  return setFilter(view, SEGMENT_RULE, isAlone ? [] : [rule]);
}

/** Chooses what was drawn. */
export function chooseDrawn(view: ViewState, rule: PeopleRule, isMore: boolean): ViewState {
  const text = writeRule(rule);
  return isMore ? toggleFilter(view, SEGMENT_RULE, text) : setFilter(view, SEGMENT_RULE, [text]);
}

/** The view without chosen people; null when nobody is chosen. */
export function leavePeople(view: ViewState): ViewState | null {
  return view.where[SEGMENT_RULE] === undefined ? null : setFilter(view, SEGMENT_RULE, []);
}

/** Whether the drawer tells of the chosen people. */
export function arePeopleTold(view: Pick<ViewState, 'picture' | 'where'>): boolean {
  return view.picture === 'segments' && view.where[SEGMENT_RULE] !== undefined;
}
