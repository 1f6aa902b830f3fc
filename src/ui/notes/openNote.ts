import type { Thread } from '../../model/notes.ts';
import { isSamePlace, isWide, parentOf } from '../../model/place.ts';
import { drillTo, selectPlace, type ViewState } from '../../model/viewState.ts';

/** Opens a thread in the panel of notes, and points out its place. */
export function openNote(view: ViewState, { note, place }: Thread): ViewState {
  const open: ViewState = { ...view, side: 'notes', note: note.id };
  if (place === null || isSamePlace(place, open.focus) || isSamePlace(place, open.selected)) return open;
  // A territory lies across borders: its pin stands in whatever is gone into.
  const parent = place.level === 'territory' ? open.focus : parentOf(place);
  const around = isSamePlace(parent, open.focus) ? open : drillTo(open, parent);
  return selectPlace(around, place);
}

/** The same, going to where the place is: it may be out of sight, and another picture has no map. */
export function goToNote(view: ViewState, thread: Thread): ViewState {
  const { place } = thread;
  if (place === null) return openNote(view, thread);
  const open: ViewState = { ...view, picture: 'map', side: 'notes', note: thread.note.id };
  return isWide(place.level) ? drillTo(open, place) : selectPlace(drillTo(open, parentOf(place)), place);
}
