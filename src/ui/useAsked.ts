import { useMemo } from 'react';
import { useConnection } from '../live/useConnection.ts';
import { anchorWindow, followedEnd } from '../model/viewQueries.ts';
import type { ViewState } from '../model/viewState.ts';
import { useView } from './viewStore.ts';

/** The view as panels ask it: a live window that follows events of the past is put where the newest of them is. */
export function useAsked(): ViewState {
  const view = useView();
  const endMs = useConnection(({ newestEventAtMs, lagMs }) => followedEnd(view.window, newestEventAtMs, lagMs));
  return useMemo(() => anchorWindow(view, endMs), [view, endMs]);
}
