import { useMemo } from 'react';
import { useLibrary } from '../../live/useLibrary.ts';
import { type Thread, toThreads } from '../../model/notes.ts';

export interface Notes {
  /** Latest pinned instant first; resolved ones among them. */
  readonly threads: readonly Thread[];
  readonly status: 'loading' | 'live' | 'stale' | 'error';
  readonly error: string | null;
}

/** The notes of the workspace, live: for lists, pins and marks on the time axis (`thread.atMs`, `thread.note.text`, `thread.note.resolved`). */
export function useNotes(): Notes {
  const notes = useLibrary((state) => state.notes);
  const status = useLibrary((state) => state.status);
  const error = useLibrary((state) => state.error);
  const threads = useMemo(() => toThreads(notes), [notes]);
  return { threads, status, error };
}
