/** The map outside React: made once, told what to show, drawing only when something changed. */
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import type { CameraState, ViewSize } from '../model/camera.ts';
import { type ColumnPicture, toColumns } from '../model/columns.ts';
import { slotOfPlace } from '../model/layout.ts';
import { isSamePlace, type PlaceRef } from '../model/place.ts';
import { levelOfTable } from '../model/reading.ts';
import { drawnShape } from '../model/shape.ts';
import type { Theme } from '../model/tokens.ts';
import { FIRST_SIDE, type Side, sideOf } from '../model/worldSide.ts';
import type { TakeCapture } from '../ui/share/captureStore.ts';
import type { Film } from '../ui/share/filmStore.ts';
import { createAtmosphere } from './atmosphere.ts';
import { captureMap } from './capture.ts';
import { createCovers } from './covers.ts';
import { labelGround } from './describe.ts';
import { createDetail } from './detail.ts';
import { repaintEarth } from './earth.ts';
import { filmMap } from './film.ts';
import { createFlights, type Flights } from './flights.ts';
import { createFraming } from './framing.ts';
import { createGlobe, type GlobeOptions } from './globe.ts';
import { createGround } from './ground.ts';
import { createHoming } from './homing.ts';
import { createHover } from './hover.ts';
import { createLabelLayer } from './labelLayer.ts';
import { createLabelling } from './labelling.ts';
import { mapLayers } from './mapLayers.ts';
import type { MapContext, MapFrame, PartHit } from './mapPart.ts';
import { MAP_PARTS } from './mapParts.ts';
import type { MapEvents, MapScene } from './mapScene.ts';
import { createOverlay, plainPixelRatio } from './overlay.ts';
import { createPlaceFinder } from './placeFinder.ts';
import { followPointer } from './pointer.ts';
import { isSameData, isSameLook, isSamePadding, isSameScene } from './sameScene.ts';
import { createScreen, type Screen } from './screen.ts';
import { createSolidSets, type SolidSets } from './solidSets.ts';
import { createTooltip } from './tooltip.ts';
import { createWording } from './wording.ts';

export interface MapStage {
  update(scene: MapScene): void;
  readonly flights: Flights;
  /** Flies to the drilled place's own view, or that of the world. */
  home(): void;
  /** Flies to a camera, or stands there at once. */
  go(camera: CameraState, isFlight: boolean): void;
  /** Draws with a share of the screen's own pixels. */
  setDensity(density: number): void;
  readonly screen: Screen;
  readonly sets: SolidSets;
  /** What the parts tell of themselves. */
  probe(): Readonly<Record<string, unknown>>;
  /** The free part of the map as a picture. */
  readonly capture: TakeCapture;
  /** Films the whole map. */
  film(): Film;
  /** Whether nothing moves, loads or waits to be drawn. */
  isIdle(): boolean;
  dispose(): void;
}

