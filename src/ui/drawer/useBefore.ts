import { useMemo } from 'react';
import { comparedView } from '../../model/compare.ts';
import { previousWindow } from '../../model/viewQueries.ts';
import type { ViewState } from '../../model/viewState.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';

/** The view in the time that its figures are set against: the chosen comparison, else the window before; null for all of time. */
export function useBefore(): ViewState | null {
  const view = useAsked();
  const { timezone } = useCatalog();
  const nowMs = useServerNow(view.window.kind === 'last');
  return useMemo(() => {
    if (view.compare !== 'none') return comparedView(view, timezone, nowMs);
    const window = previousWindow(view.window, nowMs);
    return window && { ...view, window };
  }, [view, timezone, nowMs]);
}
