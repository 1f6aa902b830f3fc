/** The whole page with everything it stands on: connection, view, names of places, theme of the controls. */
import { MantineProvider } from '@mantine/core';
import { type JSX, useEffect, useState } from 'react';
import { LiveProvider, useLive } from '../live/LiveProvider.tsx';
import { fromSearch } from '../model/viewSearch.ts';
import { createSteps, StepsContext } from '../ui/historyContext.ts';
import { followInView } from '../ui/inView.ts';
import { createPlaceNames, PlaceNamesContext } from '../ui/placeNames.ts';
import { useReader } from '../ui/reader/readerStore.ts';
import { createViewStore, useViewPart, ViewContext, type ViewStore } from '../ui/viewStore.ts';
import { followAddress } from './address.ts';
import { CONTROLS_THEME } from './controlsTheme.ts';
import { followBuild } from './followBuild.ts';
import { followCamera } from './followCamera.ts';
import { Shell } from './Shell.tsx';

export function App(): JSX.Element {
  const [view] = useState(openView);
  const [names] = useState(createPlaceNames);
  const [steps] = useState(() => createSteps(view));
  const { language } = useReader();
  useEffect(() => followAddress(view), [view]);
  useEffect(() => followCamera(view), [view]);
  return (
    <LiveProvider>
      <ViewContext value={view}>
        <StepsContext value={steps}>
          <PlaceNamesContext value={names}>
            {/* Another language draws everything anew; the view, the connection and the steps stay. */}
            <Themed key={language} />
          </PlaceNamesContext>
        </StepsContext>
      </ViewContext>
    </LiveProvider>
  );
}

function openView(): ViewStore {
  const view = createViewStore(fromSearch(window.location.search));
  followInView(view);
  return view;
}

function Themed(): JSX.Element {
  const theme = useViewPart((view) => view.theme);
  const { connection } = useLive();
  useEffect(() => followBuild(connection), [connection]);
  return (
    <MantineProvider theme={CONTROLS_THEME} forceColorScheme={theme} deduplicateCssVariables={false}>
      <Shell />
    </MantineProvider>
  );
}
