/** Draws an area on the map and finds the places in it: what stands on the near side, by where it touches the ground. */
import { type AreaWay, valuesOf } from '../../model/area/choosing.ts';
import { MARK } from '../../model/columns.ts';
import { areaOf, simplified } from '../../model/outline.ts';
import { placeValue } from '../../model/placeFilter.ts';
import { facing, type ScreenColumns, toGlobe, toScreen } from '../../model/projection.ts';
import { isInside } from '../../model/simplify.ts';
import { type AreaPlaces, areaStore } from '../../ui/area/areaStore.ts';
import type { MapContext } from '../mapPart.ts';
import { createInk } from './ink.ts';
import { followKeys } from './lassoKeys.ts';
import { followHand } from './lassoPointer.ts';

export interface LassoTool {
  /** Another picture stands. */
  show(): void;
  /** The camera or the columns have moved. */
  lay(): void;
  dispose(): void;
}

/** Smallest area that is meant, square pixels. */
const LEAST_AREA = 120;
/** What of a line says nothing, pixels; most corners; and the longest side, since a straight line on the screen is none on the ground. */
const TOLERANCE = 1.5;
const MOST_CORNERS = 120;
const LONGEST_SIDE = 32;
/** A place this near to the limb is not seen. */
const LEAST_FACING = 0.02;

export function createLassoTool(context: MapContext): LassoTool {
  const { root, map, screen, sets, scene } = context;
  const ink = createInk(root);
  /** Corners on the screen of what is being drawn, x and y by turns; null while nothing is. */
  let drawn: readonly number[] | null = null;
  let columns: ScreenColumns | null = null;

  function tellPlaces(): void {
    const picture = sets.picture();
    const places: AreaPlaces | null = picture && {
      level: picture.layout.level,
      values: picture.layout.places.map((place, slot) => (picture.marks[slot] === MARK.none ? null : placeValue(place))),
      heights: picture.figures.heights,
    };
    areaStore.setState({ places });
  }

  function standing(): ScreenColumns {
    const marks = sets.picture()?.marks ?? new Uint8Array(0);
    columns ??= screen.columns(Array.from(marks.keys()).filter((slot) => marks[slot] !== MARK.none));
    return columns;
  }

  /** The slots whose foot is seen within a line. */
  function slotsIn(corners: readonly number[]): readonly number[] {
    const ring = Array.from({ length: corners.length / 2 }, (_, at) => [corners[2 * at] as number, corners[2 * at + 1] as number] as const);
    const { slots, footX, footY, facing: towards } = standing();
    return slots.filter((_, at) => {
      return (towards[at] as number) > LEAST_FACING && isInside(footX[at] as number, footY[at] as number, ring);
    });
  }

  function tellDraft(corners: readonly number[], way: AreaWay, step: 'drawing' | 'drawn'): void {
    const layout = sets.picture()?.layout;
    if (!layout) return;
    const values = valuesOf(slotsIn(corners).flatMap((slot) => layout.places[slot] ?? []));
    areaStore.setState({ draft: { level: layout.level, values, way, step, corners: step === 'drawing' ? null : groundOf(corners) } });
  }

  function groundOf(corners: readonly number[]): readonly (readonly [number, number])[] {
    const kept = simplified(corners, TOLERANCE, MOST_CORNERS);
    const places: [number, number][] = [];
    for (let at = 0; at < kept.length; at += 2) {
      const [x, y] = [kept[at] as number, kept[at + 1] as number];
      const [dx, dy] = [(kept[(at + 2) % kept.length] as number) - x, (kept[(at + 3) % kept.length] as number) - y];
      const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / LONGEST_SIDE));
      for (let step = 0; step < steps; step++) {
        const { lng, lat } = map.unproject([x + (dx * step) / steps, y + (dy * step) / steps]);
        places.push([lng, lat]);
      }
    }
    return places;
  }

  /** Where corners on the ground are seen now. */
  function onScreen(corners: readonly (readonly [number, number])[]): readonly number[] {
    const projection = screen.projection();
    const points = corners.map(([longitude, latitude]) => toGlobe(longitude, latitude, 0));
    const seen = points.filter((point) => facing(projection, point) > 0);
    return seen.flatMap((point) => toScreen(projection, point).slice(0, 2));
  }

  function draw(corners: readonly number[], way: AreaWay): void {
    drawn = corners;
    tellDraft(corners, way, 'drawing');
    paint();
  }

  function end(way: AreaWay): void {
    const corners = drawn;
    drawn = null;
    if (corners !== null && corners.length >= 6 && Math.abs(areaOf(corners)) >= LEAST_AREA) tellDraft(corners, way, 'drawn');
    else areaStore.setState({ draft: null });
    paint();
  }

  function cancel(): boolean {
    if (drawn === null) return false;
    drawn = null;
    areaStore.setState({ draft: null });
    paint();
    return true;
  }

  /** A click adds a place to those chosen, or takes it away. */
  function toggle(slot: number): void {
    const layout = sets.picture()?.layout;
    const place = layout?.places[slot];
    const value = place && placeValue(place);
    if (!layout || !value) return;
    const way = areaStore.getState().chosen?.has(value) ? 'less' : 'more';
    areaStore.setState({ draft: { level: layout.level, values: [value], way, step: 'drawn', corners: null } });
  }

  function paint(): void {
    const { draft, chosen, places } = areaStore.getState();
    const outline = drawn ?? (draft?.corners ? onScreen(draft.corners) : null);
    const marked = drawn === null ? chosen : new Set(draft?.values);
    ink.draw({ outline, isDrawing: drawn !== null, dots: marked && places ? dotsOf(marked, places) : [], theme: scene().theme });
  }

  function dotsOf(marked: ReadonlySet<string>, { values }: AreaPlaces): readonly (readonly [number, number])[] {
    const { slots, footX, footY, facing: towards } = standing();
    return slots.flatMap((slot, at) => {
      const value = values[slot] ?? null;
      const isShown = value !== null && marked.has(value) && (towards[at] as number) > LEAST_FACING;
      return isShown ? [[footX[at] as number, footY[at] as number] as const] : [];
    });
  }

  const hand = { draw, end, cancel, toggle, isDrawing: () => drawn !== null };
  const stops = [
    followHand(context, hand),
    followKeys(context, hand),
    areaStore.subscribe((now, before) => {
      if (now.draft === null && before.draft !== null) drawn = null;
      if (now.chosen !== before.chosen || (now.draft !== before.draft && drawn === null)) paint();
    }),
  ];
  tellPlaces();
  map.getCanvas().focus({ preventScroll: true });
  return {
    show() {
      columns = null;
      tellPlaces();
      const { draft } = areaStore.getState();
      // Of another level other places lie in what was drawn.
      if (draft?.corners && draft.step === 'drawn' && draft.level !== sets.picture()?.layout.level)
        tellDraft(onScreen(draft.corners), draft.way, 'drawn');
      paint();
    },
    lay() {
      columns = null;
      paint();
    },
    dispose() {
      for (const stop of stops) stop();
      ink.dispose();
    },
  };
}
