import { useMemo } from 'react';
import { viewBefore } from '../../model/compare.ts';
import type { ViewState } from '../../model/viewState.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';

/** The view in the time that its figures are set against: the chosen comparison, else the window before; null for all of time. */
export function useBefore(): ViewState | null {
  const view = useAsked();
  const { timezone } = useCatalog();
  const nowMs = useServerNow(view.window.kind === 'last');
  return useMemo(() => viewBefore(view, timezone, nowMs), [view, timezone, nowMs]);
}
