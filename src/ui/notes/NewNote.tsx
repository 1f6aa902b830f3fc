/** Writing a note about the place and the time that are looked at. */
import { type JSX, useState } from 'react';
import { useConnection } from '../../live/useConnection.ts';
import { useLibraryActions } from '../../live/useLibrary.ts';
import { say } from '../../model/language.ts';
import { subjectOf, type ViewState } from '../../model/viewState.ts';
import { fromWallClock, toWallClock } from '../../model/wallClock.ts';
import { useCatalog } from '../catalogContext.ts';
import { usePlaceName } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useChange, useView } from '../viewStore.ts';
import { NoteForm } from './NoteForm.tsx';
import styles from './notes.module.css';
import { NOTE_TEXTS } from './noteTexts.ts';
import { keepWritten, writeNote, writingStore } from './writing.ts';

const MINUTE_MS = 60_000;

export function NewNote(): JSX.Element {
  const words = say(NOTE_TEXTS);
  const { timezone } = useCatalog();
  const subject = subjectOf(useView());
  const nameOf = usePlaceName();
  const newestMs = useConnection((state) => state.newestEventAtMs);
  const [startMs] = useState(useLookedAt(newestMs));
  const [clock, setClock] = useState(toWallClock(startMs, timezone));
  const { addNote } = useLibraryActions();
  const change = useChange();
  const name = subject === null ? words.world : nameOf(subject);
  const send = async (text: string, author: string) => {
    const atMs = clock === toWallClock(startMs, timezone) ? startMs : fromWallClock(clock, timezone);
    const place = subject && { level: subject.level, id: subject.id, country: subject.country, region: subject.region, name };
    const made = await addNote({ text, author, place, time: new Date(atMs).toISOString() });
    writeNote(false);
    change((view) => ({ ...view, note: made.id }));
  };
  return (
    <div className={styles.compose}>
      <h3>{name}</h3>
      <NoteForm
        label={words.text}
        action={words.save}
        initial={writingStore.getState().text}
        asksName
        onText={keepWritten}
        onSend={send}
        onCancel={() => writeNote(false)}
      >
        <label className={styles.time}>
          {words.time}
          <input type="datetime-local" required value={clock} onChange={(event) => setClock(event.target.value)} />
          <span>{timezone}</span>
        </label>
      </NoteForm>
    </div>
  );
}

/** The last minute of the window that is looked at; of an open one, the newest event. */
function useLookedAt(newestMs: number | null): number {
  const { window }: ViewState = useAsked();
  return window.kind === 'between' ? Math.max(Date.parse(window.from), Date.parse(window.to) - MINUTE_MS) : (newestMs ?? Date.now());
}
