/** The map outside React: made once, told what to show, drawing only when something changed. */
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import type { ViewSize } from '../model/camera.ts';
import { MARK, toColumns } from '../model/columns.ts';
import { type LngLat, slotOfPlace } from '../model/layout.ts';
import { isSamePlace, type PlaceRef } from '../model/place.ts';
import { levelOfTable } from '../model/reading.ts';
import type { Theme } from '../model/tokens.ts';
import { createArrivals } from './arrivals.ts';
import { createAtmosphere } from './atmosphere.ts';
import { labelGround } from './describe.ts';
import { createDetail } from './detail.ts';
import { AREA_LAYER, repaintEarth } from './earth.ts';
import { createFlights, type Flights } from './flights.ts';
import { createGlobe, type GlobeOptions, targetOf } from './globe.ts';
import { createGround } from './ground.ts';
import { createHover } from './hover.ts';
import { createLabelLayer } from './labelLayer.ts';
import { createLabelling } from './labelling.ts';
import type { MapEvents, MapScene } from './mapScene.ts';
import { createOverlay } from './overlay.ts';
import { followPointer } from './pointer.ts';
import { createScreen, type Screen } from './screen.ts';
import { type SolidScene, solidLayers } from './solidLayers.ts';
import { createSolidSets, type SolidSets } from './solidSets.ts';
import { createTooltip } from './tooltip.ts';
import { createWording } from './wording.ts';

export interface MapStage {
  update(scene: MapScene): void;
  readonly flights: Flights;
  /** Flies to the drilled place's own view, or that of the world. */
  home(): void;
  readonly screen: Screen;
  readonly sets: SolidSets;
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
  let frame = 0;
  let isReady = false;
  let drawnZoom = Number.NaN;
  /** The scene of the picture that stands. */
  let shown: MapScene | null = null;
  const isCalm = () => isPlain || reducedMotion.matches;

