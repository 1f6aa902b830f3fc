/** A name, a question, and who asks it. */
import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import { LIBRARY_LIMITS } from '../../protocol/library.ts';
import { NameForm } from '../controls/NameForm.tsx';
import { SAVED_TEXTS } from './savedTexts.ts';

interface SaveFormProps {
  readonly name?: string;
  readonly question?: string;
  readonly asksAuthor: boolean;
  readonly onSave: (words: { readonly name: string; readonly question: string; readonly author: string }) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onTyped?: (words: { readonly name: string; readonly question: string }) => void;
}

export function SaveForm({ name = '', question = '', asksAuthor, onSave, onDone, onTyped }: SaveFormProps): JSX.Element {
  const words = say(SAVED_TEXTS);
  return (
    <NameForm
      fields={[
        { key: 'name', label: words.name, most: LIBRARY_LIMITS.name, isRequired: true },
        { key: 'question', label: words.question, most: LIBRARY_LIMITS.question, isRequired: false },
      ]}
      initial={{ name, question }}
      asksAuthor={asksAuthor}
      words={{ ...words, submit: words.keep }}
      onSave={(typed, author) => onSave({ ...typed, author })}
      onDone={onDone}
      {...(onTyped && { onTyped })}
    />
  );
}
