/** The camera of the ecosystem: a long lens that frames the picture in the free part of the screen, turned and zoomed within narrow bounds. */
import { PerspectiveCamera, type Vector3 } from 'three';
import type { Padding } from '../model/camera.ts';
import { HIGHEST_STEM, LARGEST_BALL } from '../model/ecosystem/cascade.ts';
import { clamp } from '../protocol/clamp.ts';

const DISTANCE = 120;
const DEGREE = Math.PI / 180;
const HOME_ELEVATION = 45 * DEGREE;
const FLAT_ELEVATION = 89.9 * DEGREE;
/** Half of the picture as tangents of the angles it is seen under from home: sideways and upwards, labels included. */
const HALF_WIDTH = 0.156;
/** Of the height, what the highest stem with the largest ball needs above the far orbit: kept free always, so that no number moves the camera. */
const HEADROOM = ((HIGHEST_STEM + 2 * LARGEST_BALL - 1) * Math.SQRT1_2) / DISTANCE;
/** The same for the orbit of the sources, where that is shown. */
const OUTER_ROOM = 0.034;
/** The picture may be spread sideways up to so much, to use a wide screen: every width on the floor alike. */
const MOST_STRETCH = 1.4;
/** And deepened by so much, to use a tall one: its orbits stand further apart. */
const MOST_DEPTH = 1.7;
const HALF_HEIGHT = 0.0655;
/** How far a person may turn it, radians, and zoom it. */
const MOST_AZIMUTH = 12 * DEGREE;
const ELEVATIONS = [30 * DEGREE, 60 * DEGREE] as const;
const ZOOMS = [0.7, 3] as const;
/** How quickly it follows, 1/s. */
const FOLLOW = 9;

const FOLLOWED = ['azimuth', 'elevation', 'zoom', 'flat', 'outer', 'panX', 'panY'] as const;

export interface View {
  readonly width: number;
  readonly height: number;
  readonly padding: Padding;
}

export interface SceneCamera {
  readonly camera: PerspectiveCamera;
  /** Fits the picture into what the panels leave free. */
  frame(view: View): void;
  /** Turns by radians, zooms by a factor; within bounds. */
  turn(azimuth: number, elevation: number): void;
  /** `x`, `y`: what stays where it is, CSS pixels of the canvas. */
  zoom(factor: number, x: number, y: number): void;
  /** Moves it by pixels, as far as it is nearer than designed. */
  pan(dx: number, dy: number): void;
  /** How near it is wanted: 1 as designed. */
  zoomed(): number;
  /** Makes room for the orbit of the sources behind the far one. */
  setOuter(isOuter: boolean): void;
  home(): void;
  setFlat(isFlat: boolean): void;
  /** Whether a step would move it. */
  isDue(): boolean;
  /** Follows; true while it moves. At once when `isCalm`. */
  step(seconds: number, isCalm: boolean): boolean;
  /** 0 as designed to 1 flat; how much the floor is squeezed so that it keeps its place on the screen, or deepened. */
  flatness(): number;
  squeeze(): number;
  /** How much the floor is spread sideways. */
  stretch(): number;
  /** Writes the screen position in CSS pixels into `target`: x, y, and in z the pixels of one world unit there. */
  project(point: Vector3, target: Vector3): Vector3;
}

