/** Which view each of the pictures in space has drawn last: a wall goes on to a scene when its picture stands. */
import { createStore } from 'zustand/vanilla';
import type { Picture, ViewState } from '../model/viewState.ts';

export type SpacePicture = Exclude<Picture, 'map'>;

export const drawnStore = createStore<Readonly<Record<SpacePicture, ViewState | null>>>(() => ({ ecosystem: null, segments: null }));
