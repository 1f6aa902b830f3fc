/** Where the camera of the map is told to go by what is no hand on it: the scenes of a tour. The map follows the newest order. */
import { createStore } from 'zustand/vanilla';
import type { CameraState } from '../model/camera.ts';

export type CameraOrder =
  /** To a place of its own, in flight or at once. */
  | { readonly kind: 'fly' | 'stand'; readonly camera: CameraState }
  /** To the drilled place's own view. */
  | { readonly kind: 'home' };

export const cameraOrders = createStore<{ readonly order: CameraOrder | null }>(() => ({ order: null }));

export function orderCamera(order: CameraOrder): void {
  cameraOrders.setState({ order });
}
