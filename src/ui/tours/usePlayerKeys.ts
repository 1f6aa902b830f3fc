/** The keys of a tour that plays in the page. */
import { useEffect } from 'react';
import { isKeyOf } from '../wall/useRoomKeys.ts';
import { goToScene, playStore, stopPlaying, togglePause } from './playing.ts';

const step = (by: number) => () => goToScene((playStore.getState().playing?.index ?? 0) + by);
const PRESS: Readonly<Record<string, () => void>> = { ' ': togglePause, ArrowRight: step(1), ArrowLeft: step(-1), Escape: stopPlaying };

/** What a key does; null where it is for what has the focus. `tag`: as the DOM names elements. */
export function actOfKey(key: string, tag: string): (() => void) | null {
  return isKeyOf(tag, key) ? null : (PRESS[key] ?? null);
}

export function usePlayerKeys(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const act = actOfKey(event.key, (event.target as Partial<Element>).tagName ?? '');
      if (act === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isOn]);
}
