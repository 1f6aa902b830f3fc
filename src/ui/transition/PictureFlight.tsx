/** Watches which picture is shown, and lets what both show fly from the one to the other. */
import { type JSX, useEffect, useLayoutEffect, useRef } from 'react';
import { type Anchor, anchorId, areResting, matchAnchors } from '../../model/transition.ts';
import type { Picture, ViewState } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { useViewPart, useViewStore, type ViewStore } from '../viewStore.ts';
import { anchorsOf, chipAnchors } from './anchors.ts';
import './flight.css';
import { createFlightLayer, type FlightLayer } from './flight.ts';

/** A picture that is made or loaded for the first time is awaited this long; then what stood goes without a landing. */
const PATIENCE_MS = 12_000;

export function PictureFlight(): JSX.Element {
  const store = useViewStore();
  const picture = useViewPart((view) => view.picture);
  const root = useRef<HTMLDivElement>(null);
  const layer = useRef<FlightLayer | null>(null);
  const shown = useRef<Picture>(picture);
  const wait = useRef(0);

  useEffect(() => {
    if (root.current) layer.current = createFlightLayer(root.current);
    return () => layer.current?.clear();
  }, []);

  useLayoutEffect(() => {
    const before = shown.current;
    if (before === picture || layer.current === null) return;
    shown.current = picture;
    cancelAnimationFrame(wait.current);
    if (isCalm()) return;
    depart(layer.current, { before, picture, wait, store });
  }, [picture, store]);
  useEffect(() => () => cancelAnimationFrame(wait.current), []);
  return <div ref={root} className="flight" aria-hidden />;
}

interface Departure {
  readonly before: Picture;
  readonly picture: Picture;
  readonly wait: { current: number };
  readonly store: ViewStore;
}

/** Holds what stood where it stood (or where it flies at this moment) until the other picture rests, then lets it fly. */
function depart(layer: FlightLayer, { before, picture, wait, store }: Departure): void {
  const flying = layer.now();
  const stood = flying.length > 0 ? flying : anchorsOf(before);
  const chips = chipAnchors();
  const chosen = chosenIds(store.getState());
  layer.hold(stood.filter(({ id }) => chosen.has(id)));
  const startMs = performance.now();
  let last: readonly Anchor[] = [];
  const look = () => {
    const stands = anchorsOf(picture);
    if (stands.length > 0 && areResting(stands, last)) {
      layer.fly(matchAnchors([...stood, ...chips], [...stands, ...chipAnchors()], chosen));
    } else if (performance.now() - startMs > PATIENCE_MS) layer.clear();
    else {
      last = stands;
      wait.current = requestAnimationFrame(look);
    }
  };
  wait.current = requestAnimationFrame(look);
}

/** What is filtered, selected or drilled into. */
function chosenIds({ where, selected, focus }: ViewState): ReadonlySet<string> {
  const ids = Object.entries(where).flatMap(([dimension, values]) => (values ?? []).map((value) => anchorId(dimension, value)));
  for (const place of [selected, focus]) if (place !== null) ids.push(anchorId(place.level, place.id));
  return new Set(ids);
}
