/** The legend as it is shown, for pictures that leave the page. */
import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Legend } from '../../model/legend.ts';
import type { SizeWords } from '../../model/shape.ts';

interface ShownLegend {
  readonly legend: Legend;
  /** What tells the first metric. */
  readonly size: SizeWords;
}

export const shownLegend = createStore<{ readonly shown: ShownLegend | null }>(() => ({ shown: null }));

/** Remembers what the legend says. */
export function useShownLegend(legend: Legend, size: SizeWords): void {
  useEffect(() => shownLegend.setState({ shown: { legend, size } }));
}
