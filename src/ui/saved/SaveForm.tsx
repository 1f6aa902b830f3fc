/** A name, a question, and who asks it. */
import { type JSX, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import { LIBRARY_LIMITS } from '../../protocol/library.ts';
import { authorStore, rememberAuthor } from '../notes/author.ts';
import styles from './saved.module.css';
import { SAVED_TEXTS } from './savedTexts.ts';

interface SaveFormProps {
  readonly name?: string;
  readonly question?: string;
  readonly asksAuthor: boolean;
  readonly onSave: (words: { readonly name: string; readonly question: string; readonly author: string }) => Promise<unknown>;
  readonly onDone: () => void;
}

export function SaveForm({ name = '', question = '', asksAuthor, onSave, onDone }: SaveFormProps): JSX.Element {
  const words = say(SAVED_TEXTS);
  const author = useStore(authorStore, (state) => state.author);
  const [typed, setTyped] = useState({ name, question });
  const [error, setError] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave({ ...typed, author }).then(onDone, (problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)));
  };
  return (
    <form
      className={styles.form}
      data-popup
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <input
        ref={first}
        aria-label={words.name}
        placeholder={words.name}
        required
        maxLength={LIBRARY_LIMITS.name}
        value={typed.name}
        onChange={(event) => setTyped({ ...typed, name: event.target.value })}
      />
      <input
        aria-label={words.question}
        placeholder={words.question}
        maxLength={LIBRARY_LIMITS.question}
        value={typed.question}
        onChange={(event) => setTyped({ ...typed, question: event.target.value })}
      />
      {asksAuthor ? (
        <input
          aria-label={words.author}
          placeholder={words.author}
          required
          maxLength={LIBRARY_LIMITS.author}
          autoComplete="name"
          value={author}
          onChange={(event) => rememberAuthor(event.target.value)}
        />
      ) : null}
      {error === null ? null : <p role="alert">{words.failed(error)}</p>}
      <div className={styles.actions}>
        <button type="submit" className={styles.primary}>
          {words.keep}
        </button>
        <button type="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
