import { isSamePlace } from '../../model/place.ts';
import type { ViewState } from '../../model/viewState.ts';
import type { CameraOrder } from '../cameraOrders.ts';

type Standing = Pick<ViewState, 'camera' | 'focus'>;

/** Where the camera goes after a tour that began at `before`; null where another view was opened out of it, which has a place of its own. */
export function orderBack(before: Standing, { camera, focus }: Standing): CameraOrder | null {
  if (camera !== before.camera || !isSamePlace(focus, before.focus)) return null;
  return camera === null ? { kind: 'home' } : { kind: 'fly', camera };
}
