import { useEffect, useRef } from 'react';
import { useBookmark } from './bookmarking.ts';

/** Adds what is seen to a tour when the key has been pressed again; shows nothing. */
export function Bookmarker({ presses }: { presses: number }): null {
  const bookmark = useBookmark();
  const latest = useRef(bookmark);
  const done = useRef(0);
  useEffect(() => {
    latest.current = bookmark;
  });
  useEffect(() => {
    if (done.current === presses) return;
    done.current = presses;
    void latest.current();
  }, [presses]);
  return null;
}
