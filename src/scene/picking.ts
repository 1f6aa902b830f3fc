/** What lies under a pixel of the ecosystem: a ball, else a ribbon; two dozen of the ones and a hundred of the others need no graphics card. */
import { Vector3 } from 'three';
import type { LinkShape } from '../model/ecosystem/cascade.ts';
import { ribbonLift, ribbonPoint } from '../model/ecosystem/ribbons.ts';
import type { SceneCamera } from './sceneCamera.ts';

/** How much larger than it looks a ball may be hit, and the least distance in pixels. */
const GENEROUS = 1.4;
const LEAST_REACH = 12;
const STEPS = 28;

const point = new Vector3();
const at = new Vector3();

/** The node whose ball is nearest under a pixel, -1 for none. */
export function nodeUnder(x: number, y: number, floats: Float32Array, stride: number, camera: SceneCamera): number {
  const [stretch, squeeze, flat] = [camera.stretch(), camera.squeeze(), camera.flatness()];
  let [best, least] = [-1, 1];
  for (let from = 0, node = 0; from < floats.length; from += stride, node++) {
    const ball = floats[from + 6] as number;
    point.set((floats[from] as number) * stretch, (floats[from + 7] as number) * (1 - flat) + ball, (floats[from + 1] as number) * squeeze);
    camera.project(point, at);
    const reach = Math.max(LEAST_REACH, ball * at.z * GENEROUS);
    const share = Math.hypot(at.x - x, at.y - y) / reach;
    if (share < least) [best, least] = [node, share];
  }
  return best;
}

/** The link whose ribbon lies under a pixel, -1 for none; the one drawn last wins. `raised`: keys of those that stand off the floor. */
export function linkUnder(x: number, y: number, links: readonly LinkShape[], raised: ReadonlySet<string>, camera: SceneCamera): number {
  for (let link = links.length - 1; link >= 0; link--) {
    const shape = links[link] as LinkShape;
    const lift = raised.has(shape.link.key) ? 1 - camera.flatness() : 0;
    if (shape.width > 0 && isNear(shape, x, y, lift, camera)) return link;
  }
  return -1;
}

function isNear(shape: LinkShape, x: number, y: number, lift: number, camera: SceneCamera): boolean {
  const [stretch, squeeze] = [camera.stretch(), camera.squeeze()];
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let step = 0; step <= STEPS; step++) {
    const [px, pz] = ribbonPoint(shape, step / STEPS);
    camera.project(point.set(px * stretch, lift * ribbonLift(step / STEPS), pz * squeeze), at);
    const reach = Math.max(4, (shape.width / 2) * stretch * at.z);
    if (step > 0 && distanceTo(x, y, lastX, lastY, at.x, at.y) <= reach) return true;
    [lastX, lastY] = [at.x, at.y];
  }
  return false;
}

function distanceTo(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}
