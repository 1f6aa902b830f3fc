/** The slim rail on the left (on a phone the bar at the bottom): the pictures, what stands beside them, and the reader's settings. */
import {
  Bookmark,
  ChartBarBig,
  Clapperboard,
  FileUp,
  Globe,
  MessageSquareText,
  MountainSnow,
  Rows3,
  Table2,
  Target,
  Waypoints,
} from 'lucide-react';
import type { JSX } from 'react';
import { say, texts } from '../model/language.ts';
import { pictureName, showPicture } from '../model/pictures.ts';
import { PICTURES, type Side, toggleSide } from '../model/viewState.ts';
import { openBring } from './bring/bringStore.ts';
import { IconButton } from './controls/IconButton.tsx';
import { Mark } from './Mark.tsx';
import styles from './rail.module.css';
import { ReaderMenu } from './reader/ReaderMenu.tsx';
import { useChange, useViewPart } from './viewStore.ts';

const TEXTS = texts({
  en: {
    views: 'Views',
    table: 'Table of the picture',
    explore: 'Explore: breakdowns that filter everything',
    notes: 'Notes',
    saved: 'Saved views',
    plan: 'Plan: targets and forecasts',
    tours: 'Tours',
    records: 'Records: the events behind the figures',
    bring: 'Bring data',
  },
  pt: {
    views: 'Visões',
    table: 'Tabela da imagem',
    explore: 'Explorar: divisões que filtram tudo',
    notes: 'Notas',
    saved: 'Visões salvas',
    plan: 'Plano: metas e previsões',
    tours: 'Roteiros',
    records: 'Registros: os eventos por trás dos números',
    bring: 'Trazer dados',
  },
  de: {
    views: 'Ansichten',
    table: 'Tabelle zum Bild',
    explore: 'Erkunden: Aufteilungen, die alles filtern',
    notes: 'Notizen',
    saved: 'Gespeicherte Ansichten',
    plan: 'Plan: Ziele und Prognosen',
    tours: 'Rundgänge',
    records: 'Einträge: die Ereignisse hinter den Zahlen',
    bring: 'Daten mitbringen',
  },
});

const PICTURE_ICONS: Readonly<Record<string, typeof Globe>> = { map: Globe, ecosystem: Waypoints, segments: MountainSnow };

const ENTRIES: readonly { readonly side: Exclude<Side, 'none'>; readonly Icon: typeof Globe }[] = [
  { side: 'table', Icon: Table2 },
  { side: 'explore', Icon: ChartBarBig },
  { side: 'records', Icon: Rows3 },
  { side: 'notes', Icon: MessageSquareText },
  { side: 'saved', Icon: Bookmark },
  { side: 'plan', Icon: Target },
  { side: 'tours', Icon: Clapperboard },
];

export function Rail(): JSX.Element {
  const shown = useViewPart((view) => view.picture);
  const open = useViewPart((view) => view.side);
  const change = useChange();
  const words = say(TEXTS);
  return (
    <nav className={styles.rail} aria-label={words.views}>
      <Mark />
      {PICTURES.map((picture) => {
        const Icon = PICTURE_ICONS[picture] ?? Globe;
        return (
          <div key={picture} className={styles.entry} data-active={shown === picture}>
            <IconButton
              label={pictureName(picture)}
              pressed={shown === picture}
              onClick={() => change((before) => showPicture(before, picture))}
            >
              <Icon />
            </IconButton>
          </div>
        );
      })}
      {ENTRIES.map(({ side, Icon }) => (
        <div key={side} className={styles.entry} data-active={open === side} data-side={side}>
          <IconButton label={words[side]} pressed={open === side} onClick={() => change((before) => toggleSide(before, side))}>
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
