/** What the landscape shows now, for the panels around it: written by the pane that draws it. */
import { createStore } from 'zustand/vanilla';
import type { ShownLandscape } from './useLandscape.ts';

export interface SegmentsPanels {
  readonly shown: ShownLandscape | null;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: string | null;
  /** What the headline covers from the corner of the free part, CSS pixels: no label stands there. */
  readonly head: { readonly width: number; readonly height: number };
  /** Counted up to measure the land anew. */
  readonly rescaled: number;
}

export const segmentsStore = createStore<SegmentsPanels>(() => ({
  shown: null,
  status: 'loading',
  error: null,
  head: { width: 0, height: 0 },
  rescaled: 0,
}));
