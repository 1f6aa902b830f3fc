/** Keeps the address of the page and the view the same: a shared or reloaded address shows the same picture. */
import type { StoreApi } from 'zustand/vanilla';
import { isSamePlace } from '../model/place.ts';
import { fromSearch, toSearch } from '../model/viewSearch.ts';
import type { ViewState } from '../model/viewState.ts';
import { isSame } from '../ui/controls/still.tsx';
import { playStore } from '../ui/tours/playing.ts';

/** Browsers allow only so many changes of the address: small ones are gathered until none came for this long. */
const GATHER_MS = 250;
/** However many come (time is played), the address is not further behind than this. */
const BEHIND_MS = 1000;

/**
 * Writes the view to the address from now on (going into a place is a step to come back from, unless a tour goes there) and follows back and forward.
 * Returns the undo.
 */
export function followAddress(store: StoreApi<ViewState>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;
  /** When the first change came that is not written yet, null where all are. */
  let unwrittenAt: number | null = null;
  const write = (how: 'pushState' | 'replaceState') => {
    clearTimeout(timer);
    unwrittenAt = null;
    const search = withSwitches(toSearch(store.getState()));
    if (search !== window.location.search) window.history[how](null, '', `${window.location.pathname}${search}${window.location.hash}`);
  };
  /** Whether a tour plays, or did until the view from before it came back. */
  let isTour = false;
  const unsubscribe = store.subscribe((view, before) => {
    if (isReading) return;
    const wasTour = isTour;
    isTour = playStore.getState().playing !== null;
    if (!isSamePlace(view.focus, before.focus)) {
      write(isTour || wasTour ? 'replaceState' : 'pushState');
      return;
    }
    clearTimeout(timer);
    const now = performance.now();
    unwrittenAt ??= now;
    timer = setTimeout(() => write('replaceState'), Math.min(GATHER_MS, unwrittenAt + BEHIND_MS - now));
  });
  const read = () => {
    clearTimeout(timer);
    unwrittenAt = null;
    isReading = true;
    store.setState(keptWhereSame(store.getState(), fromSearch(window.location.search)), true);
    isReading = false;
  };
  window.addEventListener('popstate', read);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('popstate', read);
  };
}

/** What says the same stays the same object: nobody asks or draws it anew. */
function keptWhereSame(before: ViewState, next: ViewState): ViewState {
  const names = Object.keys(next) as (keyof ViewState)[];
  return { ...next, ...Object.fromEntries(names.filter((name) => isSame(before[name], next[name])).map((name) => [name, before[name]])) };
}

/** Switches of drawing (`gl=plain`) and of language (`lang=de`) are no part of the view, and stay when it changes. */
const SWITCHES = ['gl', 'lang'] as const;

function withSwitches(search: string): string {
  const asked = new URLSearchParams(window.location.search);
  const kept = SWITCHES.flatMap((name) => {
    const value = asked.get(name);
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
  }).join('&');
  if (kept === '') return search;
  return `${search === '' ? '?' : `${search}&`}${kept}`;
}
