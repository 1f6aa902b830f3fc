/** Begins a playlist or a schedule: a button that becomes the form for its name. */
import { Plus } from 'lucide-react';
import { type JSX, useState } from 'react';
import { say } from '../../model/language.ts';
import { authorStore } from '../notes/author.ts';
import { TourForm } from './TourForm.tsx';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';

interface NewProgrammeProps {
  readonly label: string;
  readonly nameLabel: string;
  readonly name: string;
  readonly onSave: (said: { readonly name: string; readonly author: string }) => Promise<unknown>;
}

export function NewProgramme({ label, nameLabel, name, onSave }: NewProgrammeProps): JSX.Element {
  const [isMaking, setMaking] = useState(false);
  const { create } = say(TOUR_TEXTS);
  const [asksAuthor] = useState(() => authorStore.getState().author === '');
  if (isMaking)
    return (
      <TourForm label={nameLabel} name={name} asksAuthor={asksAuthor} submit={create} onSave={onSave} onDone={() => setMaking(false)} />
    );
  return (
    <button type="button" className={styles.add} onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      {label}
    </button>
  );
}
