/** The sources behind the far rank: asked while they are shown. */
import { useMemo } from 'react';
import { useFreshness } from '../../live/freshness.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { type Feeds, feedQuery, NO_FEEDS, toFeeds } from '../../model/ecosystem/feeds.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import type { ShownEcosystem } from './useEcosystem.ts';

export function useFeeds({ cascade, seats }: ShownEcosystem, isWanted: boolean): Feeds {
  const view = useAsked();
  const catalog = useCatalog();
  const { table, status } = useAnswer(isWanted ? feedQuery(view, catalog) : null);
  const freshness = useFreshness();
  const [far] = view.ranks;
  return useMemo(() => {
    if (!isWanted || table === null || status === 'loading' || far === 'source' || seats.ranks[0] !== far) return NO_FEEDS;
    return toFeeds(table, far, seats, cascade, freshness);
  }, [isWanted, table, status, far, seats, cascade, freshness]);
}
