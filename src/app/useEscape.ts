import { useEffect } from 'react';
import { leaveNode } from '../model/ecosystem/choosing.ts';
import { leavePeople } from '../model/landscape/choosing.ts';
import { stepOut, type ViewState } from '../model/viewState.ts';
import { useViewStore } from '../ui/viewStore.ts';

/** What Escape closes by itself before it leads out of the view. */
const OPEN_POPUP = '[data-popup]';

/** Escape leads one step out: of an open popup (which closes itself), the selection, the drilled place. */
export function useEscape(): void {
  const store = useViewStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(OPEN_POPUP) !== null) return;
      store.setState(leave(store.getState()), true);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [store]);
}

function leave(view: ViewState): ViewState {
  if (view.person !== null) return stepOut(view);
  const left = view.picture === 'ecosystem' ? leaveNode(view) : view.picture === 'segments' ? leavePeople(view) : null;
  return left ?? stepOut(view);
}
