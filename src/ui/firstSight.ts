/** What the page found out about the workspace before its first picture. */
import { createStore } from 'zustand/vanilla';
import type { PlaceRef } from '../model/place.ts';

export interface FirstSight {
  /** The one country that all events are of: what the page opens with, and what its home is; null while they are of several. */
  readonly home: PlaceRef | null;
  /** Metrics of the strip without any data at all, when that was asked. */
  readonly empty: readonly string[];
}

export const firstSightStore = createStore<FirstSight>(() => ({ home: null, empty: [] }));

/** Whether the drawer has room beside the first picture; elsewhere it would cover most of it. */
export function hasRoomAtFirst(): boolean {
  return !matchMedia('(max-width: 700px)').matches;
}
