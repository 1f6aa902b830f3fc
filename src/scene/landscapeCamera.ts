/** The camera of the landscape: a long lens that frames the whole land, turned and zoomed within bounds, up to the zenith. */
import { PerspectiveCamera, Vector3 } from 'three';
import { LAND } from '../model/landscape/land.ts';
import { clamp } from '../protocol/clamp.ts';
import type { View } from './sceneCamera.ts';

const DISTANCE = 110;
const DEGREE = Math.PI / 180;
const HOME = { azimuth: -7.5 * DEGREE, elevation: 37 * DEGREE, zoom: 1 } as const;
const ZENITH = 89.9 * DEGREE;
const MOST_TURN = 30 * DEGREE;
const ELEVATIONS = [25 * DEGREE, 89 * DEGREE] as const;
const ZOOMS = [0.7, 6] as const;
const FOLLOW = 9;
const FOLLOWED = ['azimuth', 'elevation', 'zoom', 'flat'] as const;
const CENTRE = new Vector3(0.2, 0.5, 0);
/** As wide to high as the land is seen from home; a wider screen spreads it, up to so much. */
const ASPECT = 1.9;
const MOST_STRETCH = 1.75;
/** Room around the land for what is written beside it, world units. */
const ROOM = { head: 1.9, side: 1.5, front: 2.6, back: 0.4, top: 1.1 } as const;

export interface LandscapeCamera {
  readonly camera: PerspectiveCamera;
  frame(view: View): void;
  turn(azimuth: number, elevation: number): void;
  zoom(factor: number): void;
  home(): void;
  setFlat(isFlat: boolean): void;
  /** Follows; true while it moves. At once when `isCalm`. */
  step(seconds: number, isCalm: boolean): boolean;
  /** How much the land is spread sideways, to use a wide screen. */
  stretch(): number;
  /** 1 in space to 0 seen from above. */
  rise(): number;
  /** Writes the screen position of a place of the land in CSS pixels into `target`: x, y, and in z the pixels of one world unit there. */
  project(point: Vector3, target: Vector3): Vector3;
  /** Writes where the ray through a pixel begins and where it goes, as the land is spread. */
  ray(x: number, y: number, origin: Vector3, direction: Vector3): void;
}

