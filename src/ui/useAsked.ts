import { useMemo } from 'react';
import { useConnection } from '../live/useConnection.ts';
import { anchorWindow, followedEnd } from '../model/viewQueries.ts';
import type { ViewState } from '../model/viewState.ts';
import { useView } from './viewStore.ts';

/** Where a live window ends when it is rewound or follows events of the past, ms; null when it follows the clock or is not live. */
export function useFollowedEnd(): number | null {
  const { window, until } = useView();
  const rewoundMs = window.kind === 'last' && until !== null ? Date.parse(until) : null;
  const endMs = useConnection(({ newestEventAtMs, lagMs }) => followedEnd(window, newestEventAtMs, lagMs));
  return rewoundMs ?? endMs;
}

/** The view as panels ask it: a live window that is rewound, or follows events of the past, is put where it ends. */
export function useAsked(): ViewState {
  const view = useView();
  const endMs = useFollowedEnd();
  return useMemo(() => anchorWindow(view, endMs), [view, endMs]);
}