  const earth = element(root, 'earth');
  const map = createGlobe(earth, { geography, scene, camera, isPlain });
  const sets = createSolidSets(isCalm);
  const arrivals = createArrivals();
  const screen = createScreen(map, sets);
  const ground = createGround(map, geography);
  const detail = createDetail(map, geography, handlePlaces);
  const flights = createFlights(map, isCalm, (moved) => events.onCamera(moved));
  const overlay = createOverlay(map, () => solidLayers(solidScene()), isPlain);
  const atmosphere = createAtmosphere(root, earth);
  const placeLabels = createLabelling(createLabelLayer(root), screen, sets);
  const words = createWording(geography, sets, () => scene);
  const hover = createHover(createTooltip(root), words.contentOf);
  const stopPointer = followPointer(map, {
    placeAt,
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

  function anchorOfSlot(slot: number): LngLat {
    const positions = sets.picture()?.layout.positions;
    return [positions?.[slot * 3] ?? 0, positions?.[slot * 3 + 1] ?? 0];
  }

  /** Regions are outlined; a country, seen small, and a city, which has no outline, are ringed at the foot. */
  function selectedAnchor(): LngLat | null {
    const slot = scene.selected?.level === 'region' ? -1 : slotOf(scene.selected);
    return slot < 0 ? null : anchorOfSlot(slot);
  }

  const zeroAnchors = remember(sets.picture, (picture) =>
    Array.from(picture?.marks ?? []).flatMap((mark, slot) => (mark === MARK.zero ? [anchorOfSlot(slot)] : [])),
  );
  const selectedAnchors = remember(
    () => selectedAnchor()?.join(' ') ?? '',
    () => [selectedAnchor()].filter((anchor) => anchor !== null),
  );

  function solidScene(): SolidScene {
    return {
      theme: scene.theme,
      size: screen.size(),
      zoom: map.getZoom(),
      sets: sets.sets(),
      zeros: zeroAnchors(),
      arrivals: arrivals.rings(),
      selected: selectedAnchors(),
      hovered: slotOf(hover.place()),
    };
  }

  /** The place whose column lies under a pixel, else the one whose ground does. */
  function placeAt(x: number, y: number): PlaceRef | null {
    return sets.picture()?.layout.places[screen.slotAt(x, y)] ?? areaAt(x, y);
  }

  function areaAt(x: number, y: number): PlaceRef | null {
    const isWorld = sets.picture()?.layout.level === 'country';
    const layers = isWorld ? [AREA_LAYER.country] : [AREA_LAYER.region, AREA_LAYER.country];
    return toPlace(map.queryRenderedFeatures([x, y], { layers })[0]?.properties);
  }

  function handleHover(place: PlaceRef | null, x: number, y: number): void {
    root.classList.toggle('pointing', place !== null);
    if (!hover.set(place, x, y)) return;
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
    const isMoving = sets.step(nowMs);
    if (arrivals.step(nowMs) || isMoving) schedule();
    setLayers();
    lay();
  }

  function setLayers(): void {
    drawnZoom = map.getZoom();
    overlay.setLayers(solidLayers(solidScene()));
  }

  /** Puts what lies over the columns where they stand now: labels, air, tooltip. */
  function lay(): void {
    screen.forget();
    atmosphere.place(screen.projection(), map.getZoom());
    placeLabels({
      size: viewSize(),
      padding: scene.padding,
      selected: slotOf(scene.selected),
      hovered: slotOf(hover.place()),
      textOf: words.textOf,
    });
  }

  function showTable(): void {
    const level = scene.table && levelOfTable(scene.table);
    if (!scene.table || !level) return;
    const anchorOf = (place: PlaceRef) => geography.factsOf(place)?.anchor;
    const before = sets.picture();
    const picture = toColumns(scene.table, level, { ...scene, anchorOf }, before);
    if (before && shown && !isCalm() && isSameLook(shown, scene)) arrivals.note(before, picture, performance.now());
    shown = scene;
    sets.show(picture, performance.now(), screen.tallestPixels());
    ground.tint(picture);
    screen.forget();
    hover.refresh();
    schedule();
  }

  function home(): void {
    const target = targetOf(scene, geography, viewSize());
    if (target) flights.fly(target, scene.padding);
    else if (scene.focus) void goHomeOnceKnown(scene.focus);
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
    else if (!isSamePadding(before, scene)) flights.pad(scene.padding);
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
  map.on('resize', schedule);
  map.on('moveend', () => isReady && detail.want(scene));
  // Comes again when the browser gave a lost graphics context back.
  map.on('style.load', () => {
    isReady = true;
    ground.forgetAll();
    applyData();
    schedule();
  });
  dress(scene.theme);

  return {
    update(next) {
      const before = scene;
      scene = next;
      if (!isReady) return;
      applyView(before);
      if (!isSameData(before, scene)) applyData();
      schedule();
    },
    flights,
    home,
    screen,
    sets,
    isIdle: () => isReady && frame === 0 && !map.isMoving() && map.loaded(),
    dispose() {
      cancelAnimationFrame(frame);
      detail.dispose();
      stopPointer();
      overlay.dispose();
      map.remove();
      root.replaceChildren();
    },
  };
}

function isSamePadding({ padding: one }: MapScene, { padding: other }: MapScene): boolean {
  return one.top === other.top && one.right === other.right && one.bottom === other.bottom && one.left === other.left;
}

/** Whether nothing changed that the columns, the ground or their looks come from. */
function isSameData(one: MapScene, other: MapScene): boolean {
  const names = ['table', 'level', 'height', 'colour', 'theme', 'stale', 'focus', 'selected'] as const;
  return names.every((name) => one[name] === other[name]);
}

/** Whether two scenes show answers of one log with one look: what grew between them has just happened. */
function isSameLook(one: MapScene, other: MapScene): boolean {
  const isSame = one.height === other.height && one.colour === other.colour && one.stale === other.stale && one.theme === other.theme;
  return isSame && one.table?.asOf.epoch === other.table?.asOf.epoch;
}

/** The place of an area's properties: a region names its country, a country does not. */
function toPlace(properties: Record<string, unknown> | undefined): PlaceRef | null {
  if (!properties) return null;
  const id = String(properties.id);
  if (properties.country === undefined) return { level: 'country', id, country: id, region: null };
  return { level: 'region', id, country: String(properties.country), region: id };
}

function element(parent: HTMLElement, className: string): HTMLElement {
  const made = document.createElement('div');
  made.className = className;
  parent.append(made);
  return made;
}

/** Keeps the value made for a key until the key changes: the same array tells deck that nothing changed. */
function remember<Key, Value>(keyOf: () => Key, make: (key: Key) => Value): () => Value {
  let last: { key: Key; value: Value } | null = null;
  return () => {
    const key = keyOf();
    if (!last || last.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
