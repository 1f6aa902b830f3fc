/** The name of a playlist or schedule, to be changed, and its end. */
import { Pencil, Trash2 } from 'lucide-react';
import { type JSX, useState } from 'react';
import { useProgrammeActions } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Sure } from '../controls/Sure.tsx';
import own from './programmes.module.css';
import { TourForm } from './TourForm.tsx';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useTelling } from './useTelling.ts';

interface ProgrammeHeadProps {
  readonly kind: 'playlists' | 'schedules';
  readonly kept: { readonly id: string; readonly version: number; readonly name: string };
  readonly label: string;
  readonly onRename: (name: string) => Promise<unknown>;
}

export function ProgrammeHead({ kind, kept, label, onRename }: ProgrammeHeadProps): JSX.Element {
  const words = say(TOUR_TEXTS);
  const { remove } = useProgrammeActions();
  const attempt = useTelling();
  const [mode, setMode] = useState<'read' | 'rename' | 'remove'>('read');
  if (mode === 'rename')
    return (
      <TourForm
        label={label}
        name={kept.name}
        asksAuthor={false}
        submit={words.rename}
        onSave={({ name }) => onRename(name)}
        onDone={() => setMode('read')}
      />
    );
  return (
    <>
      <div className={own.head}>
        <b>{kept.name}</b>
        <IconButton label={words.rename} onClick={() => setMode('rename')}>
          <Pencil />
        </IconButton>
        <IconButton label={words.remove} onClick={() => setMode('remove')}>
          <Trash2 />
        </IconButton>
      </div>
      {mode === 'remove' ? (
        <Sure
          label={words.removeSure}
          cancel={words.cancel}
          onSure={() =>
            attempt(async () => {
              await remove(kind, kept);
              return null;
            })
          }
          onCancel={() => setMode('read')}
        />
      ) : null}
    </>
  );
}
