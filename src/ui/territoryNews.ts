/** Tells that sets of territories have changed: the catalog is asked anew and the map fetches outlines again, without waiting for their turn. */
import { createStore } from 'zustand/vanilla';

export const territoryNews = createStore<{ readonly count: number }>(() => ({ count: 0 }));

export function tellTerritories(): void {
  territoryNews.setState(({ count }) => ({ count: count + 1 }));
}
