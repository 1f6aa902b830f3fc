import { createStore } from 'zustand/vanilla';
import type { SampleSpot } from '../../model/import/sample.ts';

/** What the map shows of a file before it is kept; null while none is looked at. */
export const sampleStore = createStore<readonly SampleSpot[] | null>(() => null);
