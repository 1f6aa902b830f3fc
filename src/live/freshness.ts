/** How fresh each source is, asked again and again while somebody looks: one question for the whole page. */
import { useSyncExternalStore } from 'react';
import type { FreshnessAnswer } from '../protocol/freshness.ts';
import { fetchFreshness } from './ask.ts';

const ASK_EVERY_MS = 3000;

let answer: FreshnessAnswer | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

async function askOn(): Promise<void> {
  timer = null;
  // What nobody sees need not be fresh.
  if (document.visibilityState === 'visible') {
    try {
      answer = await fetchFreshness();
      for (const listener of listeners) listener();
    } catch {
      // The connection chip says that the server is not heard; what was known stays.
    }
  }
  if (listeners.size > 0) timer ??= setTimeout(() => void askOn(), ASK_EVERY_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1 && timer === null) timer = setTimeout(() => void askOn(), 0);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearTimeout(timer);
    timer = null;
  };
}

/** The newest answer; null before the first. */
export function useFreshness(): FreshnessAnswer | null {
  return useSyncExternalStore(subscribe, () => answer);
}
