import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useLive } from './LiveProvider.tsx';
import type { Library, LibraryState } from './library.ts';

/** Notes and saved views, followed from the first look on; with a selector, the component renders only when its part changes. */
export function useLibrary<Part>(select: (state: LibraryState) => Part): Part {
  const library = useLibraryActions();
  useEffect(() => library.follow(), [library]);
  return useStore(library.store, select);
}

/** What changes them. */
export function useLibraryActions(): Library {
  return useLive().library;
}
