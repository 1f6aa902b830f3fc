import { useMemo } from 'react';
import { useAnswer } from '../live/useAnswer.ts';
import { activeExtent, activityQuery, extentAsOf } from '../model/activity.ts';
import { momentOf } from '../model/viewState.ts';
import type { Catalog } from '../protocol/catalog.ts';
import { useCatalog } from './catalogContext.ts';
import { useViewOf } from './viewStore.ts';

/** The catalog with its extent narrowed to the time in which the height metric has something to show, and to what was known at the moment shown; null until that is known. */
export function useTimedCatalog(): Catalog | null {
  const catalog = useCatalog();
  const view = useViewOf('height', 'asOf', 'tense');
  const { height } = view;
  const moment = momentOf(view);
  const { table, status } = useAnswer(activityQuery(height));
  const from = table === null ? null : activeExtent(table, height, catalog.extent).from;
  const isKnown = table !== null || status === 'error';
  return useMemo(
    () => (isKnown ? { ...catalog, extent: extentAsOf({ ...catalog.extent, from: from ?? catalog.extent.from }, moment) } : null),
    [isKnown, catalog, from, moment],
  );
}
