/** Rounds of the tour that composes itself, asked for from this page. */
import { useCallback } from 'react';
import { ask } from '../../live/ask.ts';
import { useLive } from '../../live/LiveProvider.tsx';
import type { Told } from '../../model/tour/rank.ts';
import { composeRound, type Round } from '../../model/tour/selfTour.ts';
import { useCatalog } from '../catalogContext.ts';
import { usePlaceName } from '../placeNames.ts';
import { useViewStore } from '../viewStore.ts';

/** Composes a round of what is drilled into and filtered now; `told` is what the last one told. */
export function useRound(): (told: readonly Told[]) => Promise<Round> {
  const catalog = useCatalog();
  const live = useLive();
  const store = useViewStore();
  const nameOf = usePlaceName();
  return useCallback(
    (told) => {
      const base = store.getState();
      const { newestEventAtMs, lagMs } = live.connection.getState();
      const newestMs = newestEventAtMs ?? (Date.parse(catalog.extent.to ?? '') || Date.now());
      const nowMs = lagMs === null ? Date.now() : newestMs + lagMs;
      return composeRound({ ask, catalog, base, name: base.focus && nameOf(base.focus), nowMs, newestMs, told });
    },
    [catalog, live, store, nameOf],
  );
}
