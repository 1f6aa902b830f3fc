/** The map goes where a tour tells it to. */
import { type CameraOrder, cameraOrders } from '../ui/cameraOrders.ts';
import { densityStore } from '../ui/density.ts';
import type { MapStage } from './mapStage.ts';

/** Follows the newest order, also one that was given before the map was there, and how densely it is drawn, until the returned function is called. */
export function followOrders(stage: MapStage): () => void {
  const obey = (order: CameraOrder | null) => {
    if (order?.kind === 'home') stage.home();
    else if (order !== null) stage.go(order.camera, order.kind === 'fly');
  };
  const { order } = cameraOrders.getState();
  if (order !== null && order.kind !== 'home') obey({ ...order, kind: 'stand' });
  stage.setDensity(densityStore.getState().density);
  const stops = [cameraOrders.subscribe((next) => obey(next.order)), densityStore.subscribe(({ density }) => stage.setDensity(density))];
  return () => {
    for (const stop of stops) stop();
  };
}
