import { useEffect } from 'react';
import { isForPage } from '../controls/keys.ts';
import { useViewStore } from '../viewStore.ts';
import { writeNote } from './writing.ts';

/** N begins a note about the selected place. */
export function useNoteKey(isOn: boolean): void {
  const store = useViewStore();
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'n' || !isForPage(event)) return;
      event.preventDefault();
      writeNote();
      store.setState({ ...store.getState(), side: 'notes' }, true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store, isOn]);
}
