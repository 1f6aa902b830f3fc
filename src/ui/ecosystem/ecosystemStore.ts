/** What the ecosystem shows now, for the panels around it: written by the pane that draws it. */
import { createStore } from 'zustand/vanilla';
import type { Ranks } from '../../model/ecosystem/ranks.ts';
import type { EcosystemState } from './useEcosystem.ts';

/** The headline, CSS pixels: its whole height, and each of its lines, which end at different places. */
export interface HeadRoom {
  readonly height: number;
  readonly lines: readonly { readonly width: number; readonly bottom: number }[];
}

export interface EcosystemPanels extends EcosystemState {
  /** Events that one spark stands for. */
  readonly perSpark: number;
  /** What the headline covers from the corner of the free part: no label stands there. */
  readonly head: HeadRoom;
  /** What the ranks begin with by what the data hold; null while that is not asked. */
  readonly fitting: Ranks | null;
  /** Height of the legend at the bottom, CSS pixels. */
  readonly legendPx: number;
}

export const ecosystemStore = createStore<EcosystemPanels>(() => ({
  shown: null,
  status: 'loading',
  error: null,
  perSpark: 1,
  head: { height: 0, lines: [] },
  fitting: null,
  legendPx: 36,
}));
