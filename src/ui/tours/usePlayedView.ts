/** Puts the view and the camera where the played scene wants them, and back where they were when the tour is over. */
import { useContext, useEffect } from 'react';
import { cameraAt } from '../../model/tour/tour.ts';
import { fromSearch } from '../../model/viewSearch.ts';
import type { ViewState } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { orderCamera } from '../cameraOrders.ts';
import { StepsContext } from '../historyContext.ts';
import { useViewStore } from '../viewStore.ts';
import { orderBack } from './orderBack.ts';
import { type Playing, playStore, secondsStood } from './playing.ts';

/** The camera flies to a scene first; then its path begins. */
const FLIGHT_SECONDS = 1.5;

export function usePlayedView({ scenes, index, purpose }: Playing): void {
  const store = useViewStore();
  const steps = useContext(StepsContext);
  useEffect(() => {
    const before = store.getState();
    const past = steps?.history.getState();
    return () => {
      store.setState(before, true);
      // The scenes are no steps of the reader's own, to be taken back one by one.
      if (past) steps?.history.setState(past, true);
      requestAnimationFrame(() => {
        const order = orderBack(before, store.getState());
        if (order !== null) orderCamera(order);
      });
    };
  }, [store, steps]);
  useEffect(() => {
    const scene = scenes[index];
    if (scene === undefined) return undefined;
    const view = playedView(scene.search, store.getState());
    const { camera, picture } = view;
    store.setState(view, true);
    let frame = requestAnimationFrame(begin);
    return () => cancelAnimationFrame(frame);

    function begin(): void {
      if (picture !== 'map') return;
      orderCamera(camera === null ? { kind: 'home' } : { kind: 'fly', camera });
      // A film has its flights for whoever sees it.
      if (purpose === 'rehearsal' && isCalm()) return;
      if (camera !== null && scene !== undefined && scene.path.length > 0) frame = requestAnimationFrame(follow);
    }

    function follow(): void {
      frame = requestAnimationFrame(follow);
      const { playing } = playStore.getState();
      if (playing === null || camera === null || scene === undefined) return;
      const since = secondsStood(playing) - FLIGHT_SECONDS;
      const next = since < 0 ? null : cameraAt({ path: scene.path, seconds: Math.max(1, scene.seconds - FLIGHT_SECONDS) }, camera, since);
      if (next !== null) orderCamera({ kind: 'stand', camera: next });
    }
  }, [scenes, index, purpose, store]);
}

/** A scene as a player shows it: nothing beside the picture, in the reader's theme. */
function playedView(search: string, { theme, embed }: ViewState): ViewState {
  return { ...fromSearch(search), theme, embed, side: 'none', drawer: 'closed', note: null, tour: null };
}
