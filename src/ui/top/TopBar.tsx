/** The bar on top: where the view is, what it leaves out, and how fresh it is. */

import { Moon, PanelRight, Search, Sun, Table2 } from 'lucide-react';
import type { JSX } from 'react';
import { toldInDrawer } from '../../model/ecosystem/choosing.ts';
import { say, texts } from '../../model/language.ts';
import { closeDrawer, isDrawerOpen, toggleSide } from '../../model/viewState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { openPalette } from '../palette/paletteStore.ts';
import { ReaderMenu } from '../reader/ReaderMenu.tsx';
import { ShareMenu } from '../share/ShareMenu.tsx';
import { useRoom } from '../useRoom.ts';
import { useChange, useViewPart } from '../viewStore.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { ConnectionChip } from './ConnectionChip.tsx';
import { FilterBar } from './FilterBar.tsx';
import { LevelPicker } from './LevelPicker.tsx';
import { NoticeChips } from './NoticeChips.tsx';
import { StepButtons } from './StepButtons.tsx';
import styles from './top.module.css';

const TEXTS = texts({
  en: {
    find: 'Find anything (Ctrl K)',
    table: 'Table',
    light: 'Light theme',
    dark: 'Dark theme',
    close: 'Close the details',
    open: 'Open the details',
  },
  pt: {
    find: 'Encontrar qualquer coisa (Ctrl K)',
    table: 'Tabela',
    light: 'Tema claro',
    dark: 'Tema escuro',
    close: 'Fechar os detalhes',
    open: 'Abrir os detalhes',
  },
  de: {
    find: 'Alles finden (Strg K)',
    table: 'Tabelle',
    light: 'Helles Erscheinungsbild',
    dark: 'Dunkles Erscheinungsbild',
    close: 'Details schließen',
    open: 'Details öffnen',
  },
});

export function TopBar(): JSX.Element {
  return (
    <header className={styles.bar}>
      <Breadcrumb />
      <div className={styles.controls}>
        <LevelPicker />
        <FilterBar />
        <NoticeChips />
        <ConnectionChip />
      </div>
      <ViewButtons />
    </header>
  );
}

function ViewButtons(): JSX.Element {
  const hasRoom = useRoom();
  const change = useChange();
  const words = say(TEXTS);
  const isDark = useViewPart((view) => view.theme === 'dark');
  const isTable = useViewPart((view) => view.side === 'table');
  const isOpen = useViewPart((view) => isDrawerOpen(view, hasRoom) || toldInDrawer(view) !== null);
  return (
    <div className={styles.buttons}>
      <IconButton label={words.find} onClick={() => openPalette()}>
        <Search />
      </IconButton>
      <span className={styles.narrowOnly}>
        <IconButton label={words.table} pressed={isTable} onClick={() => change((before) => toggleSide(before, 'table'))}>
          <Table2 />
        </IconButton>
        <ReaderMenu position="bottom-end" />
      </span>
      <span className={styles.wideOnly}>
        <StepButtons />
      </span>
      <ShareMenu />
      <span className={styles.wideOnly}>
        <IconButton
          label={isDark ? words.light : words.dark}
          onClick={() => change((before) => ({ ...before, theme: isDark ? 'light' : 'dark' }))}
        >
          {isDark ? <Sun /> : <Moon />}
        </IconButton>
      </span>
      <IconButton
        label={isOpen ? words.close : words.open}
        pressed={isOpen}
        onClick={() => change((before) => (isOpen ? closeDrawer(before) : { ...before, drawer: 'open' }))}
      >
        <PanelRight />
      </IconButton>
    </div>
  );
}
