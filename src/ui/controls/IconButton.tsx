import { Tooltip } from '@mantine/core';
import { type JSX, type MouseEvent, type ReactNode, useState } from 'react';
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

/** A square button that shows an icon and says its name, until it was pressed: what it opened is not to be covered. */
export const IconButton = still(function IconButton({ label, onClick, children, pressed, disabled }: IconButtonProps): JSX.Element {
  const [wasPressed, setPressed] = useState(false);
  const press = ({ detail }: MouseEvent) => {
    // A press by key is no click of a pointer that lies there and will leave.
    setPressed(detail > 0);
    onClick();
  };
  return (
    <Tooltip label={label} openDelay={400} disabled={wasPressed}>
      <button
        type="button"
        className={styles.icon}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={press}
        onPointerLeave={() => setPressed(false)}
      >
        {children}
      </button>
    </Tooltip>
  );
});
