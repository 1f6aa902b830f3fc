/** The map outside React: made once, told what to show, drawing only when something changed. */
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type CameraState, placeCamera, worldCamera } from '../model/camera.ts';
import { type LngLat, levelOfTable, MARK, placeName, toColumns } from '../model/columns.ts';
import { isSamePlace, type PlaceRef } from '../model/place.ts';
import { cssVariables, type Theme } from '../model/tokens.ts';
import { createAtmosphere } from './atmosphere.ts';
import { labelGround, labelOf, tooltipOf } from './describe.ts';
import { AREA_LAYER, earthStyle, repaintEarth, SOURCE } from './earth.ts';
import { createFlights, type Flights } from './flights.ts';
import type { Geography } from './geography.ts';
import { createGround } from './ground.ts';
import { createLabelLayer } from './labelLayer.ts';
import { placeAllLabels } from './labelling.ts';
import type { MapEvents, MapScene } from './mapScene.ts';
import { createOverlay } from './overlay.ts';
import { followPointer, type Hit } from './pointer.ts';
import { createScreen, type Screen } from './screen.ts';
import { type SolidScene, solidLayers } from './solidLayers.ts';
import { createSolidSets, type SolidSets } from './solidSets.ts';
import { createTooltip } from './tooltip.ts';

setWorkerUrl(workerUrl);

export interface MapStage {
  update(scene: MapScene): void;
  readonly flights: Flights;
  readonly screen: Screen;
  readonly sets: SolidSets;
  /** Whether nothing moves, loads or waits to be drawn. */
  isIdle(): boolean;
  dispose(): void;
}

export interface StageOptions {
  readonly root: HTMLElement;
  readonly geography: Geography;
  readonly scene: MapScene;
  /** Where to stand first, instead of framing the drilled place. */
  readonly camera: CameraState | null;
  readonly events: MapEvents;
  /** Draw without what only a graphics card makes cheap. */
  readonly isPlain: boolean;
}

