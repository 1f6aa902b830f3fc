/** The map outside React: made once, told what to show, drawing only when something changed. */
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import type { ViewSize } from '../model/camera.ts';
import { type ColumnPicture, toColumns } from '../model/columns.ts';
import { slotOfPlace } from '../model/layout.ts';
import type { PlaceRef } from '../model/place.ts';
import { levelOfTable } from '../model/reading.ts';
import { drawnShape } from '../model/shape.ts';
import type { Theme } from '../model/tokens.ts';
import { createAtmosphere } from './atmosphere.ts';
import { captureMap } from './capture.ts';
import { createCovers } from './covers.ts';
import { labelGround } from './describe.ts';
import { createDetail } from './detail.ts';
import { repaintEarth } from './earth.ts';
import { filmMap } from './film.ts';
import { createFlights } from './flights.ts';
import { createFrames } from './frames.ts';
import { createGlobe } from './globe.ts';
import { createGround } from './ground.ts';
import { createHover } from './hover.ts';
import { createLabelLayer } from './labelLayer.ts';
import { createLabelling, freeBox } from './labelling.ts';
import { mapLayers } from './mapLayers.ts';
import type { MapContext, MapFrame } from './mapPart.ts';
import { MAP_PARTS } from './mapParts.ts';
import type { MapScene } from './mapScene.ts';
import type { MapStage, StageOptions } from './mapStage.ts';
import { createOverlay, plainPixelRatio } from './overlay.ts';
import { createOwnView } from './ownView.ts';
import { createPlaceFinder } from './placeFinder.ts';
import { createPointing } from './pointing.ts';
import { isSameData, isSameLook, isSameScene } from './sameScene.ts';
import { createScreen } from './screen.ts';
import { createSolidSets } from './solidSets.ts';
import { createTooltip } from './tooltip.ts';
import { createWording } from './wording.ts';

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Makes the map inside `root` and shows the first scene. */
export function createMapStage({ root, geography, scene: first, camera, events, isPlain }: StageOptions): MapStage {
  let scene = first;
  let isReady = false;
  let drawnZoom = Number.NaN;
  /** The scene of the picture that stands. */
  let shown: MapScene | null = null;
  /** The picture before the one that stands: its numbers are written over by the next. */
  let spent: ColumnPicture | null = null;
  const frames = createFrames(draw);
  const { schedule } = frames;
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
  const covers = createCovers(root, schedule);
  const words = createWording(
    geography,
    sets,
    () => scene,
    () => slotOf(hover.place()),
  );
  const tooltip = createTooltip(root, () => ({ bounds: freeBox(viewSize(), scene.padding), covers: covers.boxes() }));
  const hover = createHover(tooltip, words.contentOf);
  const ownView = createOwnView({
    map,
    geography,
    flights,
    scene: () => scene,
    covers: () => covers.boxes(true),
    isHome: camera === null,
    isReady: () => isReady,
    schedule,
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
  const stopPointer = createPointing({
    root,
    map,
    screen,
    parts,
    hover,
    events,
    findPlace: createPlaceFinder(map, screen, sets, geography, () => scene.shape),
    selected: () => scene.selected,
    onOther() {
      outline();
      schedule();
    },
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

  /** The names and anchors of more places are known: what could not stand can stand now. */
  function handlePlaces(): void {
    ground.forgetOutline();
    outline();
    showTable();
  }

  function outline(): void {
    ground.outline({ focus: scene.focus, hovered: hover.place(), selected: scene.selected });
  }

  function draw(nowMs: number): void {
    let isMoving = sets.step(nowMs);
    for (const part of parts) isMoving = (part.step?.(nowMs) ?? false) || isMoving;
    if (isMoving) schedule();
    setLayers();
    overlay.draw();
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
    const over = covers.boxes();
    ownView.makeRoom(viewSize(), over);
    placeLabels({
      size: viewSize(),
      padding: scene.padding,
      covers: over,
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
    ownView.settle(picture);
    schedule();
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
    ownView.follow(before);
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
    ownView.refit();
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

  const isIdle = () => isReady && frames.isRest() && !map.isMoving() && map.loaded();

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
    drawNow: frames.drawNow,
    flights,
    home: ownView.home,
    go(camera, isFlight) {
      ownView.leave();
      if (isFlight) flights.fly(camera, scene.padding);
      else flights.stand(camera, scene.padding);
    },
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
      isReady = false;
      frames.stop();
      detail.dispose();
      covers.dispose();
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
