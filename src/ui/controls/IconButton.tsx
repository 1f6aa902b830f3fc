import { Tooltip } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import styles from './controls.module.css';
import { still } from './still.tsx';

interface IconButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
  /** For buttons that switch something on and off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

/** A square button that shows an icon and says its name. */
export const IconButton = still(function IconButton({ label, onClick, children, pressed, disabled }: IconButtonProps): JSX.Element {
  return (
    <Tooltip label={label} openDelay={400}>
      <button type="button" className={styles.icon} aria-label={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
        {children}
      </button>
    </Tooltip>
  );
});
