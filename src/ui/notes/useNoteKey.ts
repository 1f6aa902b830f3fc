import { useEffect } from 'react';
import { useViewStore } from '../viewStore.ts';
import { writeNote } from './writing.ts';

/** What takes letters for itself. */
const TAKES_LETTERS = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=menu], dialog';

/** N begins a note about the selected place. */
export function useNoteKey(isOn: boolean): void {
  const store = useViewStore();
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'n' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TAKES_LETTERS)) return;
      event.preventDefault();
      writeNote();
      store.setState({ ...store.getState(), side: 'notes' }, true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store, isOn]);
}
