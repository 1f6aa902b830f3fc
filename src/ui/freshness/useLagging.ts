import { useMemo } from 'react';
import { useFreshness } from '../../live/freshness.ts';
import { laggingOf, unheardOf } from '../../model/freshness.ts';
import { type Moment, momentOf } from '../../model/viewState.ts';
import type { HeardSource, SourceFreshness } from '../../protocol/freshness.ts';
import { useViewOf } from '../viewStore.ts';

/** The sources that are late or lost, of whose silence what is shown may know; the same array while they are the same and have told nothing new. */
export function useLagging(): readonly HeardSource[] {
  const answer = useFreshness();
  const moment = momentOf(useViewOf('asOf', 'tense'));
  const key = JSON.stringify(silentBy(laggingOf(answer?.sources ?? []), moment));
  return useMemo(() => JSON.parse(key) as readonly HeardSource[], [key]);
}

/** Every source that should have been heard: those that are late or lost, and the declared ones from which nothing has ever come. */
export function useBehind(): readonly SourceFreshness[] {
  const sources = useFreshness()?.sources ?? [];
  return [...laggingOf(sources), ...unheardOf(sources)];
}

/** Those of which nothing more had come by a moment (null: now): figures of it lack nothing of one that was heard later. */
export function silentBy(lagging: readonly HeardSource[], moment: Pick<Moment, 'at'> | null): readonly HeardSource[] {
  return moment === null ? lagging : lagging.filter(({ newestEventMs }) => newestEventMs < Date.parse(moment.at));
}
