/** The slim rail on the left: what stands beside the map. */
import { ChartBarBig, Globe, Table2 } from 'lucide-react';
import type { JSX } from 'react';
import type { Side } from '../model/viewState.ts';
import { toggleSide } from '../model/viewState.ts';
import { IconButton } from './controls/IconButton.tsx';
import { Mark } from './Mark.tsx';
import styles from './rail.module.css';
import { useChange, useView } from './viewStore.ts';

const ENTRIES: readonly { readonly side: Side; readonly label: string; readonly Icon: typeof Globe }[] = [
  { side: 'none', label: 'Map', Icon: Globe },
  { side: 'table', label: 'Map with its table', Icon: Table2 },
  { side: 'explore', label: 'Explore: breakdowns that filter everything', Icon: ChartBarBig },
];

export function Rail(): JSX.Element {
  const view = useView();
  const change = useChange();
  return (
    <nav className={styles.rail} aria-label="Views">
      <Mark />
      {ENTRIES.map(({ side, label, Icon }) => (
        <div key={side} className={styles.entry} data-active={view.side === side}>
          <IconButton label={label} pressed={view.side === side} onClick={() => change((before) => toggleSide(before, side))}>
            <Icon />
          </IconButton>
        </div>
      ))}
    </nav>
  );
}
