import { useMemo } from 'react';
import { useLibrary } from '../../live/useLibrary.ts';
import type { Command } from '../../model/commands.ts';
import { languageNow, say } from '../../model/language.ts';
import { openSaved } from '../../model/savedView.ts';
import { writeNote } from '../notes/writing.ts';
import { SAVED_TEXTS } from './savedTexts.ts';
import { startSaving } from './saving.ts';

/** The saved views as commands that open them, and the commands that add to the library. */
export function useSavedCommands(): { readonly saved: readonly Command[]; readonly actions: readonly Command[] } {
  const views = useLibrary((state) => state.views);
  const language = languageNow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are those of the language
  return useMemo(() => {
    const words = say(SAVED_TEXTS);
    const saved = views.map(
      ({ id, name, question, search }): Command => ({
        ...{ id: `saved ${id}`, group: 'saved', label: name, note: question === '' ? words.open : question },
        apply: (view) => openSaved(search, view),
      }),
    );
    const actions: readonly Command[] = [
      {
        ...{ id: 'action save', group: 'actions', label: words.save, note: words.saveNote },
        apply: (view) => ({ ...view, side: 'saved' }),
        act: () => startSaving(),
      },
      {
        ...{ id: 'action note', group: 'actions', label: words.addNote, note: words.addNoteNote },
        apply: (view) => ({ ...view, side: 'notes' }),
        act: () => writeNote(),
      },
    ];
    return { saved, actions };
  }, [views, language]);
}
