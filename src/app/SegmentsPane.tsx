/** The segments in their place: loads the landscape on its own when it is first wanted, keeps it mounted, and lets it sleep while another picture is shown. */
import { type JSX, Suspense, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { AsOfContext } from '../live/asOfContext.ts';
import { fetchCustomer } from '../live/records.ts';
import type { Padding } from '../model/camera.ts';
import { chooseDrawn, chooseRule, leavePeople } from '../model/landscape/choosing.ts';
import { landscapeHeadline } from '../model/landscape/landscapeWords.ts';
import { boxRule, lassoRule } from '../model/landscape/lasso.ts';
import { personAt } from '../model/landscape/personAt.ts';
import type { KeyedPoints } from '../model/landscape/points.ts';
import { openPerson } from '../model/viewState.ts';
import { useCatalog } from '../ui/catalogContext.ts';
import { drawnStore } from '../ui/drawnStore.ts';
import { part } from '../ui/part.ts';
import { segmentsStore } from '../ui/segments/segmentsStore.ts';
import { type ShownLandscape, useLandscape } from '../ui/segments/useLandscape.ts';
import { useChange, useView } from '../ui/viewStore.ts';
import { PanelBoundary } from './PanelBoundary.tsx';
import { useLandscapePicture } from './useLandscapePicture.ts';

const LandscapeView = part(() => import('../scene/LandscapeView.tsx').then((module) => module.LandscapeView));

export function SegmentsPane({ padding }: { readonly padding: Padding }): JSX.Element | null {
  const isShown = useView().picture === 'segments';
  const [wasShown, setWasShown] = useState(isShown);
  useEffect(() => {
    if (isShown) setWasShown(true);
  }, [isShown]);
  return wasShown || isShown ? (
    <PanelBoundary name="segments">
      <Suspense fallback={null}>
        <Segments padding={padding} isShown={isShown} />
      </Suspense>
    </PanelBoundary>
  ) : null;
}

function Segments({ padding, isShown }: { readonly padding: Padding; readonly isShown: boolean }): JSX.Element | null {
  const state = useLandscape(isShown);
  useEffect(() => segmentsStore.setState(state), [state]);
  return state.shown === null ? null : <Drawn shown={state.shown} isCurrent={state.isCurrent} padding={padding} isShown={isShown} />;
}

interface DrawnProps {
  readonly shown: ShownLandscape;
  /** Whether it is what the view asks for, and not what was shown before. */
  readonly isCurrent: boolean;
  readonly padding: Padding;
  readonly isShown: boolean;
}

function Drawn({ shown, isCurrent, padding, isShown }: DrawnProps): JSX.Element {
  const change = useChange();
  const { currency } = useCatalog();
  const view = useView();
  const { embed } = view;
  const isPlain = useMemo(() => new URLSearchParams(window.location.search).get('gl') === 'plain', []);
  const picture = useLandscapePicture(shown, padding, isPlain);
  const { ground } = picture;
  const choose = (rule: ReturnType<typeof boxRule>, isMore: boolean) => {
    if (rule !== null) change((before) => chooseDrawn(before, rule, isMore));
  };
  const asOf = useContext(AsOfContext);
  const opening = useRef<AbortController | null>(null);
  /** The points carry no names: who it is, the server tells whom it may. */
  const openAt = (points: KeyedPoints, x: number, z: number): boolean => {
    const point = embed ? null : personAt(points, x, z);
    if (point === null) return false;
    const moment = asOf === null ? {} : { asOf: { epoch: asOf.epoch, seq: asOf.seq } };
    // Whoever was clicked last is meant, whichever answer comes last.
    opening.current?.abort();
    opening.current = new AbortController();
    fetchCustomer({ point, ...moment }, opening.current.signal).then(
      ({ customer }) => change((before) => openPerson(before, customer)),
      () => {},
    );
    return true;
  };
  const { lead, figure, rest } = landscapeHeadline(shown.landscape.header, currency, shown.saved);
  return (
    <LandscapeView
      picture={picture}
      isShown={isShown}
      isPlain={isPlain}
      label={[lead, figure, rest].filter(Boolean).join(' ')}
      onDrawn={() => isCurrent && isShown && drawnStore.setState({ segments: view })}
      onPick={(rule, isMore) => change((before) => chooseRule(before, rule, isMore))}
      onLasso={(corners, isMore) => choose(lassoRule(corners, ground), isMore)}
      onBox={(from, to, isMore) => choose(boxRule(from, to, ground), isMore)}
      onPerson={(x, z) => openAt(picture.points, x, z)}
      onLeave={() => change((before) => leavePeople(before) ?? before)}
      ruleOf={(corners) => lassoRule(corners, ground)}
    />
  );
}
