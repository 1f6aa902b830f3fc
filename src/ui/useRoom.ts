import { useSyncExternalStore } from 'react';

/** Wide enough for table, map and drawer side by side. */
const ROOM = '(min-width: 1600px)';

/** Narrow as a phone: buttons have the size of a thumb there (see global.css). */
const PHONE = '(max-width: 700px)';

/** Whether table and drawer fit beside the map. */
export function useRoom(): boolean {
  return useSyncExternalStore(subscribeRoom, () => window.matchMedia(ROOM).matches);
}

/** Whether the page is as narrow as a phone. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribePhone, () => window.matchMedia(PHONE).matches);
}

const subscribeRoom = (onChange: () => void) => follow(ROOM, onChange);
const subscribePhone = (onChange: () => void) => follow(PHONE, onChange);

function follow(query: string, onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
