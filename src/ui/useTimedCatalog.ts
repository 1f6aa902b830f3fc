import { useMemo } from 'react';
import { useAnswer } from '../live/useAnswer.ts';
import { activeExtent, activityQuery } from '../model/activity.ts';
import type { Catalog } from '../protocol/catalog.ts';
import { useCatalog } from './catalogContext.ts';
import { useViewOf } from './viewStore.ts';

/** The catalog with its extent narrowed to the time in which the height metric has something to show; null until that is known. */
export function useTimedCatalog(): Catalog | null {
  const catalog = useCatalog();
  const { height } = useViewOf('height');
  const { table, status } = useAnswer(activityQuery(height));
  const from = table === null ? null : activeExtent(table, height, catalog.extent).from;
  const isKnown = table !== null || status === 'error';
  return useMemo(
    () => (isKnown ? { ...catalog, extent: { ...catalog.extent, from: from ?? catalog.extent.from } } : null),
    [isKnown, catalog, from],
  );
}
