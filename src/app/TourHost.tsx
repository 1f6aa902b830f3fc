import { type JSX, lazy, Suspense, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useBookmark } from '../ui/tours/bookmarking.ts';
import { playStore } from '../ui/tours/playing.ts';

const Player = lazy(() => import('../ui/tours/Player.tsx').then((module) => ({ default: module.Player })));

/** What takes letters for itself. */
const TAKES_LETTERS = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=menu], dialog';

/** The tour that plays, fetched with the first one; B adds what is seen to a tour. */
export function TourHost(): JSX.Element | null {
  const isPlaying = useStore(playStore, (state) => state.playing !== null);
  const bookmark = useBookmark();
  const latest = useRef(bookmark);
  useEffect(() => {
    latest.current = bookmark;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'b' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TAKES_LETTERS)) return;
      if (playStore.getState().playing !== null) return;
      event.preventDefault();
      void latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return isPlaying ? (
    <Suspense fallback={null}>
      <Player />
    </Suspense>
  ) : null;
}