const MAX_PITCH = 70;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Makes the map inside `root` and shows the first scene. */
export function createMapStage({ root, geography, scene: first, camera, events, isPlain }: StageOptions): MapStage {
  let scene = first;
  let hovered: Hit | null = null;
  let frame = 0;
  let isLoaded = false;
  const isCalm = () => reducedMotion.matches;

  const earth = document.createElement('div');
  earth.className = 'earth';
  root.append(earth);
  const map = createMap(earth, { geography, scene, camera, isPlain });
  const sets = createSolidSets(isCalm);
  const screen = createScreen(map, sets);
  const ground = createGround(map, geography);
  const flights = createFlights(map, isCalm, (moved) => events.onCamera(moved));
  const overlay = createOverlay(map, () => solidLayers(solidScene()), isPlain);
  const atmosphere = createAtmosphere(root, earth);
  fadeTop(root);
  const labels = createLabelLayer(root);
  const tooltip = createTooltip(root);
  const stopPointer = followPointer(map, {
    hitAt,
    onHover: handleHover,
    onSelect: (place) => events.onSelect(place),
    onDrill: (place) => events.onDrill(place),
    selected: () => scene.selected,
  });

  function solidScene(): SolidScene {
    return {
      theme: scene.theme,
      size: screen.size(),
      zoom: map.getZoom(),
      sets: sets.sets(),
      zeros: zeroAnchors(),
      selected: selectedAnchor(),
      hovered: hovered?.slot ?? -1,
    };
  }

  let zeros: { of: unknown; anchors: readonly LngLat[] } = { of: null, anchors: [] };
  function zeroAnchors(): readonly LngLat[] {
    const picture = sets.picture();
    if (zeros.of !== picture) {
      const slots = picture ? picture.order.filter((slot) => picture.marks[slot] === MARK.zero) : [];
      zeros = { of: picture, anchors: slots.map(anchorOfSlot) };
    }
    return zeros.anchors;
  }

  function anchorOfSlot(slot: number): LngLat {
    const positions = sets.picture()?.layout.positions;
    return [positions?.[slot * 3] ?? 0, positions?.[slot * 3 + 1] ?? 0];
  }

  function slotOf(place: PlaceRef | null): number {
    return place ? (sets.picture()?.layout.places.findIndex((known) => isSamePlace(known, place)) ?? -1) : -1;
  }

  function selectedAnchor(): LngLat | null {
    const slot = scene.selected?.level === 'region' ? -1 : slotOf(scene.selected);
    return slot < 0 ? null : anchorOfSlot(slot);
  }

  function nameOf(place: PlaceRef): string {
    const told = scene.table ? placeName(scene.table, place) : place.id;
    return told === place.id ? (geography.factsOf(place)?.name ?? told) : told;
  }

  function textOf(slot: number) {
    const picture = sets.picture();
    const place = picture?.layout.places[slot];
    return picture && place ? labelOf(picture, slot, nameOf(place), scene) : { name: '', value: '' };
  }

  function hitAt(x: number, y: number): Hit | null {
    const picture = sets.picture();
    const slot = screen.slotAt(x, y);
    const place = picture?.layout.places[slot];
    return place ? { place, slot } : areaAt(x, y);
  }

  function areaAt(x: number, y: number): Hit | null {
    const layers = sets.picture()?.layout.level === 'country' ? [AREA_LAYER.country] : [AREA_LAYER.region, AREA_LAYER.country];
    const found = map.queryRenderedFeatures([x, y], { layers })[0]?.properties;
    if (!found) return null;
    const id = String(found.id);
    const country = found.country === undefined ? null : String(found.country);
    const place: PlaceRef =
      country === null ? { level: 'country', id, country: id, region: null } : { level: 'region', id, country, region: id };
    return { place, slot: slotOf(place) };
  }

  function handleHover(hit: Hit | null, x: number, y: number): void {
    const picture = sets.picture();
    root.classList.toggle('pointing', hit !== null);
    tooltip.show(hit && picture ? tooltipOf(picture, hit.slot, nameOf(hit.place), scene) : null, x, y);
    if (isSamePlace(hit?.place ?? null, hovered?.place ?? null) && hit?.slot === hovered?.slot) return;
    hovered = hit;
    ground.outline(scene.selected, hit?.place ?? null);
    schedule();
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  /** Columns first, then what is laid over them: labels stand at caps. */
  function draw(nowMs: number): void {
    frame = 0;
    if (sets.step(nowMs)) schedule();
    screen.forget();
    overlay.setLayers(solidLayers(solidScene()));
    lay();
  }

  function lay(): void {
    screen.forget();
    atmosphere.place(screen.projection(), map.getZoom());
    const size = { width: earth.clientWidth, height: earth.clientHeight };
    placeAllLabels(labels, screen, sets, {
      size,
      padding: scene.padding,
      selected: slotOf(scene.selected),
      hovered: hovered?.slot ?? -1,
      textOf,
    });
  }

  function showTable(): void {
    const level = scene.table && levelOfTable(scene.table);
    if (!scene.table || !level) return;
    const options = { ...scene, anchorOf: (place: PlaceRef) => geography.factsOf(place)?.anchor };
    const picture = toColumns(scene.table, level, options, sets.picture());
    sets.show(picture, performance.now(), screen.tallestPixels());
    ground.tint(picture);
    hovered = null;
    schedule();
  }

  function loadDetail(): void {
    const level = (scene.table && levelOfTable(scene.table)) ?? scene.level;
    if (level !== 'country' || scene.focus || map.getZoom() > 3) void geography.loadRegions().then(setRegions);
    const countries = level === 'city' ? scene.table?.keys[0] : undefined;
    if (countries) void geography.loadCities(countries.filter((id) => id !== null)).then(showTable);
  }

  let hasRegions = false;
  function setRegions({ regions, borders }: Awaited<ReturnType<Geography['loadRegions']>>): void {
    if (hasRegions || !isLoaded) return;
    hasRegions = true;
    setData(map, SOURCE.regions, regions);
    setData(map, SOURCE.regionLines, borders);
    ground.outline(null, null);
    ground.outline(scene.selected, null);
  }

  function frameFocus(): void {
    const size = { width: earth.clientWidth, height: earth.clientHeight };
    const target = targetOf(scene, geography, size);
    if (target) flights.fly(target, scene.padding);
    else void geography.loadCities([scene.focus?.country ?? '']).then(() => geography.factsOf(scene.focus as PlaceRef) && frameFocus());
  }

  function dress(theme: Theme): void {
    root.classList.toggle('dark', theme === 'dark');
    root.classList.toggle('light', theme === 'light');
    for (const [name, value] of Object.entries(cssVariables(theme))) root.style.setProperty(name, value);
    root.style.setProperty('--label-ground', labelGround(theme));
  }

  function apply(before: MapScene | null): void {
    root.classList.toggle('stale', scene.stale);
    if (before?.theme !== scene.theme) dress(scene.theme);
    if (before && before.theme !== scene.theme) repaintEarth(map, scene.theme);
    ground.focus(scene.focus);
    const isSameView = before !== null && isSamePlace(before.focus, scene.focus);
    if (before && !isSameView) frameFocus();
    else if (before && !isSamePadding(before, scene)) flights.pad(scene.padding);
    ground.outline(scene.selected, hovered?.place ?? null);
    loadDetail();
    showTable();
    schedule();
  }

  map.on('move', schedule);
  map.on('render', lay);
  map.on('resize', schedule);
  map.on('zoomend', () => isLoaded && loadDetail());
  map.once('load', () => {
    isLoaded = true;
    void geography.loadWater().then(({ lakes, rivers }) => {
      setData(map, SOURCE.lakes, lakes);
      setData(map, SOURCE.rivers, rivers);
    });
    apply(null);
  });
  dress(scene.theme);

  return {
    update(next) {
      const before = scene;
      scene = next;
      if (isLoaded) apply(before);
    },
    flights,
    screen,
    sets,
    isIdle: () => isLoaded && frame === 0 && !map.isMoving() && map.areTilesLoaded(),
    dispose() {
      cancelAnimationFrame(frame);
      stopPointer();
      overlay.dispose();
      map.remove();
      root.replaceChildren();
    },
  };
}

function createMap(
  container: HTMLElement,
  { geography, scene, camera, isPlain }: Pick<StageOptions, 'geography' | 'scene' | 'camera' | 'isPlain'>,
): MapLibreMap {
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
    attributionControl: false,
    doubleClickZoom: false,
    fadeDuration: isPlain ? 0 : 200,
    canvasContextAttributes: { antialias: !isPlain },
    ...(isPlain ? { pixelRatio: 1 } : {}),
  });
  map.setPadding({ ...scene.padding });
  map.getCanvas().ariaLabel =
    'Map. Arrow keys move it, plus and minus zoom, Enter opens the selected place. The table shows the same figures.';
  return map;
}

/** The camera of the drilled place; null while that place is not known. */
function targetOf(scene: MapScene, geography: Geography, size: { width: number; height: number }): CameraState | null {
  if (scene.focus === null) return worldCamera(size, scene.padding);
  const facts = geography.factsOf(scene.focus);
  return facts ? placeCamera(facts.bounds, scene.focus.level, size, scene.padding) : null;
}

function isSamePadding({ padding: one }: MapScene, { padding: other }: MapScene): boolean {
  return one.top === other.top && one.right === other.right && one.bottom === other.bottom && one.left === other.left;
}

function setData(map: MapLibreMap, source: string, data: Parameters<GeoJSONSource['setData']>[0]): void {
  void (map.getSource(source) as GeoJSONSource | undefined)?.setData(data);
}

function fadeTop(root: HTMLElement): void {
  const fade = document.createElement('div');
  fade.className = 'top-fade';
  root.append(fade);
}
