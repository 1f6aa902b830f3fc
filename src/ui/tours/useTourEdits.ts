/** Changes of a tour: seen at once, kept one after another. */
import { useRef, useState } from 'react';
import { useProgrammeActions } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import type { Scene, Tour, TourDraft } from '../../protocol/tours.ts';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useTelling } from './useTelling.ts';

export interface TourEdits {
  /** The scenes as they are with the changes that are still on their way. */
  readonly scenes: readonly Scene[];
  /** Changes the scenes; a change that fails is taken back and told below the tours, else `said` is. */
  readonly putScenes: (next: (scenes: readonly Scene[]) => readonly Scene[], said?: string | null) => void;
  /** Throws an Error with the server's own message. */
  readonly rename: (name: string) => Promise<Tour>;
}

export function useTourEdits(tour: Tour): TourEdits {
  const put = usePut(tour.id);
  const attempt = useTelling();
  const waiting = useRef(0);
  const [ahead, setAhead] = useState<readonly Scene[] | null>(null);
  return {
    // What is done next refers to what is seen: without this an order or a caption given quickly would meet the scenes from before.
    scenes: ahead ?? tour.scenes,
    putScenes: (next, said = null) => {
      waiting.current++;
      setAhead((before) => next(before ?? tour.scenes));
      attempt(async () => {
        try {
          await put((newest) => ({ scenes: next(newest.scenes) }));
          return said;
        } finally {
          waiting.current--;
          if (waiting.current === 0) setAhead(null);
        }
      });
    },
    rename: (name) => put(() => ({ name })),
  };
}

/** Changes the newest state of a tour, one change after another: none is lost because the one before is still on its way. */
function usePut(id: string): (next: (tour: Tour) => Partial<TourDraft>) => Promise<Tour> {
  const { edit, store } = useProgrammeActions();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (next) => {
    const put = last.current.then(() => {
      const tour = store.getState().tours.find((one) => one.id === id);
      if (tour === undefined) throw new Error(say(TOUR_TEXTS).gone);
      const { name, scenes, version } = tour;
      return edit('tours', id, { name, scenes, ...next(tour), version });
    });
    last.current = put.catch(() => undefined);
    return put;
  };
}
