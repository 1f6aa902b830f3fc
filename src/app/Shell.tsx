/** The page: the map over all of it, the panels around what remains free. */
import { type CSSProperties, type JSX, memo, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { AsOfContext } from '../live/asOfContext.ts';
import { useConnection } from '../live/useConnection.ts';
import { toldInDrawer } from '../model/ecosystem/choosing.ts';
import { arePeopleTold } from '../model/landscape/choosing.ts';
import { say, texts } from '../model/language.ts';
import { cssVariables } from '../model/tokens.ts';
import { isDrawerOpen, isPersonTold, subjectOf, type ViewState } from '../model/viewState.ts';
import { CatalogGate } from '../ui/CatalogGate.tsx';
import { useFocusBack } from '../ui/controls/useFocusBack.ts';
import { useNoteKey } from '../ui/notes/useNoteKey.ts';
import { part } from '../ui/part.ts';
import { useLearnNames, usePlaceName } from '../ui/placeNames.ts';
import { Announcer } from '../ui/reader/Announcer.tsx';
import { playStore } from '../ui/tours/playing.ts';
import { PictureFlight } from '../ui/transition/PictureFlight.tsx';
import { useLate } from '../ui/useLate.ts';
import { useRoom } from '../ui/useRoom.ts';
import { useViewOf, useViewPart } from '../ui/viewStore.ts';
import { BringHost } from './BringHost.tsx';
import { Failed } from './Failed.tsx';
import { KeysHost } from './KeysHost.tsx';
import { MapPane } from './MapPane.tsx';
import { PaletteHost } from './PaletteHost.tsx';
import { PanelBoundary } from './PanelBoundary.tsx';
import { PictureHost } from './PictureHost.tsx';
import { PANELS, type PanelPlace } from './panels.ts';
import styles from './shell.module.css';
import { TourHost } from './TourHost.tsx';
import { useEscape } from './useEscape.ts';
import { usePadding } from './usePadding.ts';
import { useUndoKeys } from './useUndoKeys.ts';

const Rail = part(() => import('../ui/Rail.tsx').then((module) => module.Rail));

const TEXTS = texts({
  en: { noAnswer: 'The server does not answer. It is asked again every moment.' },
  pt: { noAnswer: 'O servidor não responde. Continuamos tentando.' },
  de: { noAnswer: 'Der Server antwortet nicht. Es wird weiter nachgefragt.' },
});

export function Shell(): JSX.Element {
  const embed = useViewPart((view) => view.embed);
  const side = useViewPart((view) => view.side);
  const asOf = useViewPart((view) => (view.tense === 'then' ? view.asOf : null));
  const isStale = useConnection((connection) => connection.status === 'lost');
  const tour = useStore(playStore, (state) => state.playing?.purpose ?? null);
  useEscape();
  useUndoKeys();
  useNoteKey(!embed);
  useTitle();
  useTheme();
  return (
    <div
      className={styles.shell}
      data-stale={isStale}
      data-side={side}
      data-embed={embed}
      data-tour={tour !== null}
      data-rehearsal={tour === 'rehearsal'}
    >
      <CatalogGate waiting={(error) => <Waiting error={error} />}>
        <AsOfContext value={asOf}>
          <Desk isStale={isStale} />
          {embed
            ? null
            : Object.entries(HOSTS).map(([name, Host]) => (
                <PanelBoundary key={name} name={name}>
                  <Host />
                </PanelBoundary>
              ))}
          <Announcer />
        </AsOfContext>
      </CatalogGate>
      {embed ? null : (
        <PanelBoundary name="rail">
          <Suspense fallback={null}>
            <Rail />
          </Suspense>
        </PanelBoundary>
      )}
    </div>
  );
}

/** What stands above all panels, when it is asked for. */
const HOSTS = { palette: PaletteHost, keys: KeysHost, bring: BringHost, tour: TourHost };

/** The drawer that a click opens moves the picture: not before a second click would have come to the same place. */
const DOUBLE_CLICK_MS = 320;

function Desk({ isStale }: { isStale: boolean }): JSX.Element {
  useLearnNames();
  const hasRoom = useRoom();
  const { picture, side } = useViewOf('picture', 'side');
  const shown = useViewPart((view) => idsShown(view, hasRoom));
  const hasDrawer = useViewPart((view) => isDrawerOpen(view, hasRoom) || arePeopleTold(view) || isPersonTold(view, hasRoom));
  const [shellRef, freeRef, padding] = usePadding();
  const isTold = useLate(
    useViewPart((view) => toldInDrawer(view) !== null),
    DOUBLE_CLICK_MS,
  );
  useFocusBack(side !== 'none');
  useFocusBack(hasDrawer || isTold);
  useFocusBack(useViewPart((view) => isPersonTold(view, hasRoom)));
  const inArea = (area: PanelPlace['area']) =>
    PANELS.filter((panel) => panel.area === area && shown.split(',').includes(panel.id)).map((panel) => (
      <Placed key={panel.id} panel={panel} />
    ));
  return (
    <div ref={shellRef} className={styles.screen}>
      <div className={styles.map} data-asleep={picture !== 'map'} inert={picture !== 'map'}>
        {padding === null ? null : <MapPane padding={padding} isStale={isStale} />}
      </div>
      {padding === null ? null : <PictureHost picture="ecosystem" padding={padding} />}
      {padding === null ? null : <PictureHost picture="segments" padding={padding} />}
      <div className={styles.fade} aria-hidden />
      <main className={styles.desk}>
        <div className={styles.top}>{inArea('top')}</div>
        <div className={styles.kpi}>{inArea('kpi')}</div>
        <div className={styles.middle}>
          {side === 'none' ? null : (
            <div className={styles.side} data-side={side}>
              {inArea('side')}
            </div>
          )}
          <div className={styles.column}>
            {inArea('moment')}
            <div ref={freeRef} className={styles.free}>
              {inArea('map')}
            </div>
          </div>
        </div>
        {hasDrawer || isTold ? <div className={styles.drawer}>{inArea('drawer')}</div> : null}
        <div className={styles.time}>{inArea('time')}</div>
      </main>
      <PictureFlight />
    </div>
  );
}

/** Which panels are shown, as one text: the desk is drawn again only where others are. */
function idsShown(view: ViewState, hasRoom: boolean): string {
  return PANELS.flatMap(({ id, isShown }) => ((isShown?.(view, hasRoom) ?? true) ? [id] : [])).join(',');
}

/** A panel follows the view by itself: that the desk is drawn again is nothing to it. */
const Placed = memo(function Placed({ panel: { id, Panel } }: { readonly panel: PanelPlace }): JSX.Element {
  return (
    <PanelBoundary name={id}>
      <Suspense fallback={null}>
        <Panel />
      </Suspense>
    </PanelBoundary>
  );
});

/** The places of the panels, before there is anything to say. */
function Waiting({ error }: { error: string | null }): JSX.Element {
  return (
    <main className={styles.desk} aria-busy="true">
      <div className={styles.top}>
        <div className={styles.blank} />
      </div>
      <div className={styles.kpi}>
        <div className={styles.blank} />
      </div>
      <div className={styles.middle}>{error === null ? null : <Failed what={say(TEXTS).noAnswer} why={error} />}</div>
      <div className={styles.time}>
        <div className={styles.blank} />
      </div>
    </main>
  );
}

/** The window's title names the place. */
function useTitle(): void {
  const subject = useViewPart(subjectOf);
  const nameOf = usePlaceName();
  const title = subject === null ? 'Orrery' : `${nameOf(subject)} · Orrery`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** The tokens of the theme stand on the root element, so that popovers have them too. */
function useTheme(): void {
  const theme = useViewPart((view) => view.theme);
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.style.colorScheme = theme;
    for (const [name, value] of Object.entries(cssVariables(theme) as CSSProperties)) root.style.setProperty(name, String(value));
  }, [theme]);
}
