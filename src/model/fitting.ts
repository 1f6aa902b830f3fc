/** A place's own view moved and drawn nearer until what stands there, with its height and its names, fills the room that no panel covers. */
import { type CameraState, levelAtZoom, metresPerPixel, type Padding, type ViewSize, wrapLongitude } from './camera.ts';
import { depthOf, type Level } from './place.ts';
import { EARTH_METRES } from './projection.ts';
import { solidSize } from './scale.ts';

/** What should be seen: a spot on the ground, or a column of so much of the tallest. */
export interface Seen {
  readonly longitude: number;
  readonly latitude: number;
  readonly share: number;
}

export interface Room {
  readonly size: ViewSize;
  readonly padding: Padding;
  /** Pixels of the free rectangle that panels take: on its left, at its top and at its bottom. */
  readonly aside: number;
  readonly above: number;
  readonly below: number;
  /** Screen pixels of one of the design: columns and names grow with a wall's screen. */
  readonly scale: number;
}

/** Kept free within the room for names over columns, and on the right for the map's buttons; pixels of the design. */
const MARGIN = { top: 48, right: 64, bottom: 16, left: 32 } as const;
/** How much nearer or farther than the outline of the place says, in zoom. */
const MOST = { nearer: 0.9, farther: 0.5 } as const;
const STEPS = 12;
/** So much of what is missing is made up for in a step: all of it would swing about. */
const STEP = 0.7;
const RADIANS = Math.PI / 180;

/** The camera from which all of `seen`, columns of `level`, fills the room, and from which one alone stands in its middle; never so near that the zoom would show a finer level than `level`, where `camera` does not. */
export function fitCamera(camera: CameraState, seen: readonly Seen[], level: Level, room: Room): CameraState {
  if (seen.length === 0) return camera;
  const { left, right, top, bottom } = roomBox(room);
  let fitted = camera;
  for (let step = 0; step < STEPS; step++) {
    const box = boxOf(fitted, seen, level, room);
    if (box === null) return camera;
    const fill = Math.log2(Math.min((right - left) / (box.right - box.left), (bottom - top) / (box.bottom - box.top)));
    const across = (left + right - box.left - box.right) / 2;
    const down = (top + bottom - box.top - box.bottom) / 2;
    fitted = zoomed(shifted(fitted, across * STEP, down * STEP), seen.length === 1 ? 0 : fill * STEP, camera, level);
  }
  const columns = boxOf(
    fitted,
    seen.filter(({ share }) => share > 0),
    level,
    room,
  );
  // Where not all of it finds room, the columns do before the ground.
  const lacking = columns === null ? 0 : Math.min(top - columns.top, bottom - columns.bottom);
  return lacking > 0 ? shifted(fitted, 0, lacking) : fitted;
}

interface ScreenBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function roomBox({ size, padding, aside, above, below, scale }: Room): ScreenBox {
  return {
    left: padding.left + aside + MARGIN.left * scale,
    right: size.width - padding.right - MARGIN.right * scale,
    top: padding.top + above + MARGIN.top * scale,
    bottom: size.height - padding.bottom - below - MARGIN.bottom * scale,
  };
}

