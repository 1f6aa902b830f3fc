/** The legend as it is shown, for pictures that leave the page. */
import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Legend } from '../../model/legend.ts';

export const shownLegend = createStore<{ readonly legend: Legend | null }>(() => ({ legend: null }));

/** Remembers what the legend says. */
export function useShownLegend(legend: Legend): void {
  useEffect(() => shownLegend.setState({ legend }));
}
