/** What the ecosystem shows now, for the panels around it: written by the pane that draws it. */
import { createStore } from 'zustand/vanilla';
import type { Ranks } from '../../model/ecosystem/ranks.ts';
import { type HeadRoom, NO_HEAD } from '../pictureRoom.ts';
import type { EcosystemState } from './useEcosystem.ts';

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
  head: NO_HEAD,
  fitting: null,
  legendPx: 36,
}));
