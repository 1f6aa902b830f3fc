import { useMemo } from 'react';
import { useFreshness } from '../../live/freshness.ts';
import { laggingOf, unheardOf } from '../../model/freshness.ts';
import type { HeardSource, SourceFreshness } from '../../protocol/freshness.ts';

/** The sources that are late or lost; the same array while they are the same and have told nothing new. */
export function useLagging(): readonly HeardSource[] {
  const answer = useFreshness();
  const key = JSON.stringify(laggingOf(answer?.sources ?? []));
  return useMemo(() => JSON.parse(key) as readonly HeardSource[], [key]);
}

/** Every source that should have been heard: those that are late or lost, and the declared ones from which nothing has ever come. */
export function useBehind(): readonly SourceFreshness[] {
  const sources = useFreshness()?.sources ?? [];
  return [...laggingOf(sources), ...unheardOf(sources)];
}
