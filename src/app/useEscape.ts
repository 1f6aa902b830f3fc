import { useEffect } from 'react';
import { leaveNode } from '../model/ecosystem/choosing.ts';
import { leavePeople } from '../model/landscape/choosing.ts';
import { stepOut, type ViewState } from '../model/viewState.ts';
import { isEscape } from '../ui/controls/keys.ts';
import { useViewStore } from '../ui/viewStore.ts';

/** What Escape closes by itself before it leads out of the view. */
const OPEN_POPUP = '[data-popup]';

/** Escape leads one step out: of an open popup (which closes itself), the selection, the drilled place. */
export function useEscape(): void {
  const store = useViewStore();
  useEffect(() => {
    const isPopupOpen = () => document.querySelector(OPEN_POPUP) !== null;
    return followEscape(window, isPopupOpen, () => store.setState(leave(store.getState()), true));
  }, [store]);
}

/** Calls `onLeave` for an Escape that nobody on its way has taken, and that does not close a popup, until the undo is called. */
export function followEscape(target: EventTarget, isPopupOpen: () => boolean, onLeave: () => void): () => void {
  /** Whether one was open when the key came down: it may be gone once it has heard of it. */
  let wasOpen = false;
  const onDown = () => {
    wasOpen = isPopupOpen();
  };
  const onKey = (event: KeyboardEvent) => {
    if (isEscape(event) && !wasOpen) onLeave();
  };
  target.addEventListener('keydown', onDown, { capture: true });
  target.addEventListener('keydown', onKey as EventListener);
  return () => {
    target.removeEventListener('keydown', onDown, { capture: true });
    target.removeEventListener('keydown', onKey as EventListener);
  };
}

function leave(view: ViewState): ViewState {
  if (view.person !== null) return stepOut(view);
  const left = view.picture === 'ecosystem' ? leaveNode(view) : view.picture === 'segments' ? leavePeople(view) : null;
  return left ?? stepOut(view);
}
