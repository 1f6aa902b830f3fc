/** One thread: the note, its replies, and what can be done with them. Texts are always shown as text. */
import { Check, CornerDownRight, MapPin, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useLibraryActions } from '../../live/useLibrary.ts';
import { say } from '../../model/language.ts';
import { notedName, type Thread } from '../../model/notes.ts';
import { dateText } from '../../model/ticks.ts';
import type { Note } from '../../protocol/library.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { usePlaceName } from '../placeNames.ts';
import { useChange, useView } from '../viewStore.ts';
import { NoteForm } from './NoteForm.tsx';
import styles from './notes.module.css';
import { NOTE_TEXTS } from './noteTexts.ts';
import { goToNote } from './openNote.ts';
import { keepReply, repliesStore } from './writing.ts';

const MOMENT = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function ThreadView({ thread }: { thread: Thread }): JSX.Element {
  const words = say(NOTE_TEXTS);
  const view = useView();
  const change = useChange();
  const { timezone } = useCatalog();
  const { addNote, editNote } = useLibraryActions();
  const { note, replies, place, atMs } = thread;
  const written = useStore(repliesStore, (kept) => kept[note.id] ?? '');
  const [isReplying, setReplying] = useState(written !== '');
  const isOpen = view.note === note.id;
  const box = useRef<HTMLLIElement>(null);
  const nameOf = usePlaceName();
  const noted = note.place && notedName(note.place);
  useEffect(() => {
    if (isOpen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const endReply = () => {
    keepReply(note.id, '');
    setReplying(false);
  };
  const reply = async (text: string, author: string) => {
    await addNote({ text, author, replyTo: note.id });
    endReply();
  };
  return (
    <li ref={box} className={styles.thread} data-note={note.id} data-open={isOpen} data-resolved={note.resolved}>
      <header>
        <button type="button" title={words.goTo} onClick={() => change((before) => goToNote(before, thread))}>
          <MapPin aria-hidden />
          {place === null ? (noted ?? words.world) : noted || nameOf(place)}
        </button>
        <time dateTime={note.time ?? undefined}>{dateText(atMs, timezone, MOMENT)}</time>
        {note.resolved ? <b>{words.resolved}</b> : null}
      </header>
      <Words note={note} />
      {replies.length === 0 ? null : (
        <ul>
          {replies.map((one) => (
            <li key={one.id}>
              <Words note={one} />
            </li>
          ))}
        </ul>
      )}
      {isReplying ? (
        <NoteForm
          label={words.replyText}
          action={words.send}
          initial={written}
          asksName
          onText={(text) => keepReply(note.id, text)}
          onSend={reply}
          onCancel={endReply}
        />
      ) : (
        <footer>
          <button type="button" onClick={() => setReplying(true)}>
            <CornerDownRight aria-hidden />
            {words.reply}
          </button>
          <Attempt
            label={note.resolved ? words.reopen : words.resolve}
            act={() => editNote(note.id, { version: note.version, resolved: !note.resolved })}
          >
            {note.resolved ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
          </Attempt>
        </footer>
      )}
    </li>
  );
}

/** The words of one note, which can be edited and deleted. */
function Words({ note }: { note: Note }): JSX.Element {
  const words = say(NOTE_TEXTS);
  const { timezone } = useCatalog();
  const { editNote, deleteNote } = useLibraryActions();
  const [mode, setMode] = useState<'read' | 'delete'>('read');
  /** The note as it was when its edit began: what somebody else has made of it meanwhile must not be written over. */
  const [edited, setEdited] = useState<Note | null>(null);
  const edit = async (text: string) => {
    await editNote(note.id, { version: edited?.version ?? note.version, text });
    setEdited(null);
  };
  if (edited !== null)
    return (
      <NoteForm
        label={words.text}
        action={words.keep}
        initial={edited.text}
        asksName={false}
        onSend={edit}
        onCancel={() => setEdited(null)}
      />
    );
  return (
    <div className={styles.words}>
      <p>
        <b>{note.author}</b>
        <time dateTime={note.createdAt}>{dateText(Date.parse(note.createdAt), timezone, MOMENT)}</time>
        {note.updatedAt !== note.createdAt ? <i>{words.edited}</i> : null}
      </p>
      <p className={styles.text} dir="auto">
        {note.text}
      </p>
      {mode === 'delete' ? (
        <div className={styles.actions}>
          <Attempt label={words.removeSure} act={() => deleteNote(note)}>
            <Trash2 aria-hidden />
          </Attempt>
          <button type="button" onClick={() => setMode('read')}>
            {words.cancel}
          </button>
        </div>
      ) : (
        <span className={styles.tools}>
          <IconButton label={words.edit} onClick={() => setEdited(note)}>
            <Pencil />
          </IconButton>
          <IconButton label={words.remove} onClick={() => setMode('delete')}>
            <Trash2 />
          </IconButton>
        </span>
      )}
    </div>
  );
}

/** A button whose act may fail, and then says why. */
function Attempt({ label, act, children }: { label: string; act: () => Promise<unknown>; children: JSX.Element }): JSX.Element {
  const [error, setError] = useState<string | null>(null);
  const press = () => {
    setError(null);
    act().catch((problem: unknown) => setError(messageOf(problem)));
  };
  return (
    <>
      <button type="button" onClick={press}>
        {children}
        {label}
      </button>
      {error === null ? null : <span role="alert">{say(NOTE_TEXTS).failed(error)}</span>}
    </>
  );
}
