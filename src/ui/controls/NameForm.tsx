/** A few short texts and who gives them: what is kept for everybody begins here. */
import { type JSX, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { LIBRARY_LIMITS } from '../../protocol/library.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { authorStore, rememberAuthor } from '../notes/author.ts';
import { useTurn } from './inTurn.ts';
import { isComposed } from './keys.ts';
import styles from './nameForm.module.css';

export interface NameField<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly most: number;
  readonly isRequired: boolean;
}

interface NameFormProps<Key extends string> {
  /** The first has the focus, and what stands in it is selected. */
  readonly fields: readonly NameField<Key>[];
  readonly initial: Readonly<Record<Key, string>>;
  readonly asksAuthor: boolean;
  readonly words: { readonly author: string; readonly submit: string; readonly cancel: string; readonly failed: (why: string) => string };
  /** What it throws is shown. */
  readonly onSave: (typed: Readonly<Record<Key, string>>, author: string) => Promise<unknown>;
  readonly onDone: () => void;
  /** Told of each change of the texts. */
  readonly onTyped?: (typed: Readonly<Record<Key, string>>) => void;
}

export function NameForm<Key extends string>(props: NameFormProps<Key>): JSX.Element {
  const { fields, initial, asksAuthor, words, onSave, onDone, onTyped } = props;
  const author = useStore(authorStore, (state) => state.author);
  const [typed, setTyped] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const inTurn = useTurn();
  useEffect(() => first.current?.select(), []);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    inTurn(() => onSave(typed, author))?.then(onDone, (problem: unknown) => setError(messageOf(problem)));
  };
  return (
    <form
      className={styles.form}
      data-popup
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposed(event)) onDone();
      }}
    >
      {fields.map(({ key, label, most, isRequired }, at) => (
        <input
          key={key}
          ref={at === 0 ? first : null}
          aria-label={label}
          placeholder={label}
          required={isRequired}
          maxLength={most}
          value={typed[key]}
          onChange={({ target }) => {
            const next = { ...typed, [key]: target.value };
            setTyped(next);
            onTyped?.(next);
          }}
        />
      ))}
      {asksAuthor ? (
        <input
          aria-label={words.author}
          placeholder={words.author}
          required
          maxLength={LIBRARY_LIMITS.author}
          autoComplete="name"
          value={author}
          onChange={({ target }) => rememberAuthor(target.value)}
        />
      ) : null}
      {error === null ? null : <p role="alert">{words.failed(error)}</p>}
      <div className={styles.actions}>
        <button type="submit" className={styles.primary}>
          {words.submit}
        </button>
        <button type="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
