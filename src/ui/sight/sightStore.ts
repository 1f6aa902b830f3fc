/** What the map tells of its own sight, and what can be asked of it: the map writes, the panel reads. */
import { createStore } from 'zustand/vanilla';
import type { Occlusion } from '../../model/occlusion.ts';

export interface Sight {
  /** Null while the map moves for the first time, or where nothing stands. */
  readonly occlusion: Occlusion | null;
  readonly search: 'none' | 'running' | 'stays';
  /** Flies to where least is hidden; null while there is no map. */
  readonly findBest: (() => void) | null;
}

export const sightStore = createStore<Sight>(() => ({ occlusion: null, search: 'none', findBest: null }));
