/** The 3D map as a React component. React hands it props on intent and on data; every frame is drawn outside React. */
import { type JSX, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CameraState } from '../model/camera.ts';
import { say, texts } from '../model/language.ts';
import { FONT_FAMILY } from '../model/tokens.ts';
import { messageOf } from '../protocol/messageOf.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { offerCapture } from '../ui/share/captureStore.ts';
import { offerFilm } from '../ui/share/filmStore.ts';
import { offerAnchors } from '../ui/transition/anchors.ts';
import { mapAnchors } from './anchors.ts';
import { followOrders } from './cameraFollowing.ts';
import { loadGeography } from './geography.ts';
import { MapControls } from './MapControls.tsx';
import type { MapEvents, MapScene } from './mapScene.ts';
import type { MapStage } from './mapStage.ts';
import { createMapStage } from './stage.ts';
import { offerSupport } from './support.ts';

const TEXTS = texts({
  en: {
    failed: (why: string) => `The map cannot be shown: ${why}. The table (T) has the same rows; loading the page again tries once more.`,
  },
  pt: { failed: (why) => `Não é possível mostrar o mapa: ${why}. A tabela (T) tem as mesmas linhas; recarregar a página tenta de novo.` },
  de: {
    failed: (why) =>
      `Die Karte kann nicht gezeigt werden: ${why}. Die Tabelle (T) hat dieselben Zeilen; neu laden versucht es noch einmal.`,
  },
});

export interface MapViewProps extends MapScene, MapEvents {
  /** Where to stand at load (from the URL) instead of framing `focus`; later it goes by orders, see `ui/cameraOrders.ts`. */
  readonly camera: CameraState | null;
  /** Tells what `table` has become at every frame until the undo is called; null where it does not change by itself. The map draws it without a render. */
  readonly follow: (table: AnswerTable, hear: (next: AnswerTable) => void) => (() => void) | null;
}

/** The map fills its parent, which must have a size and a position. `?gl=plain` in the address draws without smoothing, fades, movement and dense pixels, for machines without a graphics card. */
export function MapView(props: MapViewProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const stage = useRef<MapStage | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const made = useCallback(() => stage.current, []);

  useEffect(() => {
    latest.current = props;
    stage.current?.update(props);
  });

  const { table, follow } = props;
  useLayoutEffect(() => {
    if (table === null) return;
    const hear = (next: AnswerTable) => {
      latest.current = { ...latest.current, table: next };
      stage.current?.update(latest.current);
      stage.current?.drawNow();
    };
    return follow(table, hear) ?? undefined;
  }, [table, follow]);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let isGone = false;
    let stopSupport = () => {};
    start(element, latest, () => isGone)
      .then((made) => {
        if (!made) return;
        stage.current = made;
        const stops = [
          offerSupport(made, () => element.getBoundingClientRect()),
          offerAnchors('map', () => mapAnchors(made, element.getBoundingClientRect())),
          offerCapture(made.capture),
          offerFilm('map', made.film),
          followOrders(made),
        ];
        stopSupport = () => {
          for (const stop of stops) stop();
        };
      })
      .catch((error: unknown) => setFailure(messageOf(error)));
    return () => {
      isGone = true;
      stopSupport();
      stage.current?.dispose();
      stage.current = null;
    };
  }, []);

  return (
    <>
      <div ref={root} className="orrery-map" />
      <MapControls stage={made} padding={props.padding} />
      {failure === null ? null : (
        <div role="alert" className="orrery-map-failure">
          {say(TEXTS).failed(failure)}
        </div>
      )}
    </>
  );
}

async function start(root: HTMLElement, latest: { readonly current: MapViewProps }, isGone: () => boolean): Promise<MapStage | null> {
  const fonts = ['500 11px', '550 12px', '600 12px'].map((font) => document.fonts.load(`${font} ${FONT_FAMILY}`));
  const [geography] = await Promise.all([loadGeography(), ...fonts]);
  const { focus } = latest.current;
  if (focus) await geography.learn(focus);
  if (isGone()) return null;
  const isPlain = new URLSearchParams(location.search).get('gl') === 'plain';
  const events: MapEvents = {
    onCamera: (camera) => latest.current.onCamera(camera),
    onNames: () => latest.current.onNames(),
    onSelect: (place) => latest.current.onSelect(place),
    onFlow: (flow) => latest.current.onFlow(flow),
    onDrill: (place) => latest.current.onDrill(place),
    onTravel: (place) => latest.current.onTravel(place),
  };
  return createMapStage({ root, geography, scene: latest.current, camera: latest.current.camera, events, isPlain });
}
