/** A name, and who gives it. */
import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import { TOUR_LIMITS } from '../../protocol/tours.ts';
import { NameForm } from '../controls/NameForm.tsx';
import { BOOKMARK_TEXTS } from './bookmarkTexts.ts';
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
  return (
    <NameForm
      fields={[{ key: 'name', label, most: TOUR_LIMITS.name, isRequired: true }]}
      initial={{ name }}
      asksAuthor={asksAuthor}
      words={{ ...say(TOUR_TEXTS), ...say(BOOKMARK_TEXTS), submit }}
      onSave={(typed, author) => onSave({ ...typed, author })}
      onDone={onDone}
    />
  );
}
