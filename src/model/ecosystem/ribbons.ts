/** The way of a ribbon over the floor, as the shader draws it. */
import { CENTRE_Z, type LinkShape } from './cascade.ts';

/** How far the two control points of a ribbon reach out of its docks: so far, or this share of the way where it is short (the shader has the same). */
const MOST_REACH = 3.1;
const REACH_SHARE = 0.45;

/** A point of a ribbon at `t` from 0 to 1, on the floor. */
export function ribbonPoint({ x0, z0, x1, z1 }: LinkShape, t: number): readonly [number, number] {
  const [a, b] = [Math.hypot(x0, z0 - CENTRE_Z), Math.hypot(x1, z1 - CENTRE_Z)];
  const reach = Math.min(MOST_REACH, REACH_SHARE * Math.hypot(x1 - x0, z1 - z0));
  const [cx0, cz0] = [x0 - (reach * x0) / a, z0 - (reach * (z0 - CENTRE_Z)) / a];
  const [cx1, cz1] = [x1 + (reach * x1) / b, z1 + (reach * (z1 - CENTRE_Z)) / b];
  const u = 1 - t;
  const mix = (p: number, q: number, r: number, s: number) => u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
  return [mix(x0, cx0, cx1, x1), mix(z0, cz0, cz1, z1)];
}

/** How high a ribbon that has changed is raised there (the shader has the same). */
export function ribbonLift(t: number): number {
  return 0.55 * Math.sin(Math.PI * t);
}

const LENGTH_STEPS = 24;

/** Length of a ribbon, by chords. */
export function ribbonLength(link: LinkShape): number {
  let length = 0;
  let [x, z] = ribbonPoint(link, 0);
  for (let step = 1; step <= LENGTH_STEPS; step++) {
    const [nextX, nextZ] = ribbonPoint(link, step / LENGTH_STEPS);
    length += Math.hypot(nextX - x, nextZ - z);
    [x, z] = [nextX, nextZ];
  }
  return length;
}
