/** Writing a note about the place and the time that are looked at. */
import { MapPin } from 'lucide-react';
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { useConnection } from '../../live/useConnection.ts';
import { useLibraryActions } from '../../live/useLibrary.ts';
import { say } from '../../model/language.ts';
import { timeLookedAt, toNotePlace } from '../../model/notes.ts';
import { isSamePlace, type PlaceRef } from '../../model/place.ts';
import { subjectOf } from '../../model/viewState.ts';
import { fromWallClock, toWallClock } from '../../model/wallClock.ts';
import { useCatalog } from '../catalogContext.ts';
import { usePlaceName } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useChange, useView } from '../viewStore.ts';
import { NoteForm } from './NoteForm.tsx';
import styles from './notes.module.css';
import { NOTE_TEXTS } from './noteTexts.ts';
import { keepTime, keepWritten, type PinnedTime, writeAbout, writeNote, writingStore } from './writing.ts';

export function NewNote(): JSX.Element {
  const words = say(NOTE_TEXTS);
  const { timezone } = useCatalog();
  const looked = subjectOf(useView());
  const nameOf = usePlaceName();
  const { addNote } = useLibraryActions();
  const change = useChange();
  const { about: begun, text: written } = useStore(writingStore);
  const about = begun === undefined ? looked : begun;
  const time = useTime(timezone);
  const { startMs, clock } = time;
  const called = (place: PlaceRef | null) => (place === null ? words.world : nameOf(place));
  const send = async (text: string, author: string) => {
    const atMs = clock === toWallClock(startMs, timezone) ? startMs : fromWallClock(clock, timezone);
    const made = await addNote({ text, author, place: about && toNotePlace(about, nameOf(about)), time: new Date(atMs).toISOString() });
    writeNote(false);
    change((view) => ({ ...view, note: made.id }));
  };
  return (
    <div className={styles.compose}>
      <h3>{called(about)}</h3>
      {isSamePlace(about, looked) ? null : (
        <div className={`${styles.actions} ${styles.elsewhere}`}>
          <button type="button" onClick={() => writeAbout(looked)}>
            <MapPin aria-hidden />
            {words.aboutInstead(called(looked))}
          </button>
        </div>
      )}
      <NoteForm
        label={words.text}
        action={words.save}
        initial={written}
        asksName
        onText={(text) => keepWritten(text, { place: looked, time })}
        onSend={send}
        onCancel={() => writeNote(false)}
      >
        <label className={styles.time}>
          {words.time}
          <input type="datetime-local" required value={clock} onChange={({ target }) => keepTime({ startMs, clock: target.value })} />
          <span>{timezone}</span>
        </label>
      </NoteForm>
    </div>
  );
}

/** The time that it is pinned to: that which is looked at until its first letter is written, or the writer sets another one. */
function useTime(timezone: string): PinnedTime {
  const { window } = useAsked();
  const newestMs = useConnection((state) => state.newestEventAtMs);
  const lookedMs = timeLookedAt(window, newestMs ?? Date.now());
  const kept = useStore(writingStore, ({ time }) => time);
  return kept ?? { startMs: lookedMs, clock: toWallClock(lookedMs, timezone) };
}
