import type { JSX } from 'react';
import styles from './controls.module.css';
import type { Pick } from './PickMenu.tsx';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly picks: readonly Pick<T>[];
  readonly picked: T;
  readonly onPick: (id: T) => void;
}

/** A few choices side by side, one of them pressed. */
export function Segmented<T extends string>({ label, picks, picked, onPick }: SegmentedProps<T>): JSX.Element {
  return (
    <fieldset className={styles.segmented} aria-label={label}>
      {picks.map((pick) => (
        <button key={pick.id} type="button" aria-pressed={pick.id === picked} onClick={() => onPick(pick.id)}>
          {pick.label}
        </button>
      ))}
    </fieldset>
  );
}
