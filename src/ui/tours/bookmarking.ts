/** Adding what is seen to a tour, from anywhere on the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FollowedState } from '../../live/followed.ts';
import { useLive } from '../../live/LiveProvider.tsx';
import { say } from '../../model/language.ts';
import { searchToSave } from '../../model/savedView.ts';
import { drawnMetrics } from '../../model/tour/drawnMetrics.ts';
import { newScene, sceneTitle } from '../../model/tour/tour.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import type { Scene, Tour } from '../../protocol/tours.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
import { levelNames } from '../placeNames.ts';
import { placeShown, useShownWords } from '../share/useShown.ts';
import { useViewStore } from '../viewStore.ts';
import { BOOKMARK_TEXTS } from './bookmarkTexts.ts';

/** Whether a tour is being named whose first scene is the present view, and what was said of the last view that was added. */
export const bookmarkStore = createStore<{
  readonly isNaming: boolean;
  readonly said: { readonly text: string; readonly isBad: boolean } | null;
}>(() => ({ isNaming: false, said: null }));

export function nameTour(isNaming: boolean): void {
  bookmarkStore.setState({ isNaming });
}

/** The scene that the present view would be. */
export function useSeenScene(): () => Scene {
  const store = useViewStore();
  const catalog = useCatalog();
  const { title } = useShownWords();
  return () => {
    const view = store.getState();
    const size = metricOf(catalog, drawnMetrics(view, metricIds(catalog)).size).label;
    const name = sceneTitle(placeShown(view), { place: title, customer: levelNames('customer')[0], size });
    return newScene(crypto.randomUUID(), { name, search: searchToSave(view) });
  };
}

/** Adds the present view to the open tour, else to the one that was changed last; without one, asks for its name. */
export function useBookmark(): () => Promise<void> {
  const store = useViewStore();
  const { programmes } = useLive();
  const seen = useSeenScene();
  return async () => {
    // What is seen now, also where the tours have yet to be read.
    const scene = seen();
    programmes.follow();
    await untilRead(programmes.store);
    const { tours } = programmes.store.getState();
    const tour = targetTour(tours, store.getState().tour);
    if (tour === null) {
      nameTour(true);
      return store.setState({ ...store.getState(), side: 'tours', tour: null }, true);
    }
    try {
      const { name, scenes, version } = tour;
      await programmes.edit('tours', tour.id, { name, version, scenes: [...scenes, scene] });
      bookmarkStore.setState({ said: { text: say(BOOKMARK_TEXTS).added(scene.name, name), isBad: false } });
    } catch (error) {
      bookmarkStore.setState({
        said: { text: say(BOOKMARK_TEXTS).failed(messageOf(error)), isBad: true },
      });
    }
    store.setState({ ...store.getState(), side: 'tours', tour: tour.id }, true);
  };
}

/** Before that nobody knows whether there are any. */
function untilRead(store: StoreApi<FollowedState>): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (store.getState().status === 'loading') return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}

/** The tour that is open, else the one that was changed last. */
export function targetTour(tours: readonly Tour[], openId: string | null): Tour | null {
  const latest = tours.reduce<Tour | null>((last, tour) => (last === null || tour.updatedAt > last.updatedAt ? tour : last), null);
  return tours.find(({ id }) => id === openId) ?? latest;
}
