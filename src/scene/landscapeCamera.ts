/** The camera of the landscape: a long lens that frames the whole land, turned and zoomed within bounds, up to the zenith. */
import { PerspectiveCamera, Vector3 } from 'three';
import { LAND } from '../model/landscape/land.ts';
import type { View } from './sceneCamera.ts';

const DISTANCE = 110;
const DEGREE = Math.PI / 180;
const HOME = { azimuth: -7.5 * DEGREE, elevation: 37 * DEGREE, zoom: 1 } as const;
const ZENITH = 89.9 * DEGREE;
const MOST_TURN = 30 * DEGREE;
const ELEVATIONS = [25 * DEGREE, 89 * DEGREE] as const;
const ZOOMS = [0.7, 6] as const;
const FOLLOW = 9;
const CENTRE = new Vector3(0.2, 0.5, 0);
/** As wide to high as the land is seen from home; a wider screen spreads it, up to so much. */
const ASPECT = 1.9;
const MOST_STRETCH = 1.5;
/** Room around the land for what is written beside it, world units. */
const ROOM = { head: 1.9, side: 1.5, front: 2.4, back: 0.4, top: 1.1 } as const;

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

  const free = () => ({
    left: view.padding.left,
    top: view.padding.top,
    width: Math.max(64, view.width - view.padding.left - view.padding.right),
    height: Math.max(64, view.height - view.padding.top - view.padding.bottom),
  });

  const stretch = () => clamp(free().width / free().height / ASPECT, 1, MOST_STRETCH);

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
    const bounds = { left: 9, right: -9, low: 9, high: -9 };
    const [x, z] = [(LAND.width / 2) * stretch(), LAND.depth / 2];
    const isFlat = shown.flat > 0.5;
    // From above the land reaches the top of the view, where the head of the panel stands.
    const back = ROOM.back + (isFlat ? ROOM.head : 0);
    for (const [cx, cy, cz] of [
      [-x - ROOM.side, 0, z + ROOM.front],
      [x + ROOM.side, 0, z + ROOM.front],
      [-x - ROOM.side * 0.5, 0, -z - back],
      [x + ROOM.side, 0, -z - back],
      [-x, isFlat ? 0 : LAND.peak + ROOM.top, -z * 0.6],
      [x, isFlat ? 0 : LAND.peak + ROOM.top, -z * 0.6],
    ] as const) {
      corner.set(cx, cy, cz).applyMatrix4(camera.matrixWorldInverse);
      const [across, up] = [corner.x / -corner.z, corner.y / -corner.z];
      bounds.left = Math.min(bounds.left, across);
      bounds.right = Math.max(bounds.right, across);
      bounds.low = Math.min(bounds.low, up);
      bounds.high = Math.max(bounds.high, up);
    }
    return bounds;
  }

  function apply(): void {
    const room = free();
    const tilt = shown.elevation + (ZENITH - shown.elevation) * shown.flat;
    // Framed as seen from home, so that turning does not zoom.
    look(HOME.azimuth * (1 - shown.flat), HOME.elevation + (ZENITH - HOME.elevation) * shown.flat);
    const { left, right, low, high } = extent();
    const [halfWidth, halfHeight] = [(right - left) / 2, (high - low) / 2];
    const tangent = Math.max(halfHeight, (halfWidth * room.height) / room.width) / shown.zoom;
    const [shiftX, shiftY] = [(left + right) / 2, (low + high) / 2];
    look(shown.azimuth * (1 - shown.flat), tilt);
    camera.fov = (2 * Math.atan(tangent)) / DEGREE;
    camera.aspect = room.width / room.height;
    const perPixel = (2 * tangent) / room.height;
    camera.setViewOffset(room.width, room.height, -room.left + shiftX / perPixel, -room.top - shiftY / perPixel, view.width, view.height);
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
      for (const name of ['azimuth', 'elevation', 'zoom', 'flat'] as const) {
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
        free().height / (2 * Math.tan((camera.fov * DEGREE) / 2) * depth),
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

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
