/** Fetches the catalog and shows the panels once it is there; fetches it again when the workspace changes or grows. */
import { type JSX, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ask, fetchCatalog } from '../live/ask.ts';
import { useConnection } from '../live/useConnection.ts';
import { candidateMetrics, chooseMetrics, emptyMetrics, HOME_QUERY, homeOf, openAt } from '../model/firstMetrics.ts';
import { languageNow } from '../model/language.ts';
import { settleMetrics } from '../model/viewState.ts';
import type { Catalog } from '../protocol/catalog.ts';
import { messageOf } from '../protocol/messageOf.ts';
import { CatalogContext, metricIds } from './catalogContext.ts';
import { firstSightStore, hasRoomAtFirst } from './firstSight.ts';
import { territoryNews } from './territoryNews.ts';
import { useOtherThanFirst, useReturns } from './useReturns.ts';
import { useViewStore } from './viewStore.ts';

/** How often the extent of the events is asked anew, and how soon after a failure. */
const AGAIN_MS = 30_000;
const RETRY_MS = 1500;
const DAY_MS = 86_400_000;
const NO_EVENT_MS = -DAY_MS;

interface CatalogGateProps {
  /** Shown before the catalog is there; told why when it cannot be had. */
  readonly waiting: (error: string | null) => ReactNode;
  readonly children: ReactNode;
}

export function CatalogGate({ waiting, children }: CatalogGateProps): JSX.Element {
  const { catalog, error } = useFetchedCatalog();
  const store = useViewStore();
  useEffect(() => {
    if (catalog === null) return undefined;
    return store.subscribe((view) => {
      const settled = settleMetrics(view, metricIds(catalog));
      if (settled !== view) store.setState(settled, true);
    });
  }, [catalog, store]);
  const told = useReadersWords(catalog);
  if (told === null) return <>{waiting(error)}</>;
  return <CatalogContext value={told}>{children}</CatalogContext>;
}

/** In English it is as the server says it; other words are loaded by those who read them. Null until both are there. */
function useReadersWords(catalog: Catalog | null): Catalog | null {
  const isAsSaid = languageNow() === 'en';
  const [translate, setTranslate] = useState<((catalog: Catalog) => Catalog) | null>(null);
  useEffect(() => {
    if (isAsSaid) return;
    import('../model/catalogWords.ts').then(
      ({ inReadersWords }) => setTranslate(() => inReadersWords),
      // Better in English than not at all.
      () => setTranslate(() => asSaid),
    );
  }, [isAsSaid]);
  const words = isAsSaid ? asSaid : translate;
  return useMemo(() => (catalog === null || words === null ? null : words(catalog)), [catalog, words]);
}

const asSaid = (catalog: Catalog) => catalog;

/** Puts the view on metrics that the catalog has, and asks once a log for what has data and where, so that a first picture is neither empty nor far away. */
function useFirstSight(): (catalog: Catalog) => Promise<void> {
  const store = useViewStore();
  const asked = useRef('');
  return useCallback(
    async (catalog) => {
      store.setState(settleMetrics(store.getState(), metricIds(catalog)), true);
      if (asked.current === catalog.epoch || catalog.extent.from === null) return;
      const isOpening = asked.current === '';
      asked.current = catalog.epoch;
      const candidates = candidateMetrics(metricIds(catalog));
      const [totals, countries] = await Promise.all([
        ask({ metrics: [...candidates] }).catch(() => null),
        ask(HOME_QUERY).catch(() => null),
      ]);
      const home = countries && homeOf(countries);
      firstSightStore.setState({ home, empty: totals === null ? [] : emptyMetrics(totals, candidates) });
      const settled = totals === null ? store.getState() : chooseMetrics(store.getState(), totals);
      // Later the camera never moves because data arrived.
      store.setState(isOpening ? openAt(settled, home, hasRoomAtFirst()) : settled, true);
    },
    [store],
  );
}

function useFetchedCatalog(): { readonly catalog: Catalog | null; readonly error: string | null } {
  const [catalog, setCatalog] = useState<Catalog | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const onEpoch = useFirstSight();
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const epoch = useOtherThanFirst(useConnection((connection) => connection.epoch));
  const newestDay = useOtherThanFirst(
    useConnection((connection) => (connection.epoch === null ? null : Math.floor((connection.newestEventAtMs ?? NO_EVENT_MS) / DAY_MS))),
  );
  const territories = useStore(territoryNews, ({ count }) => count);
  const returns = useReturns();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another log, a server that is back, other territories, a first event, events of another day and the turn of time each ask for it anew
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const later = (ms: number) => {
      if (!stop.signal.aborted) timer = setTimeout(again, ms);
    };
    fetchCatalog(stop.signal).then(
      async (found) => {
        await onEpoch(found);
        // Another one has been asked for meanwhile, of another log perhaps: this one is not to take its place.
        if (stop.signal.aborted) return;
        setCatalog((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
        setError(null);
        later(AGAIN_MS);
      },
      (reason: unknown) => {
        if (!stop.signal.aborted) setError(messageOf(reason));
        later(RETRY_MS);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [epoch, returns, newestDay, territories, turn, again, onEpoch]);
  return { catalog, error };
}
