import type { Thread } from '../../model/notes.ts';
import { isSamePlace, parentOf } from '../../model/place.ts';
import { drillTo, selectPlace, type ViewState } from '../../model/viewState.ts';

/** Opens a thread in the panel of notes, and points out its place. */
export function openNote(view: ViewState, { note, place }: Thread): ViewState {
  const open: ViewState = { ...view, side: 'notes', note: note.id };
  if (place === null || isSamePlace(place, open.focus) || isSamePlace(place, open.selected)) return open;
  const parent = parentOf(place);
  const around = isSamePlace(parent, open.focus) ? open : drillTo(open, parent);
  return selectPlace(around, place);
}
