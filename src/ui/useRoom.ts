import { useSyncExternalStore } from 'react';

/** Wide enough for table, map and drawer side by side. */
const ROOM = '(min-width: 1600px)';

/** Whether table and drawer fit beside the map. */
export function useRoom(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(ROOM).matches);
}

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(ROOM);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
