import { type JSX, Suspense, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { isForPage } from '../ui/controls/keys.ts';
import { part } from '../ui/part.ts';
import { useBookmark } from '../ui/tours/bookmarking.ts';
import { playStore } from '../ui/tours/playing.ts';

const Player = part(() => import('../ui/tours/Player.tsx').then((module) => module.Player));

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
      if (event.key.toLowerCase() !== 'b' || !isForPage(event) || playStore.getState().playing !== null) return;
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
