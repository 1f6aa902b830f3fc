/** The map in its place: loads it on its own, hands it the answer, and takes its clicks and its camera. */
import { type JSX, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useLive } from '../live/LiveProvider.tsx';
import type { MapViewProps } from '../map/MapView.tsx';
import type { CameraState, Padding } from '../model/camera.ts';
import { chooseFlow } from '../model/flows.ts';
import { isWide, type PlaceRef } from '../model/place.ts';
import { isDrawnToward } from '../model/shrink.ts';
import { fromSearch, roundCamera } from '../model/viewSearch.ts';
import { drillTo, selectPlace } from '../model/viewState.ts';
import { sampleStore } from '../ui/bring/sampleStore.ts';
import { byHand } from '../ui/cameraOrders.ts';
import { useLagging } from '../ui/freshness/useLagging.ts';
import { useStaleTable } from '../ui/freshness/useResting.ts';
import { useMapPins } from '../ui/notes/useMapPins.ts';
import { part } from '../ui/part.ts';
import { useRememberNames, useRenewNames } from '../ui/placeNames.ts';
import { useReader } from '../ui/reader/readerStore.ts';
import { useComparedAnswer } from '../ui/useComparedAnswer.ts';
import { useFlowTable } from '../ui/useFlowTable.ts';
import { useChange, useViewOf, useViewPart } from '../ui/viewStore.ts';
import { PanelBoundary } from './PanelBoundary.tsx';

/** Asked for at once, beside the catalog, where the page opens with it; never part of the shell. */
const load = () => import('../map/MapView.tsx');
let loading = fromSearch(window.location.search).picture === 'map' ? load() : null;
const MapView = part(() => {
  const coming = loading ?? load();
  loading = null;
  return coming.then((module) => module.MapView);
});

/** The second click of a double click, after the first has gone into a place, is none. */
const HURRIED_MS = 450;

interface MapPaneProps {
  readonly padding: Padding;
  readonly isStale: boolean;
}

/** Made when it is first wanted, then kept: behind another picture it sleeps. */
export function MapPane(props: MapPaneProps): JSX.Element | null {
  const isShown = useViewPart((view) => view.picture === 'map');
  const [wasShown, setWasShown] = useState(isShown);
  useEffect(() => {
    if (isShown) setWasShown(true);
  }, [isShown]);
  return isShown || wasShown ? <DrawnMap {...props} isShown={isShown} /> : null;
}

/** Fields of the view that the picture is drawn by, beside its answer. */
const DRAWN_BY = ['theme', 'shape', 'scale', 'shrink', 'xray', 'whatIf', 'ranked', 'selected', 'focus', 'camera'] as const;

/** A click goes into a place; the smallest ones, which hold no others, are only pointed out. */
function DrawnMap({ padding, isStale, isShown }: MapPaneProps & { readonly isShown: boolean }): JSX.Element | null {
  const { theme, shape, scale, shrink, xray, whatIf, ranked, selected, focus, camera } = useViewOf(...DRAWN_BY);
  const { table: answer, level, height, colour, status } = useComparedAnswer();
  const question = useAnswered(status === 'loading');
  const table = useStaleTable(answer);
  const lagging = useLagging();
  const flows = useFlowTable();
  const change = useChange();
  const { patterns } = useReader();
  const pins = useMapPins();
  const sample = useStore(sampleStore);
  useRememberNames(table);
  const renewNames = useRenewNames();
  const follow = useFollow(isShown);
  const entered = useRef(Number.NEGATIVE_INFINITY);
  const enter = (place: PlaceRef) => {
    entered.current = performance.now();
    change((view) => drillTo(view, place));
  };
  const handleCamera = (next: CameraState) => {
    const camera = roundCamera(next);
    byHand.camera = camera;
    change((view) => ({ ...view, camera }));
  };
  const pick = (place: PlaceRef | null) => {
    if (performance.now() - entered.current < HURRIED_MS) return;
    if (place === null || !isWide(place.level)) change((view) => selectPlace(view, place));
    else enter(place);
  };
  const picture = (
    <PanelBoundary name="map">
      <Suspense fallback={null}>
        <MapView
          theme={theme}
          table={table}
          question={question}
          flows={flows}
          level={level}
          shape={shape}
          height={height}
          colour={colour}
          scale={scale}
          shrink={isDrawnToward(shrink, colour.metric)}
          isWhatIf={whatIf.some((entry) => entry.metric === height.metric)}
          xray={xray}
          ranked={ranked}
          selected={selected}
          focus={focus}
          stale={isStale}
          signs={patterns}
          lagging={lagging.map(({ source }) => source).join(', ')}
          pins={pins}
          sample={sample}
          padding={padding}
          camera={camera}
          follow={follow}
          onCamera={handleCamera}
          onNames={renewNames}
          onSelect={pick}
          onFlow={(flow) => change((view) => chooseFlow(view, flow))}
          onDrill={enter}
          onTravel={(place) => change((view) => selectPlace(view, place))}
        />
      </Suspense>
    </PanelBoundary>
  );
  // The same element again tells React that nothing has changed: a map that nobody sees draws nothing.
  const held = useRef(picture);
  if (isShown) held.current = picture;
  return held.current;
}

/** What the answer that is shown was asked for; while the next one loads that of the one before. Of a window that goes on with time its length. */
function useAnswered(isLoading: boolean): string {
  const { where, focus, window: time, asOf, tense } = useViewOf('where', 'focus', 'window', 'asOf', 'tense');
  const asked = JSON.stringify([where, focus, time, asOf, tense]);
  const answered = useRef(asked);
  if (!isLoading) answered.current = asked;
  return answered.current;
}

/** What the map draws between two renders: each release of the answer that it has been given, while somebody sees it. */
function useFollow(isShown: boolean): MapViewProps['follow'] {
  const live = useLive();
  const isSeen = useRef(isShown);
  useEffect(() => {
    isSeen.current = isShown;
  }, [isShown]);
  return useCallback(
    (table, hear) =>
      live.follow(table, (answer) => {
        if (isSeen.current && answer.status === 'live' && answer.table !== null) hear(answer.table);
      }),
    [live],
  );
}
