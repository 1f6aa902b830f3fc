/** Saved views as addresses, and back. */
import { fromSearch, toSearch } from './viewSearch.ts';
import { DEFAULT_VIEW, type Side, type ViewState } from './viewState.ts';

/** Sides that list what people made, and are no part of it. */
const LISTS: ReadonlySet<Side> = new Set<Side>(['notes', 'saved', 'tours']);

/** The query part of an address that opens this view: what the reader looks at, not what stands beside it. */
export function searchToSave(view: ViewState): string {
  const { theme, drawer, note, tour, embed } = DEFAULT_VIEW;
  const side = LISTS.has(view.side) ? 'none' : view.side;
  return toSearch({ ...view, theme, drawer, note, tour, embed, side });
}

/** The view of a saved address, as this reader likes to look: their theme stays, and the list that it was opened from. */
export function openSaved(search: string, before: ViewState): ViewState {
  const view = fromSearch(search);
  const isFromList = before.side === 'saved' || before.side === 'tours';
  return { ...view, theme: before.theme, embed: before.embed, tour: before.tour, side: isFromList ? before.side : view.side };
}

/** Whether a saved address shows what the page shows now. */
export function isShown(search: string, view: ViewState): boolean {
  return searchToSave(fromSearch(search)) === searchToSave(view);
}
