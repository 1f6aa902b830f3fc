import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useLive } from './LiveProvider.tsx';
import type { ProgrammeLibrary, ProgrammeState } from './programmeLibrary.ts';

/** Tours, playlists and schedules, followed from the first look on; with a selector, the component renders only when its part changes. */
export function useProgrammes<Part>(select: (state: ProgrammeState) => Part): Part {
  const programmes = useProgrammeActions();
  useEffect(() => programmes.follow(), [programmes]);
  return useStore(programmes.store, select);
}

/** What changes them. */
export function useProgrammeActions(): ProgrammeLibrary {
  return useLive().programmes;
}
