import { Menu } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import type { JSX, ReactNode } from 'react';
import styles from './controls.module.css';
import { still } from './still.tsx';

export interface Pick<T extends string> {
  readonly id: T;
  readonly label: string;
  /** A line that explains the choice. */
  readonly note?: string;
}

interface PickMenuProps<T extends string> {
  readonly label: string;
  readonly picks: readonly Pick<T>[];
  readonly picked: T;
  readonly onPick: (id: T) => void;
  readonly children: ReactNode;
  readonly plain?: boolean;
}

/** A long list opens where its present choice stands. */
function showPicked(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}

/** A button that shows the present choice and opens the list of all. */
export const PickMenu = still(DrawnPickMenu) as typeof DrawnPickMenu;

function DrawnPickMenu<T extends string>({ label, picks, picked, onPick, children, plain = false }: PickMenuProps<T>): JSX.Element {
  return (
    <Menu position="bottom-start" loop={false}>
      <Menu.Target>
        <button type="button" className={plain ? styles.plainPick : styles.pick}>
          <span className="unseen">{label}: </span>
          {children}
          <ChevronDown className={styles.chevron} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {picks.map((pick) => (
          <Menu.Item
            key={pick.id}
            ref={pick.id === picked ? showPicked : null}
            aria-current={pick.id === picked}
            onClick={() => onPick(pick.id)}
            rightSection={pick.id === picked ? <Check className={styles.check} aria-hidden /> : null}
          >
            {pick.label}
            {pick.note === undefined ? null : <span className={styles.note}>{pick.note}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
