/** Where the camera stands, and where it should stand to show a place in the part of the screen that no panel covers. */
import { depthOf, LEVELS, type Level } from './place.ts';
import { FIRST_SIDE, type Side } from './worldSide.ts';

/** Degrees; `zoom` as MapLibre counts it (512-pixel tiles). */
export interface CameraState {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
  readonly pitch: number;
  readonly bearing: number;
}

/** Free distances from the edges of the view to the rectangle that no panel covers, CSS pixels. */
export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Size of the whole view, CSS pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** West, south, east, north in degrees; east may exceed 180 where a place crosses the antimeridian. */
export type Bounds = readonly [number, number, number, number];

const TILE_PIXELS = 512;
const EQUATOR_METRES = 40_075_016.686;
/** MapLibre's camera stands this many view heights from the ground it looks at (36.87 degrees of view). */
const CAMERA_HEIGHTS = 1.5;
/** Share of the free rectangle that the whole globe fills. */
const GLOBE_FILL = 0.84;
/** Share of the free rectangle that a place's bounds fill. */
const PLACE_FILL = 0.94;
/** Places up to this many degrees across are fully tilted, from that many on seen straight: tilting most of the globe only slides it down the screen. */
const TILT_DEGREES = { full: 42, none: 90 } as const;
/** A tilted view shows more of what lies behind its centre than of what lies before it. */
const FORESHORTENING = 0.09;
const LEVEL_VIEW: Readonly<
  Record<Level, { readonly pitch: number; readonly bearing: number; readonly minimumDegrees: number; readonly maximumZoom: number }>
> = {
  country: { pitch: 46, bearing: -12, minimumDegrees: 1.2, maximumZoom: 9 },
  region: { pitch: 50, bearing: -16, minimumDegrees: 0.6, maximumZoom: 10 },
  city: { pitch: 56, bearing: -20, minimumDegrees: 0.35, maximumZoom: 10.5 },
  hexagon: { pitch: 56, bearing: -20, minimumDegrees: 0.01, maximumZoom: 13.5 },
  customer: { pitch: 40, bearing: -20, minimumDegrees: 0.01, maximumZoom: 13.5 },
  territory: { pitch: 48, bearing: -14, minimumDegrees: 0.3, maximumZoom: 11 },
};
const RADIANS = Math.PI / 180;

/** Ground metres of one CSS pixel at the centre of the view. */
export function metresPerPixel(camera: Pick<CameraState, 'zoom' | 'latitude'>): number {
  return (EQUATOR_METRES * Math.cos(camera.latitude * RADIANS)) / (TILE_PIXELS * 2 ** camera.zoom);
}

/** The camera that shows a side of the whole globe inside the free rectangle, seen straight on. */
export function worldCamera(size: ViewSize, padding: Padding, side: Side = FIRST_SIDE): CameraState {
  return { ...side, zoom: globeZoom(side.latitude, size, padding), pitch: 0, bearing: 0 };
}

/** The zoom at which the globe, looked at over a latitude, fills its share of the free rectangle. */
function globeZoom(latitude: number, size: ViewSize, padding: Padding): number {
  const free = freeSize(size, padding);
  const apparent = (Math.min(free.width, free.height) / 2) * GLOBE_FILL;
  const distance = CAMERA_HEIGHTS * Math.max(1, size.height);
  const slope = (apparent / distance) ** 2;
  const radius = slope * distance + Math.sqrt((slope * distance) ** 2 + slope * distance ** 2);
  return Math.log2((2 * Math.PI * radius * Math.cos(latitude * RADIANS)) / TILE_PIXELS);
}

/**
 * The camera that shows `bounds` of a place of `level` in the free rectangle: tilted as that level is, less where the place is a large part of
 * the globe. `aside` pixels on the left of that rectangle are left free as well; the middle of the view stays that of the rectangle.
 */
