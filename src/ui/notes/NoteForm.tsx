/** Where a note or a reply is written: its text, and who says it. */
import { type JSX, type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import { LIBRARY_LIMITS } from '../../protocol/library.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { isComposed } from '../controls/keys.ts';
import { authorStore, rememberAuthor } from './author.ts';
import styles from './notes.module.css';
import { NOTE_TEXTS } from './noteTexts.ts';

interface NoteFormProps {
  readonly label: string;
  readonly action: string;
  readonly initial?: string;
  /** Whether the name is asked for: an edit keeps its author. */
  readonly asksName: boolean;
  /** Sends it; what it throws is shown. */
  readonly onSend: (text: string, author: string) => Promise<void>;
  readonly onCancel: () => void;
  /** Told of each change of the text. */
  readonly onText?: (text: string) => void;
  readonly children?: ReactNode;
}

export function NoteForm({ label, action, initial = '', asksName, onSend, onCancel, onText, children }: NoteFormProps): JSX.Element {
  const words = say(NOTE_TEXTS);
  const author = useStore(authorStore, (state) => state.author);
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Of several that come with the panel the first has it.
    if (!(document.activeElement instanceof HTMLTextAreaElement)) field.current?.focus();
  }, []);

  const send = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (isSending) return;
    setSending(true);
    setError(null);
    try {
      await onSend(text, author);
    } catch (problem) {
      setError(messageOf(problem));
    } finally {
      setSending(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    if (event.key !== 'Escape' || isComposed(event)) return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form className={styles.form} data-popup onSubmit={(event) => void send(event)}>
      <textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        required
        maxLength={LIBRARY_LIMITS.text}
        rows={3}
        value={text}
        onKeyDown={onKey}
        onChange={({ target }) => {
          setText(target.value);
          onText?.(target.value);
        }}
      />
      {asksName ? (
        <input
          aria-label={words.author}
          placeholder={words.author}
          required
          maxLength={LIBRARY_LIMITS.author}
          autoComplete="name"
          value={author}
          onKeyDown={onKey}
          onChange={(event) => rememberAuthor(event.target.value)}
        />
      ) : null}
      {children}
      {error === null ? null : <p role="alert">{words.failed(error)}</p>}
      <div className={styles.actions}>
        <button type="submit" className={styles.primary} disabled={isSending || text.trim() === '' || (asksName && author.trim() === '')}>
          {action}
        </button>
        <button type="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
