/** What people said about places and times, live for everyone. */
import { Plus, X } from 'lucide-react';
import { type JSX, useState } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import { isOf } from '../../model/notes.ts';
import { subjectOf } from '../../model/viewState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { PanelState } from '../PanelState.tsx';
import { usePlaceName } from '../placeNames.ts';
import side from '../sidePanel.module.css';
import { useChange, useView } from '../viewStore.ts';
import { NewNote } from './NewNote.tsx';
import styles from './notes.module.css';
import { NOTE_TEXTS } from './noteTexts.ts';
import { ThreadView } from './ThreadView.tsx';
import { useNotes } from './useNotes.ts';
import { repliesStore, writeNote, writingStore } from './writing.ts';

export function NotesPanel(): JSX.Element {
  const words = say(NOTE_TEXTS);
  const change = useChange();
  const view = useView();
  const subject = subjectOf(view);
  const nameOf = usePlaceName();
  const { threads, status, error } = useNotes();
  const isWriting = useStore(writingStore, (state) => state.isWriting);
  const [which, setWhich] = useState<'here' | 'all'>('all');
  const [showsResolved, showResolved] = useState(false);
  const replies = useStore(repliesStore);
  const isShown = (id: string, resolved: boolean) => showsResolved || !resolved || view.note === id || replies[id] !== undefined;
  const shown = threads.filter((thread) => isShown(thread.note.id, thread.note.resolved) && (which === 'all' || isOf(thread, subject)));
  return (
    <section className={side.panel} aria-label={words.notes}>
      <header className={side.head}>
        <h2>{words.notes}</h2>
        <IconButton label={words.close} onClick={() => change((before) => ({ ...before, side: 'none', note: null }))}>
          <X />
        </IconButton>
      </header>
      <div className={styles.choices}>
        <Segmented
          label={words.which}
          picks={[
            { id: 'all', label: words.all },
            { id: 'here', label: subject === null ? words.world : nameOf(subject) },
          ]}
          picked={which}
          onPick={setWhich}
        />
        <label>
          <input type="checkbox" checked={showsResolved} onChange={(event) => showResolved(event.target.checked)} />
          {words.showResolved}
        </label>
      </div>
      {isWriting ? (
        <NewNote />
      ) : (
        <button type="button" className={side.add} onClick={() => writeNote()}>
          <Plus aria-hidden />
          {words.addAbout(subject === null ? words.world : nameOf(subject))}
          <kbd>N</kbd>
        </button>
      )}
      {shown.length > 0 ? (
        <ul className={side.entries} aria-live="polite">
          {shown.map((thread) => (
            <ThreadView key={thread.note.id} thread={thread} />
          ))}
        </ul>
      ) : (
        <div className={side.nothing}>
          <PanelState status={status} error={error && `${words.missing} (${error})`} isHidden={false}>
            {which === 'here' ? words.noneHere : words.noneAtAll}
          </PanelState>
        </div>
      )}
    </section>
  );
}
