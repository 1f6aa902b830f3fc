import { FileUp } from 'lucide-react';
import { type JSX, useRef } from 'react';
import { say } from '../../model/language.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';
import { ACCEPTED } from './openFile.ts';

interface ChooserProps {
  readonly onFile: (file: File) => void;
  /** Why the last file cannot be brought. */
  readonly problem?: string;
}

/** Where a file is dropped or chosen. */
export function Chooser({ onFile, problem }: ChooserProps): JSX.Element {
  const words = say(BRING_TEXTS);
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.chooser}>
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <FileUp aria-hidden />
      <p>{words.drop}</p>
      <button type="button" className={styles.primary} onClick={() => field.current?.click()}>
        {words.choose}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={words.choose}
        accept={ACCEPTED}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
        }}
      />
      <p className={styles.note}>{words.kinds}</p>
    </div>
  );
}