export interface StageOptions extends GlobeOptions {
  readonly root: HTMLElement;
  readonly events: MapEvents;
}

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Makes the map inside `root` and shows the first scene. */
export function createMapStage({ root, geography, scene: first, camera, events, isPlain }: StageOptions): MapStage {
  let scene = first;
  /** From where the world is seen: settled by the first columns, then kept, since the camera never moves because data arrived. */
  let side: Side | null = null;
  let frame = 0;
  let isReady = false;
  let drawnZoom = Number.NaN;
  /** The scene of the picture that stands. */
  let shown: MapScene | null = null;
  /** The picture before the one that stands: its numbers are written over by the next. */
  let spent: ColumnPicture | null = null;
  const isCalm = () => isPlain || reducedMotion.matches;

  const earth = element(root, 'earth');
  const map = createGlobe(earth, { geography, scene, camera, isPlain });
  const sets = createSolidSets(isCalm);
  const screen = createScreen(map, sets, () => scene.shape);
  const ground = createGround(map, geography);
  const detail = createDetail(map, geography, handlePlaces);
  const flights = createFlights(map, isCalm, (moved) => events.onCamera(moved));
  const overlay = createOverlay(map, layers, isPlain);
  const atmosphere = createAtmosphere(root, earth);
  const placeLabels = createLabelling(createLabelLayer(root), screen, sets);
  const covers = createCovers(root);
  const words = createWording(
    geography,
    sets,
    () => scene,
    () => slotOf(hover.place()),
  );
  const hover = createHover(createTooltip(root), words.contentOf);
  const framing = createFraming(geography, covers);
  const homing = createHoming({
    map,
    flights,
    targetOf: (size) => framing.targetOf(scene, size, side ?? FIRST_SIDE),
    padding: () => scene.padding,
    isHome: camera === null,
  });
  const context: MapContext = {
    root,
    map,
    geography,
    screen,
    sets,
    flights,
    scene: () => scene,
    events,
    hovered: hover.place,
    slotOf,
    onTravel: (place) => events.onTravel(place),
    isCalm,
    schedule,
  };
  const parts = MAP_PARTS.map((create) => create(context));
  const findPlace = createPlaceFinder(map, screen, sets, geography, () => scene.shape);
  const stopPointer = followPointer(map, {
    placeAt: (x, y) => (ownAt(x, y) ? null : findPlace(x, y)),
    press(x, y) {
      const hit = ownAt(x, y);
      hit?.press();
      return hit !== null;
    },
    onHover: handleHover,
    onSelect: (place) => events.onSelect(place),
    onDrill: (place) => events.onDrill(place),
    selected: () => scene.selected,
  });

  const viewSize = (): ViewSize => ({ width: earth.clientWidth, height: earth.clientHeight });

  function slotOf(place: PlaceRef | null): number {
    const picture = sets.picture();
    return place && picture ? slotOfPlace(picture.layout, place) : -1;
  }

  function layers() {
    const frame: MapFrame = {
      theme: scene.theme,
      size: screen.size(),
      shape: scene.shape,
      pixelMetres: screen.pixelMetres(),
      zoom: map.getZoom(),
      sets: sets.sets(),
      hovered: slotOf(hover.place()),
    };
    return mapLayers(parts, frame);
  }

  /** What of a part's own lies under a pixel: columns go before it, the ground behind. */
  function ownAt(x: number, y: number): PartHit | null {
    if (screen.slotAt(x, y) >= 0) return null;
    for (const part of parts) {
      const hit = part.pick?.(x, y);
      if (hit) return hit;
    }
    return null;
  }

  function handleHover(place: PlaceRef | null, x: number, y: number): void {
    const own = place === null && !map.isMoving() ? ownAt(x, y) : null;
    root.classList.toggle('pointing', place !== null || own !== null);
    for (const part of parts) part.point?.(own);
    if (!hover.set(place, x, y, own?.content ?? null)) return;
    outline();
    schedule();
  }

  /** The names and anchors of more places are known: what could not stand can stand now. */
  function handlePlaces(): void {
    ground.forgetOutline();
    outline();
    showTable();
  }

  function outline(): void {
    ground.outline({ focus: scene.focus, hovered: hover.place(), selected: scene.selected });
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function draw(nowMs: number): void {
    frame = 0;
    let isMoving = sets.step(nowMs);
    for (const part of parts) isMoving = (part.step?.(nowMs) ?? false) || isMoving;
    if (isMoving) schedule();
    setLayers();
    lay();
  }

  function setLayers(): void {
    drawnZoom = map.getZoom();
    overlay.setLayers(layers());
  }

  /** Puts what lies over the columns where they stand now: labels, air, tooltip. */
  function lay(): void {
    screen.forget();
    atmosphere.place(screen.projection(), map.getZoom());
    placeLabels({
      size: viewSize(),
      padding: scene.padding,
      covers: covers(),
      selected: slotOf(scene.selected),
      hovered: slotOf(hover.place()),
      textOf: words.textOf,
      named: words.named(),
      crowns: parts.reduce<Float32Array | null>((found, part) => found ?? part.crowns?.() ?? null, null),
    });
    for (const part of parts) part.lay?.();
  }

  function showTable(): void {
    const level = scene.table && levelOfTable(scene.table);
    if (!scene.table || !level) return;
    const anchorOf = (place: PlaceRef) => geography.factsOf(place)?.anchor;
    const before = sets.picture();
    const picture = toColumns(scene.table, level, { ...scene, anchorOf }, before, spent);
    spent = before;
    const nowMs = performance.now();
    const change = { before, after: picture, isSameLook: shown !== null && isSameLook(shown, scene), nowMs };
    shown = scene;
    sets.show(picture, nowMs, screen.tallestPixels());
    for (const part of parts) part.show?.(change);
    ground.tint(picture, drawnShape(scene.shape, picture.layout.level));
    screen.forget();
    hover.refresh();
    if (side === null && scene.focus === null) face(picture);
    if (framing.settle(scene, picture)) homing.turn();
    schedule();
  }

  function face({ layout, shares }: ColumnPicture): void {
    if (!shares.some((share) => share > 0)) return;
    side = sideOf(layout.positions, shares);
    if (side !== FIRST_SIDE) homing.turn();
  }

  function home(): void {
    if (!homing.go() && scene.focus) void goHomeOnceKnown(scene.focus);
  }

  async function goHomeOnceKnown(focus: PlaceRef): Promise<void> {
    await geography.learn(focus).catch(() => null);
    if (isSamePlace(focus, scene.focus) && geography.factsOf(focus)) home();
  }

  function dress(theme: Theme): void {
    root.classList.toggle('dark', theme === 'dark');
    root.classList.toggle('light', theme === 'light');
    root.style.setProperty('--label-ground', labelGround(theme));
  }

  function applyView(before: MapScene): void {
    if (before.theme !== scene.theme) {
      dress(scene.theme);
      repaintEarth(map, scene.theme);
    }
    if (!isSamePlace(before.focus, scene.focus)) home();
    else if (!isSamePadding(before, scene)) homing.pad();
  }

  function applyData(): void {
    root.classList.toggle('stale', scene.stale);
    ground.focus(scene.focus);
    outline();
    detail.want(scene);
    showTable();
  }

  map.on('move', () => {
    if (isReady && map.getZoom() !== drawnZoom) setLayers();
  });
  map.on('render', lay);
  // The earth is loaded anew after a lost graphics context: until then nothing of it can be changed.
  map.on('webglcontextlost', () => {
    isReady = false;
  });
  map.on('resize', () => {
    if (isReady) repaintEarth(map, scene.theme);
    homing.refit();
    schedule();
  });
  map.on('moveend', () => isReady && detail.want(scene));
  // Comes again when the browser gave a lost graphics context back.
  map.on('style.load', () => {
    isReady = true;
    dress(scene.theme);
    repaintEarth(map, scene.theme);
    ground.forgetAll();
    for (const part of parts) part.update?.(scene, null);
    applyData();
    schedule();
  });
  dress(scene.theme);

  const isIdle = () => isReady && frame === 0 && !map.isMoving() && map.loaded();

  return {
    update(next) {
      const before = scene;
      scene = next;
      if (!isReady || isSameScene(before, scene)) return;
      applyView(before);
      for (const part of parts) part.update?.(scene, before);
      if (!isSameData(before, scene)) applyData();
      schedule();
    },
    flights,
    home,
    go: (camera, isFlight) => (isFlight ? flights.fly(camera, scene.padding) : flights.stand(camera, scene.padding)),
    setDensity(density) {
      const ratio = isPlain ? Math.min(density, plainPixelRatio()) : density * devicePixelRatio;
      if (Math.abs(map.getPixelRatio() - ratio) > 0.01) map.setPixelRatio(ratio);
      overlay.setDensity(density);
    },
    screen,
    sets,
    probe: () => Object.assign({}, ...parts.map((part) => part.probe?.() ?? {})),
    capture: (scale) => captureMap({ root, map, screen, overlay, padding: scene.padding }, scale),
    film: () => filmMap({ root, map, screen, overlay, isIdle }),
    isIdle,
    dispose() {
      cancelAnimationFrame(frame);
      detail.dispose();
      stopPointer();
      for (const part of parts) part.dispose?.();
      overlay.dispose();
      map.remove();
      root.replaceChildren();
    },
  };
}

function element(parent: HTMLElement, className: string): HTMLElement {
  const made = document.createElement('div');
  made.className = className;
  parent.append(made);
  return made;
}
