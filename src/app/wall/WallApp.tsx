/** The wall: one tour on one or more screens of a room, for weeks, without hands. */
import { MantineProvider } from '@mantine/core';
import { type CSSProperties, type JSX, useEffect, useState } from 'react';
import { askAsWall } from '../../live/asker.ts';
import { LiveProvider } from '../../live/LiveProvider.tsx';
import { cssVariables } from '../../model/tokens.ts';
import { DEFAULT_VIEW } from '../../model/viewState.ts';
import { fromWallSearch } from '../../model/wall/wallAddress.ts';
import { CatalogGate } from '../../ui/CatalogGate.tsx';
import { beWall } from '../../ui/display.ts';
import { createSteps, type Steps, StepsContext } from '../../ui/historyContext.ts';
import { Mark } from '../../ui/Mark.tsx';
import { createPlaceNames, PlaceNamesContext } from '../../ui/placeNames.ts';
import { useReader } from '../../ui/reader/readerStore.ts';
import { createViewStore, useViewPart, ViewContext, type ViewStore } from '../../ui/viewStore.ts';
import '../../ui/wall/pictures.css';
import styles from '../../ui/wall/wall.module.css';
import { wallWords } from '../../ui/wall/wallTexts.ts';
import { CONTROLS_THEME } from '../controlsTheme.ts';
import { WallStage } from './WallStage.tsx';

askAsWall();
beWall();

export function WallApp(): JSX.Element {
  const [address] = useState(() => fromWallSearch(window.location.search));
  const [view] = useState(() => createViewStore({ ...DEFAULT_VIEW, theme: address.theme ?? DEFAULT_VIEW.theme, drawer: 'closed' }));
  const [names] = useState(createPlaceNames);
  const [steps] = useState(() => noSteps(view));
  const { language } = useReader();
  const { at, of } = address.screen;
  return (
    <LiveProvider>
      <ViewContext value={view}>
        <StepsContext value={steps}>
          <PlaceNamesContext value={names}>
            <Themed>
              <div key={language} className={styles.wall} style={{ '--screen': at, '--screens': of } as CSSProperties}>
                <CatalogGate waiting={(error) => <Waiting error={error} />}>
                  <WallStage address={address} />
                </CatalogGate>
              </div>
            </Themed>
          </PlaceNamesContext>
        </StepsContext>
      </ViewContext>
    </LiveProvider>
  );
}

/** Nobody takes a step back on a wall: its scenes are no steps to remember. */
function noSteps(view: ViewStore): Steps {
  const steps = createSteps(view);
  steps.stop();
  return steps;
}

function Themed({ children }: { readonly children: JSX.Element }): JSX.Element {
  const theme = useViewPart((view) => view.theme);
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.style.colorScheme = theme;
    for (const [name, value] of Object.entries(cssVariables(theme) as CSSProperties)) root.style.setProperty(name, String(value));
  }, [theme]);
  return (
    <MantineProvider theme={CONTROLS_THEME} forceColorScheme={theme} deduplicateCssVariables={false}>
      {children}
    </MantineProvider>
  );
}

function Waiting({ error }: { readonly error: string | null }): JSX.Element {
  const words = wallWords();
  return (
    <div className={styles.waiting} role="status" aria-busy="true">
      <Mark />
      {error === null ? words.connecting : words.noAnswer}
    </div>
  );
}
