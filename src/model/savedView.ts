/** Saved views as addresses, and back. */
import { fromSearch, toSearch } from './viewSearch.ts';
import { DEFAULT_VIEW, type ViewState } from './viewState.ts';

/** The query part of an address that opens this view: what the reader looks at, not what stands beside it. */
export function searchToSave(view: ViewState): string {
  const { theme, drawer, note, embed } = DEFAULT_VIEW;
  const side = view.side === 'notes' || view.side === 'saved' ? 'none' : view.side;
  return toSearch({ ...view, theme, drawer, note, embed, side });
}

/** The view of a saved address, as this reader likes to look: their theme stays, and the list that it was opened from. */
export function openSaved(search: string, before: ViewState): ViewState {
  const view = fromSearch(search);
  return { ...view, theme: before.theme, embed: before.embed, side: before.side === 'saved' ? 'saved' : view.side };
}

/** Whether a saved address shows what the page shows now. */
export function isShown(search: string, view: ViewState): boolean {
  return searchToSave(fromSearch(search)) === searchToSave(view);
}
