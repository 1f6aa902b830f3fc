/** Where the column of the place that is pointed out ends on the screen, for a line that leads to it: written by the map while somebody wants it. */
import { createStore } from 'zustand/vanilla';

export interface Pointed {
  /** Whether anybody draws a line: otherwise the map does not look. */
  readonly isWanted: boolean;
  /** CSS pixels of the map; null while no column of it is seen. */
  readonly cap: { readonly x: number; readonly y: number } | null;
}

export const pointedStore = createStore<Pointed>(() => ({ isWanted: false, cap: null }));
