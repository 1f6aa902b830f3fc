/** The tours of the workspace: made of views, rehearsed, recorded, printed, and given away as files; playlists and schedules of them. */
import { X } from 'lucide-react';
import { type JSX, useState } from 'react';
import { useStore } from 'zustand';
import { useProgrammes } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import side from '../sidePanel.module.css';
import { useChange, useView } from '../viewStore.ts';
import { bookmarkStore } from './bookmarking.ts';
import { PlaylistList } from './PlaylistList.tsx';
import { ScheduleList } from './ScheduleList.tsx';
import { SelfTour } from './SelfTour.tsx';
import { TourEditor } from './TourEditor.tsx';
import { TourList } from './TourList.tsx';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';

type Tab = 'tours' | 'playlists' | 'schedules';

export function ToursPanel(): JSX.Element {
  const words = say(TOUR_TEXTS);
  const { tour: openId } = useView();
  const change = useChange();
  const [tab, setTab] = useState<Tab>('tours');
  const open = useProgrammes((state) => state.tours.find(({ id }) => id === openId)) ?? null;
  const said = useStore(bookmarkStore, (state) => state.said);
  return (
    <section className={side.panel} aria-label={words.tours}>
      <header className={side.head}>
        <h2>{words.tours}</h2>
        <IconButton label={words.close} onClick={() => change((before) => ({ ...before, side: 'none', tour: null }))}>
          <X />
        </IconButton>
      </header>
      {open !== null ? (
        <TourEditor key={open.id} tour={open} />
      ) : openId === 'self' ? (
        <SelfTour />
      ) : (
        <>
          <div className={styles.tabs}>
            <Segmented
              label={words.tours}
              picks={(['tours', 'playlists', 'schedules'] as const).map((id) => ({ id, label: words.tab[id] }))}
              picked={tab}
              onPick={setTab}
            />
          </div>
          {tab === 'tours' ? <TourList /> : tab === 'playlists' ? <PlaylistList /> : <ScheduleList />}
        </>
      )}
      <p className={styles.said} role={said?.isBad ? 'alert' : 'status'} data-bad={said?.isBad ?? false}>
        {said?.text}
      </p>
    </section>
  );
}
