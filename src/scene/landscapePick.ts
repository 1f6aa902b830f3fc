/** From pixels to places of the land, and back. */
import { Vector3 } from 'three';
import { LAND } from '../model/landscape/land.ts';
import type { LandscapeCamera } from './landscapeCamera.ts';

/** Steps along a ray until it is under the land, and halvings from there. */
const STEPS = 48;
const HALVINGS = 12;

/** `land` is the height in space of a world place. Allocates nothing while asked. */
export function createLandPicker(lens: LandscapeCamera, land: (x: number, z: number) => number) {
  const origin = new Vector3();
  const direction = new Vector3();
  const isAbove = (at: number): boolean =>
    origin.y + direction.y * at > land(origin.x + direction.x * at, origin.z + direction.z * at) * lens.rise();

  return {
    /** The world place of the land under a pixel of the canvas, written into `into`: x, z. False where the ray misses the ground. */
    placeUnder(x: number, y: number, into: { x: number; z: number }): boolean {
      lens.ray(x, y, origin, direction);
      if (direction.y >= -1e-4) return false;
      const top = (LAND.peak * 2 - origin.y) / direction.y;
      const ground = -origin.y / direction.y;
      let [low, high] = [top, ground];
      for (let step = 1; step <= STEPS; step++) {
        const at = top + ((ground - top) * step) / STEPS;
        if (isAbove(at)) low = at;
        else {
          high = at;
          break;
        }
      }
      for (let step = 0; step < HALVINGS; step++) {
        const at = (low + high) / 2;
        if (isAbove(at)) low = at;
        else high = at;
      }
      into.x = Math.min(LAND.width / 2, Math.max(-LAND.width / 2, origin.x + direction.x * high));
      into.z = Math.min(LAND.depth / 2, Math.max(-LAND.depth / 2, origin.z + direction.z * high));
      return true;
    },
    /** Where a world place of the land is on the canvas, CSS pixels. */
    pixelOf(x: number, z: number): { readonly x: number; readonly y: number } {
      lens.project(origin.set(x, land(x, z) * lens.rise(), z), direction);
      return { x: direction.x, y: direction.y };
    },
  };
}
