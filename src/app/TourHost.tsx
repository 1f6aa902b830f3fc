import { type JSX, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isForPage } from '../ui/controls/keys.ts';
import { part } from '../ui/part.ts';
import { playStore } from '../ui/tours/playing.ts';

const Player = part(() => import('../ui/tours/Player.tsx').then((module) => module.Player));
const Bookmarker = part(() => import('../ui/tours/Bookmarker.tsx').then((module) => module.Bookmarker));

/** One scene a press, however long the key is held. */
export function isToBookmark(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === 'b' && !event.repeat && isForPage(event) && playStore.getState().playing === null;
}

/** The tour that plays, fetched with the first one; B adds what is seen to a tour. */
export function TourHost(): JSX.Element {
  const isPlaying = useStore(playStore, (state) => state.playing !== null);
  const [presses, setPresses] = useState(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isToBookmark(event)) return;
      event.preventDefault();
      setPresses((count) => count + 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Suspense fallback={null}>
      {isPlaying ? <Player /> : null}
      {presses > 0 ? <Bookmarker presses={presses} /> : null}
    </Suspense>
  );
}