export function placeCamera(bounds: Bounds, level: Level, size: ViewSize, padding: Padding, aside = 0): CameraState {
  const view = LEVEL_VIEW[level];
  const [west, south, east, north] = bounds;
  const span = Math.max(north - south, (east - west) * Math.cos(nearestToEquator(south, north) * RADIANS));
  const tilt = Math.max(0, Math.min(1, (TILT_DEGREES.none - span) / (TILT_DEGREES.none - TILT_DEGREES.full)));
  const pitch = view.pitch * tilt;
  const latitude = south + (north - south) * (0.5 - FORESHORTENING * Math.sin(pitch * RADIANS));
  const zoom = fitZoom(bounds, level, pitch, size, { ...padding, left: padding.left + aside });
  const camera = { longitude: wrapLongitude((west + east) / 2), latitude, zoom, pitch, bearing: view.bearing * tilt };
  return aside === 0 ? camera : besides(camera, aside / 2);
}

/** The camera moved to its left by so many pixels, so that what it looked at stands right of the middle. */
function besides(camera: CameraState, pixels: number): CameraState {
  const degrees = ((metresPerPixel(camera) * pixels) / EQUATOR_METRES) * 360;
  const bearing = camera.bearing * RADIANS;
  return {
    ...camera,
    longitude: wrapLongitude(camera.longitude - (degrees * Math.cos(bearing)) / Math.cos(camera.latitude * RADIANS)),
    latitude: camera.latitude + degrees * Math.sin(bearing),
  };
}

/** The zoom at which bounds, tilted back by `pitch`, fill their share of the free rectangle; never farther than the whole globe. */
function fitZoom([west, south, east, north]: Bounds, level: Level, pitch: number, size: ViewSize, padding: Padding): number {
  const { minimumDegrees, maximumZoom } = LEVEL_VIEW[level];
  const latitude = (south + north) / 2;
  const free = freeSize(size, padding);
  const widthDegrees = Math.max(minimumDegrees, (east - west) * Math.cos(nearestToEquator(south, north) * RADIANS));
  const heightDegrees = Math.max(minimumDegrees, north - south) * Math.cos(pitch * RADIANS);
  const pixelsPerDegree = Math.min(free.width / widthDegrees, free.height / heightDegrees) * PLACE_FILL;
  const zoom = Math.log2((pixelsPerDegree * 360 * Math.cos(latitude * RADIANS)) / TILE_PIXELS);
  return Math.min(maximumZoom, Math.max(globeZoom(latitude, size, padding), zoom));
}

/** Milliseconds of a flight between two cameras, within the bounds given: longer the farther and the deeper. */
export function flightMs(from: CameraState, to: CameraState, least: number, most: number): number {
  const turn = Math.hypot(wrapLongitude(to.longitude - from.longitude), to.latitude - from.latitude) / 90;
  const depth = Math.abs(to.zoom - from.zoom) / 4;
  return Math.round(least + (most - least) * Math.min(1, turn + depth));
}

/** Zoom at the equator from which each level is shown, and how far beyond it a change waits. */
const LEVEL_FROM_ZOOM: Readonly<Record<Level, number>> = {
  country: Number.NEGATIVE_INFINITY,
  region: 3.5,
  city: 6.6,
  hexagon: 9.2,
  customer: 12.8,
  // Shown when chosen alone.
  territory: Number.POSITIVE_INFINITY,
};
const ZOOM_MARGIN = 0.25;

/** The level that a zoom shows when nothing is pinned; `previous` is kept near a boundary so that it does not flicker. */
export function levelAtZoom(camera: Pick<CameraState, 'zoom' | 'latitude'>, previous: Level): Level {
  const groundZoom = Math.log2(EQUATOR_METRES / TILE_PIXELS / metresPerPixel(camera));
  const isFrom = (level: Level) => {
    const isFiner = depthOf(previous) >= depthOf(level);
    return groundZoom >= LEVEL_FROM_ZOOM[level] + (isFiner ? -ZOOM_MARGIN : ZOOM_MARGIN);
  };
  return LEVELS.findLast(isFrom) ?? 'country';
}

/** Longitude within -180 to 180. */
export function wrapLongitude(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

function freeSize(size: ViewSize, padding: Padding): ViewSize {
  return {
    width: Math.max(120, size.width - padding.left - padding.right),
    height: Math.max(120, size.height - padding.top - padding.bottom),
  };
}

function nearestToEquator(south: number, north: number): number {
  if (south <= 0 && north >= 0) return 0;
  return Math.min(Math.abs(south), Math.abs(north));
}
