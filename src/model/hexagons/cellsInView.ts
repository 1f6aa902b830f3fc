/** Which hexagons a camera sees, as coarser cells that hold them: small ones of a near view are asked for by where they lie. Fetched on its own, with h3-js. */
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { type CameraState, metresPerPixel, type ViewSize } from '../camera.ts';
import { edgeMetres } from '../cell.ts';
import { EARTH_METRES } from '../projection.ts';

/** Cells of one resolution, coarser than those that are shown. */
export interface Cover {
  readonly resolution: number;
  readonly cells: readonly string[];
}

/** MapLibre's camera stands this many view heights from the ground it looks at. */
const CAMERA_HEIGHTS = 1.5;
/** Half of what must be covered and of what is fetched at once, as shares of the view: panels push the middle aside, and a small move asks nothing anew. */
const REACH = { needed: 0.58, fetched: 0.9 } as const;
/** Toward the horizon nothing can be told apart. */
const STEEPEST_DEGREES = 80;
/** A view that sees more of the globe than this is one of the world. */
const FARTHEST_METRES = 2_500_000;
/** Cells of a cover are this many resolutions coarser than those shown, more where there would be too many of them. */
const COARSER = 3;
const MOST_RINGS = 24;
const MOST_CELLS = 160;
/** A ring of cells around one reaches this many edges farther than the ring before. */
const RING_EDGES = 1.5;
/** The smallest cells of a resolution are this much shorter than the average. */
const LEAST_EDGE = 0.7;
const RADIANS = Math.PI / 180;

/**
 * The cells that hold all hexagons of a resolution in view; null where the view is one of the world, which is asked for whole. The
 * cover `before` stays while it holds what is needed, so that a camera that moves a little changes no question.
 */
export function coverView(camera: CameraState, size: ViewSize, resolution: number, before: Cover | null): Cover | null {
  const isEnough = before !== null && before.resolution <= resolution - COARSER && holds(before, camera, size);
  return isEnough ? before : fetchedCover(camera, size, resolution);
}

function fetchedCover(camera: CameraState, size: ViewSize, resolution: number): Cover | null {
  for (let coarse = resolution - COARSER; coarse >= 0; coarse--) {
    const cells = cellsSeen(camera, size, coarse, REACH.fetched);
    if (cells !== null && cells.length <= MOST_CELLS) return { resolution: coarse, cells };
  }
  return null;
}

/** A cover of a far view holds a near one as well, but asks for too much. */
const MOST_TOO_MANY = 6;

function holds({ resolution, cells }: Cover, camera: CameraState, size: ViewSize): boolean {
  const needed = cellsSeen(camera, size, resolution, REACH.needed);
  const held = new Set(cells);
  return needed !== null && cells.length <= MOST_TOO_MANY * needed.length && needed.every((cell) => held.has(cell));
}

/** Cells that meet what the camera sees of the ground; null where that is too much. */
function cellsSeen(camera: CameraState, size: ViewSize, resolution: number, reach: number): readonly string[] | null {
  const seen = groundSeen(camera, size, reach);
  const edge = edgeMetres(resolution);
  const rings = Math.ceil((seen.farthest + edge) / (RING_EDGES * edge * LEAST_EDGE));
  if (seen.farthest > FARTHEST_METRES || rings > MOST_RINGS) return null;
  return gridDisk(latLngToCell(camera.latitude, camera.longitude, resolution), rings).filter((cell) => {
    const [latitude, longitude] = cellToLatLng(cell);
    return seen.meets(longitude, latitude, edge);
  });
}

interface GroundSeen {
  /** Metres from the middle of the view to the farthest corner. */
  readonly farthest: number;
  /** Whether a point of the ground is seen, or less than `margin` metres from what is. */
  meets(longitude: number, latitude: number, margin: number): boolean;
}

/** The part of the ground in view: narrow before the camera, wide toward the horizon. */
function groundSeen(camera: CameraState, { width, height }: ViewSize, reach: number): GroundSeen {
  const high = Math.max(1, height) * metresPerPixel(camera);
  const distance = CAMERA_HEIGHTS * high;
  const pitch = camera.pitch * RADIANS;
  const spread = Math.atan(reach / CAMERA_HEIGHTS);
  const ahead = (angle: number) => distance * (Math.cos(pitch) * Math.tan(angle) - Math.sin(pitch));
  const [near, far] = [ahead(pitch - spread), ahead(Math.min(pitch + spread, STEEPEST_DEGREES * RADIANS))];
  const halfWidth = (forward: number) => ((distance + forward * Math.sin(pitch)) * reach * width) / Math.max(1, height) / CAMERA_HEIGHTS;
  const farthest = Math.max(Math.hypot(far, halfWidth(far)), Math.hypot(near, halfWidth(near)));
  const [sin, cos] = [Math.sin(camera.bearing * RADIANS), Math.cos(camera.bearing * RADIANS)];
  return {
    farthest,
    meets(longitude, latitude, margin) {
      const [east, north] = fromMiddle(camera, longitude, latitude);
      const [forward, right] = [north * cos + east * sin, east * cos - north * sin];
      const isBetween = forward >= near - margin && forward <= far + margin;
      return isBetween && Math.abs(right) <= halfWidth(Math.max(near, Math.min(far, forward))) + margin;
    },
  };
}

/** Metres east and north of the middle of the view, along the ground. */
function fromMiddle(camera: CameraState, longitude: number, latitude: number): readonly [number, number] {
  const [turned, from, to] = [(longitude - camera.longitude) * RADIANS, camera.latitude * RADIANS, latitude * RADIANS];
  const east = Math.cos(to) * Math.sin(turned);
  const north = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turned);
  const up = Math.sin(from) * Math.sin(to) + Math.cos(from) * Math.cos(to) * Math.cos(turned);
  const length = Math.hypot(east, north);
  const stretched = length === 0 ? 0 : (Math.atan2(length, up) * EARTH_METRES) / length;
  return [east * stretched, north * stretched];
}
