/** Makes the MapLibre map: a globe without buttons or credits of its own, standing where the scene wants it. */
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type CameraState, placeCamera, type ViewSize, worldCamera } from '../model/camera.ts';
import { say, texts } from '../model/language.ts';
import type { Side } from '../model/worldSide.ts';
import { isWall } from '../ui/display.ts';
import { earthStyle } from './earth.ts';
import type { Geography } from './geography.ts';
import { letGoOfLostStyles } from './lostStyles.ts';
import type { MapScene } from './mapScene.ts';
import { plainPixelRatio } from './overlay.ts';

setWorkerUrl(workerUrl);

const MAX_PITCH = 70;

/** A wall of several screens is one wide picture; a graphics card that cannot hold it says so, and then gets less. */
const MAX_CANVAS: [number, number] = [16_384, 8192];

/** For a page that is left in an hour MapLibre keeps five screens of tiles of each kind of ground; a wall flies somewhere else for weeks. */
const WALL_TILES = { maxTileCacheZoomLevels: 1 } as const;

const TEXTS = texts({
  en: { map: 'Map. Arrow keys go from place to place, Enter goes in, Escape leads out, T shows the table.' },
  pt: { map: 'Mapa. As setas vão de lugar em lugar, Enter entra, Esc sai, T mostra a tabela.' },
  de: { map: 'Karte. Pfeiltasten führen von Ort zu Ort, Eingabe hinein, Esc hinaus, T zeigt die Tabelle.' },
});

export interface GlobeOptions {
  readonly geography: Geography;
  readonly scene: MapScene;
  /** Where to stand first, instead of framing the drilled place. */
  readonly camera: CameraState | null;
  /** Draw without what only a graphics card makes cheap: smoothing, fades, movement, dense pixels. */
  readonly isPlain: boolean;
}

export function createGlobe(container: HTMLElement, { geography, scene, camera, isPlain }: GlobeOptions): MapLibreMap {
  const size = { width: container.clientWidth, height: container.clientHeight };
  const start = camera ?? targetOf(scene, geography, size) ?? worldCamera(size, scene.padding);
  const map = new MapLibreMap({
    container,
    style: earthStyle(scene.theme, geography.shapes, geography.countryPoints()),
    center: [start.longitude, start.latitude],
    zoom: start.zoom,
    pitch: start.pitch,
    bearing: start.bearing,
    maxPitch: MAX_PITCH,
    minZoom: 0.5,
    maxZoom: 15,
    maxCanvasSize: MAX_CANVAS,
    attributionControl: false,
    doubleClickZoom: false,
    fadeDuration: isPlain ? 0 : 200,
    locale: { 'Map.Title': say(TEXTS).map },
    canvasContextAttributes: { antialias: !isPlain },
    ...(isPlain ? { pixelRatio: plainPixelRatio() } : {}),
    ...(isWall() ? WALL_TILES : {}),
  });
  letGoOfLostStyles(map);
  map.setPadding({ ...scene.padding });
  return map;
}

/** The camera of the drilled place, or of a side of the world; null while that place is not known. */
export function targetOf(scene: MapScene, geography: Geography, size: ViewSize, side?: Side): CameraState | null {
  if (scene.focus === null) return worldCamera(size, scene.padding, side);
  const facts = geography.factsOf(scene.focus);
  return facts ? placeCamera(facts.bounds, scene.focus.level, size, scene.padding) : null;
}
