/** Where the columns stand on the screen now: projected when asked, remembered until the camera or the columns move. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { metresPerPixel } from '../model/camera.ts';
import { edgeMetres, resolutionOf } from '../model/cell.ts';
import { MARK } from '../model/columns.ts';
import { type Projection, pickColumn, projectColumns, type ScreenColumns } from '../model/projection.ts';
import { type SolidSize, solidSize } from '../model/scale.ts';
import { AREA_HEIGHT, carrierOf, circlePixels, drawnShape, type Shape } from '../model/shape.ts';
import { deskScale } from '../ui/useSize.ts';
import { cameraOf } from './flights.ts';
import type { SolidSets } from './solidSets.ts';
import { viewProjection } from './viewProjection.ts';

export interface Screen {
  projection(): Projection;
  size(): SolidSize;
  /** The size of what is drawn in the present shape: without height where values do not stand. */
  standing(): SolidSize;
  /** Ground metres of a pixel of the design at the centre of the view. */
  pixelMetres(): number;
  /** Height in pixels of the tallest column, seen from the side. */
  tallestPixels(): number;
  /** `shares` by slot in place of the columns' own. */
  columns(slots: readonly number[], shares?: Float32Array): ScreenColumns;
  /** The slot under a pixel, -1 for none. */
  slotAt(x: number, y: number): number;
  /** The camera or the columns have moved. */
  forget(): void;
}

/** Pixels around a column that still count as on it. */
const PICK_SLACK_PIXELS = 3;

/** `shape` tells in which shape values stand now. */
export function createScreen(map: MapLibreMap, sets: SolidSets, shape: () => Shape): Screen {
  let projection: Projection | null = null;
  let pickable: ScreenColumns | null = null;
  const radii: { shares: Float32Array; version: number; values: Float32Array } = {
    shares: new Float32Array(0),
    version: -1,
    values: new Float32Array(0),
  };

  let scale = deskScale();
  // To read it lays out the page, after every change of a panel.
  let heightPixels = map.getContainer().clientHeight;
  map.on('resize', () => {
    scale = deskScale();
    heightPixels = map.getContainer().clientHeight;
  });

  /** By the pixels of the design, so that columns are as thick beside the type of a wall as on a desk. */
  const pixelMetres = () => metresPerPixel(cameraOf(map)) * scale;

  /** How high the part of the map is that no panel covers, pixels of the design. */
  function freePixels(): number {
    const { top = 0, bottom = 0 } = map.getPadding();
    return (heightPixels - top - bottom) / scale;
  }

  function size(): SolidSize {
    const layout = sets.picture()?.layout;
    const usual = solidSize(pixelMetres(), level(), freePixels());
    if (level() === 'customer') return { ...usual, radiusMetres: circlePixels('points', 'customer') * pixelMetres() };
    return layout?.level === 'hexagon' ? { ...usual, radiusMetres: edgeMetres(resolutionOf(layout.places[0]?.id ?? '')) * 0.8 } : usual;
  }

  const level = () => sets.picture()?.layout.level ?? 'country';
  const drawn = () => drawnShape(shape(), level());

  /** Written anew only when the shares have changed. */
  function bubbleRadii(): Float32Array {
    const { shares, sharesVersion } = sets.glide();
    if (radii.values.length !== shares.length) radii.values = new Float32Array(shares.length);
    else if (radii.shares === shares && radii.version === sharesVersion) return radii.values;
    for (let slot = 0; slot < shares.length; slot++) radii.values[slot] = Math.sqrt(shares[slot] as number);
    [radii.shares, radii.version] = [shares, sharesVersion];
    return radii.values;
  }

  /** What is drawn in the present shape: circles lie flat, each with its own radius or all alike. */
  function drawnSize(): SolidSize & { readonly radii: Float32Array | null } {
    const usual = size();
    if (drawn() === 'areas') return { ...usual, tallestMetres: usual.tallestMetres * AREA_HEIGHT, radii: null };
    if (carrierOf(drawn()) === 'height') return { ...usual, radii: null };
    if (drawn() === 'tiles' || drawn() === 'fills') return { ...usual, tallestMetres: 0, radii: null };
    const radiusMetres = circlePixels(drawn(), level()) * pixelMetres();
    return { tallestMetres: 0, radiusMetres, radii: drawn() === 'bubbles' ? bubbleRadii() : null };
  }

  function getProjection(): Projection {
    projection ??= viewProjection(map);
    return projection;
  }

  function columns(slots: readonly number[], shares = sets.glide().shares): ScreenColumns {
    const positions = sets.picture()?.layout.positions ?? new Float64Array(0);
    return projectColumns(getProjection(), { positions, shares, ...drawnSize() }, slots);
  }

  function drawnSlots(): number[] {
    const marks = sets.picture()?.marks ?? new Uint8Array(0);
    const slots: number[] = [];
    for (let slot = 0; slot < marks.length; slot++) if (marks[slot] !== MARK.none) slots.push(slot);
    return slots;
  }

  return {
    projection: getProjection,
    size,
    standing: drawnSize,
    pixelMetres,
    tallestPixels: () => (drawn() === 'bubbles' ? circlePixels('bubbles', level()) : size().tallestMetres / metresPerPixel(cameraOf(map))),
    columns,
    slotAt(x, y) {
      pickable ??= columns(drawnSlots());
      return pickColumn(pickable, x, y, PICK_SLACK_PIXELS);
    },
    forget() {
      projection = null;
      pickable = null;
    },
  };
}