/** The box around all of it on the screen; null where some of it lies behind the globe. */
function boxOf(camera: CameraState, seen: readonly Seen[], level: Level, room: Room): ScreenBox | null {
  const { size, padding, scale } = room;
  const freePixels = (size.height - padding.top - padding.bottom) / scale;
  const { tallestMetres } = solidSize(metresPerPixel(camera) * scale, level, freePixels);
  const at = createSight(camera, room);
  const points = seen.flatMap(({ longitude, latitude, share }) => [
    at(longitude, latitude, 0),
    ...(share > 0 ? [at(longitude, latitude, share * tallestMetres)] : []),
  ]);
  if (points.some((point) => point === null)) return null;
  const [xs, ys] = [points.map((point) => point?.[0] ?? 0), points.map((point) => point?.[1] ?? 0)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** MapLibre's camera stands this many view heights from the ground it looks at (36.87 degrees of view). */
const CAMERA_HEIGHTS = 1.5;

/** What a camera sees: pixels of a point over the ground, y down, as the globe draws it; null behind the limb. */
export function createSight(
  camera: CameraState,
  { size, padding }: Pick<Room, 'size' | 'padding'>,
): (longitude: number, latitude: number, metres: number) => readonly [number, number] | null {
  const perMetre = 1 / metresPerPixel(camera);
  const radius = EARTH_METRES * perMetre;
  const distance = CAMERA_HEIGHTS * size.height;
  const [sinLatitude, cosLatitude] = [Math.sin(camera.latitude * RADIANS), Math.cos(camera.latitude * RADIANS)];
  const [sinBearing, cosBearing] = [Math.sin(camera.bearing * RADIANS), Math.cos(camera.bearing * RADIANS)];
  const [sinPitch, cosPitch] = [Math.sin(camera.pitch * RADIANS), Math.cos(camera.pitch * RADIANS)];
  const middleX = (padding.left + size.width - padding.right) / 2;
  const middleY = (padding.top + size.height - padding.bottom) / 2;
  return (longitude, latitude, metres) => {
    const turn = (longitude - camera.longitude) * RADIANS;
    const [sin, cos] = [Math.sin(latitude * RADIANS), Math.cos(latitude * RADIANS)];
    const reach = radius + metres * perMetre;
    const east = reach * cos * Math.sin(turn);
    const north = reach * (sin * cosLatitude - cos * sinLatitude * Math.cos(turn));
    const up = reach * (sin * sinLatitude + cos * cosLatitude * Math.cos(turn)) - radius;
    const across = east * cosBearing - north * sinBearing;
    const along = east * sinBearing + north * cosBearing;
    const depth = distance - up * cosPitch + along * sinPitch;
    // The camera over the middle of the earth: what faces away from it is behind the limb.
    const [cameraAlong, cameraUp] = [-distance * sinPitch, distance * cosPitch + radius];
    const isSeen = along * (cameraAlong - along) - across * across + (up + radius) * (cameraUp - up - radius) > 0;
    if (depth <= 0 || (metres === 0 && !isSeen)) return null;
    const scale = distance / depth;
    return [middleX + across * scale, middleY - (along * cosPitch + up * sinPitch) * scale];
  };
}

/** The camera moved so that what it looks at stands so many pixels farther right and down. */
function shifted(camera: CameraState, right: number, down: number): CameraState {
  const degrees = (metresPerPixel(camera) / EARTH_METRES) * (180 / Math.PI);
  const [x, y] = [-right, down / Math.max(0.3, Math.cos(camera.pitch * RADIANS))];
  const [sin, cos] = [Math.sin(camera.bearing * RADIANS), Math.cos(camera.bearing * RADIANS)];
  const latitude = Math.max(-80, Math.min(80, camera.latitude + (y * cos - x * sin) * degrees));
  const longitude = camera.longitude + ((x * cos + y * sin) * degrees) / Math.cos(camera.latitude * RADIANS);
  // A pixel stays as many metres.
  const zoom = camera.zoom + Math.log2(Math.cos(latitude * RADIANS) / Math.cos(camera.latitude * RADIANS));
  return { ...camera, longitude: wrapLongitude(longitude), latitude, zoom };
}

/** Nearer by so much zoom, within what is meant. */
function zoomed(camera: CameraState, nearer: number, meant: CameraState, level: Level): CameraState {
  const usual = meant.zoom + Math.log2(Math.cos(camera.latitude * RADIANS) / Math.cos(meant.latitude * RADIANS));
  const isFiner = (zoom: number) => depthOf(levelAtZoom({ zoom, latitude: camera.latitude }, level)) > depthOf(level);
  let zoom = Math.max(usual - MOST.farther, Math.min(usual + MOST.nearer, camera.zoom + nearer));
  while (zoom > usual && isFiner(zoom)) zoom -= 0.05;
  return { ...camera, zoom };
}