export function createLandscapeCamera(): LandscapeCamera {
  const camera = new PerspectiveCamera(9.15, 16 / 9, 40, 260);
  (camera as PerspectiveCamera & { manual: boolean }).manual = true;
  let view: View = { width: 1, height: 1, padding: { top: 0, right: 0, bottom: 0, left: 0 } };
  const wanted = { ...HOME, flat: 0 } as { azimuth: number; elevation: number; zoom: number; flat: number };
  const shown = { ...wanted };
  let isDue = true;
  const corner = new Vector3();
  const bounds = { left: 9, right: -9, low: 9, high: -9 };

  const freeWidth = () => Math.max(64, view.width - view.padding.left - view.padding.right);
  const freeHeight = () => Math.max(64, view.height - view.padding.top - view.padding.bottom);
  const stretch = () => clamp(freeWidth() / freeHeight() / ASPECT, 1, MOST_STRETCH);

  function look(azimuth: number, elevation: number): void {
    camera.position.set(
      CENTRE.x + DISTANCE * Math.sin(azimuth) * Math.cos(elevation),
      CENTRE.y + DISTANCE * Math.sin(elevation),
      CENTRE.z + DISTANCE * Math.cos(azimuth) * Math.cos(elevation),
    );
    camera.up.set(0, 1, 0);
    camera.lookAt(CENTRE);
    camera.updateMatrixWorld();
  }

  /** Half extents of all that must be seen, as tangents about the middle of it, and where that middle is. */
  function extent() {
    const x = (LAND.width / 2) * stretch();
    const z = LAND.depth / 2;
    const isFlat = shown.flat > 0.5;
    const peak = isFlat ? 0 : LAND.peak + ROOM.top;
    // From above the land reaches the top of the view, where the head of the panel stands.
    const back = ROOM.back + (isFlat ? ROOM.head : 0);
    bounds.left = bounds.low = 9;
    bounds.right = bounds.high = -9;
    include(-x - ROOM.side, 0, z + ROOM.front);
    include(x + ROOM.side, 0, z + ROOM.front);
    include(-x - ROOM.side * 0.5, 0, -z - back);
    include(x + ROOM.side, 0, -z - back);
    include(-x, peak, -z * 0.6);
    include(x, peak, -z * 0.6);
    return bounds;
  }

  function include(x: number, y: number, z: number): void {
    corner.set(x, y, z).applyMatrix4(camera.matrixWorldInverse);
    bounds.left = Math.min(bounds.left, corner.x / -corner.z);
    bounds.right = Math.max(bounds.right, corner.x / -corner.z);
    bounds.low = Math.min(bounds.low, corner.y / -corner.z);
    bounds.high = Math.max(bounds.high, corner.y / -corner.z);
  }

  function apply(): void {
    const width = freeWidth();
    const height = freeHeight();
    const tilt = shown.elevation + (ZENITH - shown.elevation) * shown.flat;
    // Framed as seen from home, so that turning does not zoom.
    look(HOME.azimuth * (1 - shown.flat), HOME.elevation + (ZENITH - HOME.elevation) * shown.flat);
    const { left, right, low, high } = extent();
    const tangent = Math.max((high - low) / 2, ((right - left) * height) / width / 2) / shown.zoom;
    const shiftX = (left + right) / 2;
    const shiftY = (low + high) / 2;
    look(shown.azimuth * (1 - shown.flat), tilt);
    camera.fov = (2 * Math.atan(tangent)) / DEGREE;
    camera.aspect = width / height;
    const perPixel = (2 * tangent) / height;
    const { left: fromLeft, top: fromTop } = view.padding;
    camera.setViewOffset(width, height, shiftX / perPixel - fromLeft, -fromTop - shiftY / perPixel, view.width, view.height);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  return {
    camera,
    frame(next) {
      view = next;
      isDue = true;
    },
    turn(azimuth, tilt) {
      wanted.azimuth = clamp(wanted.azimuth + azimuth, -MOST_TURN, MOST_TURN);
      wanted.elevation = clamp(wanted.elevation + tilt, ELEVATIONS[0], ELEVATIONS[1]);
      isDue = true;
    },
    zoom(factor) {
      wanted.zoom = clamp(wanted.zoom * factor, ZOOMS[0], ZOOMS[1]);
      isDue = true;
    },
    home() {
      Object.assign(wanted, HOME);
      isDue = true;
    },
    setFlat(isFlat) {
      const flat = isFlat ? 1 : 0;
      if (wanted.flat === flat) return;
      wanted.flat = flat;
      isDue = true;
    },
    step(seconds, isCalm) {
      if (!isDue) return false;
      const share = isCalm ? 1 : 1 - Math.exp(-FOLLOW * seconds);
      let rest = 0;
      for (const name of FOLLOWED) {
        const gap = wanted[name] - shown[name];
        rest = Math.max(rest, Math.abs(gap));
        shown[name] = Math.abs(gap) < 1e-3 ? wanted[name] : shown[name] + gap * share;
      }
      isDue = rest >= 1e-3;
      apply();
      return true;
    },
    stretch,
    rise: () => 1 - shown.flat,
    project(point, target) {
      target.copy(point);
      target.x *= stretch();
      target.applyMatrix4(camera.matrixWorldInverse);
      const depth = -target.z;
      target.applyMatrix4(camera.projectionMatrix);
      return target.set(
        (target.x + 1) * 0.5 * view.width,
        (1 - target.y) * 0.5 * view.height,
        freeHeight() / (2 * Math.tan((camera.fov * DEGREE) / 2) * depth),
      );
    },
    ray(x, y, origin, direction) {
      origin.setFromMatrixPosition(camera.matrixWorld);
      direction
        .set((x / view.width) * 2 - 1, 1 - (y / view.height) * 2, 0.5)
        .unproject(camera)
        .sub(origin);
      origin.x /= stretch();
      direction.x /= stretch();
      direction.normalize();
    },
  };
}
