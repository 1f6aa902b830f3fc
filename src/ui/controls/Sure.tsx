/** Asks once more before something is taken away for everybody. */
import type { JSX } from 'react';
import styles from './nameForm.module.css';

interface SureProps {
  readonly label: string;
  readonly cancel: string;
  readonly onSure: () => void;
  readonly onCancel: () => void;
}

export function Sure({ label, cancel, onSure, onCancel }: SureProps): JSX.Element {
  return (
    <div className={`${styles.actions} ${styles.sure}`}>
      <button type="button" onClick={onSure}>
        {label}
      </button>
      <button type="button" onClick={onCancel}>
        {cancel}
      </button>
    </div>
  );
}
