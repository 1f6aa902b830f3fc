/** The slim rail on the left: what stands beside the map, and the reader's settings. */
import { Bookmark, ChartBarBig, FileUp, Globe, MessageSquareText, Table2, Waypoints } from 'lucide-react';
import type { JSX } from 'react';
import { say, texts } from '../model/language.ts';
import type { Side } from '../model/viewState.ts';
import { toggleSide } from '../model/viewState.ts';
import { openBring } from './bring/bringStore.ts';
import { IconButton } from './controls/IconButton.tsx';
import { Mark } from './Mark.tsx';
import styles from './rail.module.css';
import { ReaderMenu } from './reader/ReaderMenu.tsx';
import { useChange, useView } from './viewStore.ts';

const TEXTS = texts({
  en: {
    views: 'Views',
    none: 'Map',
    ecosystem: 'Ecosystem',
    table: 'Map with its table',
    explore: 'Explore: breakdowns that filter everything',
    notes: 'Notes',
    saved: 'Saved views',
    bring: 'Bring data',
  },
  pt: {
    views: 'Visões',
    none: 'Mapa',
    ecosystem: 'Ecossistema',
    table: 'Mapa com sua tabela',
    explore: 'Explorar: divisões que filtram tudo',
    notes: 'Notas',
    saved: 'Visões salvas',
    bring: 'Trazer dados',
  },
  de: {
    views: 'Ansichten',
    none: 'Karte',
    ecosystem: 'Ökosystem',
    table: 'Karte mit Tabelle',
    explore: 'Erkunden: Aufteilungen, die alles filtern',
    notes: 'Notizen',
    saved: 'Gespeicherte Ansichten',
    bring: 'Daten mitbringen',
  },
});

const ENTRIES: readonly { readonly side: Exclude<Side, 'none'>; readonly Icon: typeof Globe }[] = [
  { side: 'table', Icon: Table2 },
  { side: 'explore', Icon: ChartBarBig },
  { side: 'notes', Icon: MessageSquareText },
  { side: 'saved', Icon: Bookmark },
];

export function Rail(): JSX.Element {
  const view = useView();
  const change = useChange();
  const words = say(TEXTS);
  return (
    <nav className={styles.rail} aria-label={words.views}>
      <Mark />
      <div className={styles.entry} data-active={view.picture === 'map' && view.side === 'none'}>
        <IconButton
          label={words.none}
          pressed={view.picture === 'map' && view.side === 'none'}
          onClick={() => change((before) => ({ ...before, picture: 'map', side: 'none' }))}
        >
          <Globe />
        </IconButton>
      </div>
      <div className={styles.entry} data-active={view.picture === 'ecosystem'}>
        <IconButton
          label={words.ecosystem}
          pressed={view.picture === 'ecosystem'}
          onClick={() => change((before) => ({ ...before, picture: before.picture === 'ecosystem' ? 'map' : 'ecosystem' }))}
        >
          <Waypoints />
        </IconButton>
      </div>
      {ENTRIES.map(({ side, Icon }) => (
        <div key={side} className={styles.entry} data-active={view.side === side}>
          <IconButton label={words[side]} pressed={view.side === side} onClick={() => change((before) => toggleSide(before, side))}>
            <Icon />
          </IconButton>
        </div>
      ))}
      <div className={styles.entry}>
        <IconButton label={words.bring} onClick={() => openBring()}>
          <FileUp />
        </IconButton>
      </div>
      <div className={styles.end}>
        <ReaderMenu position="right-end" />
      </div>
    </nav>
  );
}
