import { Redo2, Undo2 } from 'lucide-react';
import type { JSX } from 'react';
import { IconButton } from '../controls/IconButton.tsx';
import { useSteps } from '../historyContext.ts';

/** Back and forth through what was done to the view. */
export function StepButtons(): JSX.Element {
  const { undo, redo, canUndo, canRedo } = useSteps();
  return (
    <>
      <IconButton label="Undo" disabled={!canUndo} onClick={undo}>
        <Undo2 />
      </IconButton>
      <IconButton label="Redo" disabled={!canRedo} onClick={redo}>
        <Redo2 />
      </IconButton>
    </>
  );
}
