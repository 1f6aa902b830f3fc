/** A name, and who gives it. */
import { type JSX, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { say } from '../../model/language.ts';
import { TOUR_LIMITS } from '../../protocol/tours.ts';
import { authorStore, rememberAuthor } from '../notes/author.ts';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';

interface TourFormProps {
  readonly label: string;
  readonly name?: string;
  readonly asksAuthor: boolean;
  readonly submit: string;
  readonly onSave: (words: { readonly name: string; readonly author: string }) => Promise<unknown>;
  readonly onDone: () => void;
}

export function TourForm({ label, name = '', asksAuthor, submit, onSave, onDone }: TourFormProps): JSX.Element {
  const words = say(TOUR_TEXTS);
  const author = useStore(authorStore, (state) => state.author);
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave({ name: typed, author }).then(onDone, (problem: unknown) =>
      setError(problem instanceof Error ? problem.message : String(problem)),
    );
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
        aria-label={label}
        placeholder={label}
        required
        maxLength={TOUR_LIMITS.name}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {asksAuthor ? (
        <input
          aria-label={words.author}
          placeholder={words.author}
          required
          maxLength={TOUR_LIMITS.author}
          autoComplete="name"
          value={author}
          onChange={(event) => rememberAuthor(event.target.value)}
        />
      ) : null}
      {error === null ? null : <p role="alert">{words.failed(error)}</p>}
      <div className={styles.actions}>
        <button type="submit" className={styles.primary}>
          {submit}
        </button>
        <button type="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
