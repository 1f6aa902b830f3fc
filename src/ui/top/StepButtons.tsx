import { Redo2, Undo2 } from 'lucide-react';
import type { JSX } from 'react';
import { say, texts } from '../../model/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useSteps } from '../historyContext.ts';

const TEXTS = texts({
  en: { undo: 'Undo', redo: 'Redo' },
  pt: { undo: 'Desfazer', redo: 'Refazer' },
  de: { undo: 'Rückgängig', redo: 'Wiederholen' },
});

/** Back and forth through what was done to the view. */
export function StepButtons(): JSX.Element {
  const { undo, redo, canUndo, canRedo } = useSteps();
  return (
    <>
      <IconButton label={say(TEXTS).undo} disabled={!canUndo} onClick={undo}>
        <Undo2 />
      </IconButton>
      <IconButton label={say(TEXTS).redo} disabled={!canRedo} onClick={redo}>
        <Redo2 />
      </IconButton>
    </>
  );
}
