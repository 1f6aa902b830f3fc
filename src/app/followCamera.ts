/** Keeps the camera of the map where the view has it: one that is opened, stepped back to, or read from the address says where to stand. */
import type { StoreApi } from 'zustand/vanilla';
import { browserScheduler, type Scheduler } from '../live/scheduler.ts';
import { isSamePlace } from '../model/place.ts';
import type { ViewState } from '../model/viewState.ts';
import { byHand, type CameraOrder, orderCamera } from '../ui/cameraOrders.ts';
import { playStore } from '../ui/tours/playing.ts';

type Standing = Pick<ViewState, 'picture' | 'camera' | 'focus'>;

/** Follows a view from now on. A map that sleeps behind another picture goes there when it is shown. Returns the undo. */
export function followCamera(store: StoreApi<ViewState>, { onFrame }: Pick<Scheduler, 'onFrame'> = browserScheduler): () => void {
  let stood: Standing | null = onMap(store.getState());
  let cancel = () => {};
  const unsubscribe = store.subscribe((view) => {
    const now = onMap(view);
    // A tour says itself where to stand, and puts back what was before it.
    if (now === null || playStore.getState().playing !== null) return;
    const before = stood;
    stood = now;
    // One that is made only now begins where the view has it.
    if (before === null || (before.camera === now.camera && isSamePlace(before.focus, now.focus))) return;
    cancel();
    const order = orderFor(before, now);
    if (now.camera !== byHand.camera) byHand.camera = null;
    if (order === null) orderCamera(null);
    // The map hears first of which place the view is: by itself it goes to that place's own view.
    else cancel = onFrame(() => orderCamera(order));
  });
  return () => {
    cancel();
    unsubscribe();
  };
}

function onMap({ picture, camera, focus }: ViewState): Standing | null {
  return picture === 'map' ? { picture, camera, focus } : null;
}

/** Null where the camera is there already, or goes there by itself. */
function orderFor(before: Standing, { camera, focus }: Standing): CameraOrder | null {
  if (camera !== null) return camera === byHand.camera ? null : { kind: 'fly', camera };
  return isSamePlace(before.focus, focus) ? { kind: 'home' } : null;
}
