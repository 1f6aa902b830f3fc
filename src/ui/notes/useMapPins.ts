import { useMemo } from 'react';
import { languageNow, say, texts } from '../../model/language.ts';
import { type MapPins, toPins } from '../../model/notes.ts';
import { useViewStore } from '../viewStore.ts';
import { openNote } from './openNote.ts';
import { useNotes } from './useNotes.ts';

const TEXTS = texts({
  en: {
    marker: (name: string, count: number) => `${count === 1 ? '1 note' : `${count} notes`} about ${name}`,
  },
  pt: {
    marker: (name: string, count: number) => `${count === 1 ? '1 nota' : `${count} notas`} sobre ${name}`,
  },
  de: {
    marker: (name: string, count: number) => `${count === 1 ? '1 Notiz' : `${count} Notizen`} zu ${name}`,
  },
});

/** The open notes as pins of the map; the same object until they change. */
export function useMapPins(): MapPins {
  const { threads } = useNotes();
  const store = useViewStore();
  const language = languageNow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are those of the language
  return useMemo(
    () => ({
      list: toPins(threads),
      label: ({ name, count }) => say(TEXTS).marker(name, count),
      open({ id }) {
        const thread = threads.find(({ note }) => note.id === id);
        const view = store.getState();
        if (thread && !view.embed) store.setState(openNote(view, thread), true);
      },
    }),
    [threads, store, language],
  );
}
