/** How densely pictures are drawn: the share of the screen's own pixels, 1 for all. A wall lowers it to hold its frame rate. */
import { createStore } from 'zustand/vanilla';

export const densityStore = createStore<{ readonly density: number }>(() => ({ density: 1 }));
