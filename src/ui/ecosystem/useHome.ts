/** Finds out what the ranks of the ecosystem should begin with where nobody has chosen it, and puts it there. */
import { useContext, useEffect, useState } from 'react';
import { ask } from '../../live/ask.ts';
import { chooseHome, isHomeOpen, isSame, withHome } from '../../model/ecosystem/homeRanks.ts';
import { FIRST_RANKS, type Ranks } from '../../model/ecosystem/ranks.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import { useCatalog } from '../catalogContext.ts';
import { StepsContext } from '../historyContext.ts';
import { useView, useViewStore } from '../viewStore.ts';
import { ecosystemStore } from './ecosystemStore.ts';

/** What was found for a log; asked again for another one, or once it holds something. */
interface Found {
  readonly of: string;
  readonly ranks: Ranks;
}

/** Whether it is known what stands on the ranks. Asked while `isAsked`, once a log; when it cannot be found out the usual stand there. */
export function useHome(isAsked: boolean): boolean {
  const view = useView();
  const store = useViewStore();
  const steps = useContext(StepsContext);
  const catalog = useCatalog();
  const [found, setFound] = useState<Found | null>(null);
  const of = stateOf(catalog);
  const isOpen = isHomeOpen(view);
  const isDue = isAsked && isOpen && found?.of !== of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` says which catalog it is
  useEffect(() => {
    if (!isDue) return undefined;
    const gone = new AbortController();
    chooseHome((query) => ask(query, gone.signal), catalog.dimensions).then(
      (ranks) => gone.signal.aborted || setFound({ of, ranks }),
      () => gone.signal.aborted || setFound({ of, ranks: FIRST_RANKS }),
    );
    return () => gone.abort();
  }, [isDue, of]);
  const isPoor = isOpen && found?.of === of && !isSame(found.ranks, FIRST_RANKS);
  useEffect(() => ecosystemStore.setState({ fitting: found?.ranks ?? null }), [found]);
  // Looked at with every view: another one may have taken the place of that which had its home already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is read where it stands
  useEffect(() => {
    const before = store.getState();
    if (!isPoor || !isHomeOpen(before)) return;
    const past = steps?.history.getState();
    store.setState(withHome(before, found.ranks), true);
    // Nobody did this: it is no step to be taken back.
    if (past) steps?.history.setState(past, true);
  }, [view, isPoor, found, store, steps]);
  return !isOpen || (found?.of === of && !isPoor);
}

/** An empty log may become one with anything in it. */
function stateOf({ epoch, extent }: Catalog): string {
  return `${epoch} ${extent.to === null}`;
}
