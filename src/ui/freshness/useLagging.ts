import { useMemo } from 'react';
import { useFreshness } from '../../live/freshness.ts';
import { laggingOf } from '../../model/freshness.ts';
import type { SourceFreshness } from '../../protocol/freshness.ts';

/** The sources that are late or lost; the same array while they are the same and have told nothing new. */
export function useLagging(): readonly SourceFreshness[] {
  const answer = useFreshness();
  const key = JSON.stringify(laggingOf(answer?.sources ?? []));
  return useMemo(() => JSON.parse(key) as readonly SourceFreshness[], [key]);
}
