/** What the landscape shows now, for the panels around it: written by the pane that draws it. */
import { createStore } from 'zustand/vanilla';
import { type HeadRoom, NO_HEAD } from '../pictureRoom.ts';
import type { ShownLandscape } from './useLandscape.ts';

export interface SegmentsPanels {
  readonly shown: ShownLandscape | null;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: string | null;
  /** What the headline covers from the corner of the free part: no label stands there. */
  readonly head: HeadRoom;
  /** Height of the legend at the bottom, CSS pixels. */
  readonly legendPx: number;
  /** Counted up to measure the land anew. */
  readonly rescaled: number;
}

export const segmentsStore = createStore<SegmentsPanels>(() => ({
  shown: null,
  status: 'loading',
  error: null,
  head: NO_HEAD,
  legendPx: 44,
  rescaled: 0,
}));
