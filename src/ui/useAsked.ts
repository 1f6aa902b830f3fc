import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useConnection } from '../live/useConnection.ts';
import { anchorWindow, liveEnd } from '../model/timeWindow.ts';
import type { AskedView } from '../model/viewQueries.ts';
import type { ViewState } from '../model/viewState.ts';
import { areaStore } from './area/areaStore.ts';
import { inViewStore } from './inView.ts';
import { useView, useViewOf } from './viewStore.ts';

/** Where a live window ends when it is rewound, of an earlier moment, or follows events of the past, ms; null when it follows the clock or is not live. */
function useFollowedEnd(): number | null {
  const view = useViewOf('window', 'until', 'asOf', 'tense');
  const rewoundMs = view.window.kind === 'last' && view.until !== null ? Date.parse(view.until) : null;
  const endMs = useConnection(({ newestEventAtMs, lagMs }) => liveEnd(view, newestEventAtMs, lagMs));
  return rewoundMs ?? endMs;
}

/** The view as panels ask it: a live window that is rewound, of an earlier moment, or follows events of the past, is put where it ends; small places are those in view. */
export function useAsked(): AskedView {
  const view = useView();
  const endMs = useFollowedEnd();
  const cells = useStore(inViewStore, (inView) => inView.cells);
  const isChoosing = useStore(areaStore, (tool) => tool.isOn);
  return useMemo(() => {
    const anchored = anchorWindow(view, endMs);
    if (cells === null && !isChoosing) return anchored;
    return { ...anchored, ...(cells === null ? {} : { cells }), isChoosing };
  }, [view, endMs, cells, isChoosing]);
}

/** Some fields of the view as panels ask it; rendered again only when one of these is another. */
export function useAskedOf<Name extends keyof ViewState>(...names: readonly Name[]): Pick<ViewState, Name | 'window'> {
  const view = useViewOf<Name | 'window'>('window', ...names);
  const endMs = useFollowedEnd();
  return useMemo(() => anchorWindow(view, endMs), [view, endMs]);
}
