/** The bar on top: where the view is, what it leaves out, and how fresh it is. */
import { Moon, PanelRight, Search, Sun, Table2 } from 'lucide-react';
import type { JSX } from 'react';
import { closeDrawer, isDrawerOpen, toggleSide } from '../../model/viewState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { openPalette } from '../palette/paletteStore.ts';
import { ShareMenu } from '../share/ShareMenu.tsx';
import { useRoom } from '../useRoom.ts';
import { useChange, useView } from '../viewStore.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { ConnectionChip } from './ConnectionChip.tsx';
import { FilterBar } from './FilterBar.tsx';
import { LevelPicker } from './LevelPicker.tsx';
import { NoticeChips } from './NoticeChips.tsx';
import { StepButtons } from './StepButtons.tsx';
import styles from './top.module.css';

export function TopBar(): JSX.Element {
  return (
    <header className={styles.bar}>
      <Breadcrumb />
      <LevelPicker />
      <FilterBar />
      <div className={styles.end}>
        <NoticeChips />
        <ConnectionChip />
        <ViewButtons />
      </div>
    </header>
  );
}

function ViewButtons(): JSX.Element {
  const view = useView();
  const change = useChange();
  const isDark = view.theme === 'dark';
  const isOpen = isDrawerOpen(view, useRoom());
  return (
    <div className={styles.buttons}>
      <IconButton label="Find anything (Ctrl K)" onClick={() => openPalette()}>
        <Search />
      </IconButton>
      <span className={styles.narrowOnly}>
        <IconButton label="Table" pressed={view.side === 'table'} onClick={() => change((before) => toggleSide(before, 'table'))}>
          <Table2 />
        </IconButton>
      </span>
      <span className={styles.wideOnly}>
        <StepButtons />
        <ShareMenu />
      </span>
      <IconButton
        label={isDark ? 'Light theme' : 'Dark theme'}
        onClick={() => change((before) => ({ ...before, theme: isDark ? 'light' : 'dark' }))}
      >
        {isDark ? <Sun /> : <Moon />}
      </IconButton>
      <IconButton
        label={isOpen ? 'Close the details' : 'Open the details'}
        pressed={isOpen}
        onClick={() => change((before) => (isOpen ? closeDrawer(before) : { ...before, drawer: 'open' }))}
      >
        <PanelRight />
      </IconButton>
    </div>
  );
}
