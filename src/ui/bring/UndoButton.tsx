import { Redo2, Undo2 } from 'lucide-react';
import { type JSX, useState } from 'react';
import { changeImport } from '../../live/imports.ts';
import { say } from '../../model/language.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import styles from './bring.module.css';
import { UNDO_TEXTS } from './undoTexts.ts';

interface UndoButtonProps {
  readonly id: string;
  readonly name: string;
  readonly withdrawn: boolean;
  readonly onChange: (withdrawn: boolean) => void;
}

/** Undoes a whole import, or takes that back; what the server refuses is said beside it. */
export function UndoButton({ id, name, withdrawn, onChange }: UndoButtonProps): JSX.Element {
  const words = say(UNDO_TEXTS);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = async () => {
    setBusy(true);
    setProblem(null);
    try {
      onChange((await changeImport(id, !withdrawn)).withdrawn);
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const label = name || words.unnamed;
  return (
    <>
      <button
        type="button"
        disabled={isBusy}
        aria-label={withdrawn ? words.redoNamed(label) : words.undoNamed(label)}
        onClick={() => void change()}
      >
        {withdrawn ? <Redo2 aria-hidden /> : <Undo2 aria-hidden />}
        {withdrawn ? words.redo : words.undo}
      </button>
      {problem === null ? null : (
        <span role="alert" className={styles.problem}>
          {words.notUndone(problem)}
        </span>
      )}
    </>
  );
}
