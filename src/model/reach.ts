/** Which part of a place its columns stand on: what its own view should show. */
import { type Bounds, type CameraState, type Padding, placeCamera, type ViewSize, wrapLongitude } from './camera.ts';
import type { ColumnPicture } from './columns.ts';
import type { Seen } from './fitting.ts';
import { isSamePlace, isWithin, type Level, type PlaceRef } from './place.ts';
import { LEAST_SHARE } from './scale.ts';

/** Columns that hold so much of all are shown; a few small ones far away do not make the rest tiny. */
const SHOWN_SHARE = 0.97;
/** Room around the outermost of them, as a share of their extent and at least so many degrees. */
const MARGIN = { share: 0.08, degrees: 1.2 } as const;
/** A part that is most of the whole is no reason to cut it off: a country is known by its outline. */
const NEARLY_WHOLE = 0.65;

/** The bounds of what stands in a place (null: anywhere), within those of the place; null while nothing of it stands, or where that is nearly all of it. */
export function reachOf(picture: ColumnPicture, place: PlaceRef | null, bounds: Bounds): Bounds | null {
  const { layout, shares } = picture;
  const slots = mainSlots(shares).filter((slot) => isInside(picture, slot, place, bounds));
  if (slots.length === 0) return null;
  const middle = (bounds[0] + bounds[2]) / 2;
  const east = slots.map((slot) => middle + wrapLongitude((layout.positions[slot * 3] as number) - middle));
  const north = slots.map((slot) => layout.positions[slot * 3 + 1] as number);
  const [[west, right], [south, top]] = [extent(east, bounds[0], bounds[2]), extent(north, bounds[1], bounds[3])];
  const share = Math.max((right - west) / (bounds[2] - bounds[0]), (top - south) / (bounds[3] - bounds[1]));
  return share > NEARLY_WHOLE ? null : [west, south, right, top];
}

/** What of a place its own view should show: the columns that hold nearly all of it, and its ground as far as `reach` goes; without a reach all of its columns, of hexagons still those that hold nearly all. */
export function seenIn(picture: ColumnPicture, place: PlaceRef | null, bounds: Bounds | null, reach: Bounds | null): readonly Seen[] {
  const { layout, shares } = picture;
  const slots = (reach === null && !isOfCells(layout.level) ? Array.from(shares.keys()) : mainSlots(shares)).filter(
    (slot) => (shares[slot] as number) > 0 && isInside(picture, slot, place, bounds),
  );
  const columns = slots.map((slot) => ({
    longitude: layout.positions[slot * 3] as number,
    latitude: layout.positions[slot * 3 + 1] as number,
    share: shares[slot] as number,
  }));
  if (reach === null) return columns;
  const [west, south, east, north] = reach;
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2, share: 0 };
  const ground: readonly Seen[] = [
    { ...middle, longitude: west },
    { ...middle, longitude: east },
    { ...middle, latitude: south },
    { ...middle, latitude: north },
  ];
  return [...columns, ...ground];
}

/** Whether a picture shows what is in a place at all: for a moment after it is gone into, the picture is still that of its neighbours. */
export function standsInside(picture: ColumnPicture, place: PlaceRef | null, bounds: Bounds | null): boolean {
  return picture.shares.some((share, slot) => share > 0 && isInside(picture, slot, place, bounds));
}

/** A city is known by its middle: what belongs to it may lie so many degrees out of its bounds. */
const NEAR_DEGREES = 0.5;

/** Hexagons and customers do not say in which place they lie: those are in it that stand there. */
function isInside({ layout }: ColumnPicture, slot: number, place: PlaceRef | null, bounds: Bounds | null): boolean {
  const own = layout.places[slot] as PlaceRef;
  if (place === null) return true;
  if (bounds === null || !isOfCells(layout.level) || isOfCells(place.level)) return isWithin(own, place) && !isSamePlace(own, place);
  const [longitude, latitude] = [layout.positions[slot * 3] as number, layout.positions[slot * 3 + 1] as number];
  const [west, south, east, north] = bounds;
  const across = Math.abs(wrapLongitude(longitude - (west + east) / 2));
  return across <= (east - west) / 2 + NEAR_DEGREES && latitude >= south - NEAR_DEGREES && latitude <= north + NEAR_DEGREES;
}

function isOfCells(level: Level): boolean {
  return level === 'hexagon' || level === 'customer';
}

/** As it stands in an array of shares. */
const LEAST = Math.fround(LEAST_SHARE);

/** The tallest, until they hold what is to be shown. A column at its least height may be of next to nothing: many of them would outweigh the rest. */
function mainSlots(shares: Float32Array): readonly number[] {
  const weights = shares.map((share) => (share > LEAST ? share : 0));
  const slots = Array.from(weights.keys()).sort((one, other) => (weights[other] as number) - (weights[one] as number));
  const wanted = SHOWN_SHARE * weights.reduce((sum, weight) => sum + weight, 0);
  let held = 0;
  return slots.filter((slot) => {
    const isMain = held < wanted;
    held += weights[slot] as number;
    return isMain;
  });
}

function extent(values: readonly number[], least: number, most: number): readonly [number, number] {
  const [from, to] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(MARGIN.degrees, (to - from) * MARGIN.share);
  return [Math.max(least, from - margin), Math.min(most, to + margin)];
}

const WORLD: Bounds = [-180, -85, 180, 85];
/** Columns of one part of the world, degrees: from there on the whole globe is shown. */
const PART = { wide: 80, high: 50 } as const;

/** The bounds of columns that all stand in one part of the world; null where they do not. */
export function partOf(picture: ColumnPicture): Bounds | null {
  const reach = reachOf(picture, null, WORLD);
  return reach !== null && reach[2] - reach[0] <= PART.wide && reach[3] - reach[1] <= PART.high ? reach : null;
}

/** Closer in, the level would be a finer one; tilted farther, the globe would slide down the screen. */
const MOST = { zoom: 3.2, pitch: 26 } as const;

/** The camera that shows a part of the world whose countries stand as columns. */
export function partCamera(reach: Bounds, size: ViewSize, padding: Padding, aside: number): CameraState {
  const camera = placeCamera(reach, 'country', size, padding, aside);
  const zoom = Math.min(camera.zoom, MOST.zoom + Math.log2(Math.cos((camera.latitude * Math.PI) / 180)));
  return { ...camera, zoom, pitch: Math.min(camera.pitch, MOST.pitch), bearing: 0 };
}
