/** Where the camera of the map is told to go by what is no hand on it: the scenes of a tour, a view that is opened. The map follows the newest order. */
import { createStore } from 'zustand/vanilla';
import type { CameraState } from '../model/camera.ts';

export type CameraOrder =
  /** To a place of its own, in flight or at once. */
  | { readonly kind: 'fly' | 'stand'; readonly camera: CameraState }
  /** To the drilled place's own view. */
  | { readonly kind: 'home' };

export const cameraOrders = createStore<{ readonly order: CameraOrder | null }>(() => ({ order: null }));

/** Null takes back an order that a map that is made later would still follow. */
export function orderCamera(order: CameraOrder | null): void {
  cameraOrders.setState({ order });
}

/** Where a hand left the camera of the map last, as the view has it. */
export const byHand: { camera: CameraState | null } = { camera: null };
