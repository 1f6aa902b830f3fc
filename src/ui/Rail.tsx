/** The slim rail on the left: what kinds of views there are. */
import { Globe, Table2 } from 'lucide-react';
import type { JSX } from 'react';
import { IconButton } from './controls/IconButton.tsx';
import { Mark } from './Mark.tsx';
import styles from './rail.module.css';
import { useChange, useView } from './viewStore.ts';

export function Rail(): JSX.Element {
  const { table } = useView();
  const change = useChange();
  const showTable = (isShown: boolean) => change((view) => ({ ...view, table: isShown }));
  return (
    <nav className={styles.rail} aria-label="Views">
      <Mark />
      <div className={styles.entry} data-active={!table}>
        <IconButton label="Map" pressed={!table} onClick={() => showTable(false)}>
          <Globe />
        </IconButton>
      </div>
      <div className={styles.entry} data-active={table}>
        <IconButton label="Map with its table" pressed={table} onClick={() => showTable(!table)}>
          <Table2 />
        </IconButton>
      </div>
    </nav>
  );
}
