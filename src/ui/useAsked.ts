import { useMemo } from 'react';
import { useConnection } from '../live/useConnection.ts';
import { anchorWindow, followedEnd } from '../model/viewQueries.ts';
import type { ViewState } from '../model/viewState.ts';
import { useView } from './viewStore.ts';

/** Where a live window ends when it follows events of the past, ms; null when it follows the clock or is not live. */
export function useFollowedEnd(): number | null {
  const { window } = useView();
  return useConnection(({ newestEventAtMs, lagMs }) => followedEnd(window, newestEventAtMs, lagMs));
}

/** The view as panels ask it: a live window that follows events of the past is put where the newest of them is. */
export function useAsked(): ViewState {
  const view = useView();
  const endMs = useFollowedEnd();
  return useMemo(() => anchorWindow(view, endMs), [view, endMs]);
}