export function createSceneCamera(): SceneCamera {
  const camera = new PerspectiveCamera(9.6, 16 / 9, 40, 300);
  (camera as PerspectiveCamera & { manual: boolean }).manual = true;
  let view: View = { width: 1, height: 1, padding: { top: 0, right: 0, bottom: 0, left: 0 } };
  const wanted = { azimuth: 0, elevation: HOME_ELEVATION, zoom: 1, flat: 0, outer: 0, panX: 0, panY: 0 };
  const shown = { ...wanted };
  let isDue = true;

  // Where the picture stands, kept: what is asked every frame must make nothing.
  const room = { left: 0, top: 0, width: 64, height: 64 };
  function measure(): void {
    const { width, height, padding } = view;
    const whole = Math.max(64, height - padding.top - padding.bottom);
    const above = HEADROOM * (1 - shown.flat) + OUTER_ROOM * shown.outer;
    const head = (whole * above) / (2 * HALF_HEIGHT + above);
    room.left = padding.left;
    room.top = padding.top + head;
    room.width = Math.max(64, width - padding.left - padding.right);
    room.height = whole - head;
  }
  const stretch = () => clamp((room.width / room.height) * (HALF_HEIGHT / HALF_WIDTH), 1, MOST_STRETCH);
  const depth = () => clamp((room.height / room.width) * (HALF_WIDTH / HALF_HEIGHT), 1, MOST_DEPTH);
  const elevation = () => shown.elevation + (FLAT_ELEVATION - shown.elevation) * shown.flat;

  function apply(): void {
    measure();
    const tangent = Math.max(HALF_HEIGHT, (HALF_WIDTH * stretch() * room.height) / room.width) / shown.zoom;
    camera.fov = (2 * Math.atan(tangent)) / DEGREE;
    camera.aspect = room.width / room.height;
    camera.setViewOffset(room.width, room.height, -room.left - shown.panX, -room.top - shown.panY, view.width, view.height);
    const tilt = elevation();
    camera.position.set(
      DISTANCE * Math.sin(shown.azimuth) * Math.cos(tilt),
      DISTANCE * Math.sin(tilt),
      0.1 + DISTANCE * Math.cos(shown.azimuth) * Math.cos(tilt),
    );
    camera.lookAt(0, 0, 0.1);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  return {
    camera,
    frame(next) {
      view = next;
      measure();
      isDue = true;
    },
    turn(azimuth, tilt) {
      wanted.azimuth = clamp(wanted.azimuth + azimuth, -MOST_AZIMUTH, MOST_AZIMUTH);
      wanted.elevation = clamp(wanted.elevation + tilt, ELEVATIONS[0], ELEVATIONS[1]);
      isDue = true;
    },
    zoom(factor, x, y) {
      const before = wanted.zoom;
      wanted.zoom = clamp(before * factor, ZOOMS[0], ZOOMS[1]);
      // What is under the pointer stays there, as far as the picture does not leave its room.
      const slack = Math.max(0, wanted.zoom - 1) / 2;
      const keep = (at: number, pan: number, size: number) => clamp(at - (at - pan) * (wanted.zoom / before), -slack * size, slack * size);
      wanted.panX = keep(x - room.left - room.width / 2, wanted.panX, room.width * 1.2);
      wanted.panY = keep(y - room.top - room.height / 2, wanted.panY, room.height * 1.6);
      isDue = true;
    },
    pan(dx, dy) {
      const slack = Math.max(0, wanted.zoom - 1) / 2;
      wanted.panX = clamp(wanted.panX + dx, -slack * room.width * 1.2, slack * room.width * 1.2);
      wanted.panY = clamp(wanted.panY + dy, -slack * room.height * 1.6, slack * room.height * 1.6);
      isDue = true;
    },
    zoomed: () => wanted.zoom,
    home() {
      Object.assign(wanted, { azimuth: 0, elevation: HOME_ELEVATION, zoom: 1, panX: 0, panY: 0 });
      isDue = true;
    },
    setFlat(isFlat) {
      wanted.flat = isFlat ? 1 : 0;
      isDue = true;
    },
    setOuter(isOuter) {
      wanted.outer = isOuter ? 1 : 0;
      isDue = true;
    },
    isDue: () => isDue,
    step(seconds, isCalm) {
      if (!isDue) return false;
      const share = isCalm ? 1 : 1 - Math.exp(-FOLLOW * seconds);
      let rest = 0;
      for (const name of FOLLOWED) {
        const gap = wanted[name] - shown[name];
        rest = Math.max(rest, Math.abs(gap));
        shown[name] = Math.abs(gap) < 1e-4 ? wanted[name] : shown[name] + gap * share;
      }
      isDue = rest >= 1e-4;
      apply();
      return true;
    },
    flatness: () => shown.flat,
    stretch,
    squeeze: () => depth() * (1 + (Math.sin(HOME_ELEVATION) / Math.sin(elevation()) - 1) * shown.flat),
    project(point, target) {
      target.copy(point).applyMatrix4(camera.matrixWorldInverse);
      const depth = -target.z;
      target.applyMatrix4(camera.projectionMatrix);
      return target.set(
        (target.x + 1) * 0.5 * view.width,
        (1 - target.y) * 0.5 * view.height,
        room.height / (2 * Math.tan((camera.fov * DEGREE) / 2) * depth),
      );
    },
  };
}
