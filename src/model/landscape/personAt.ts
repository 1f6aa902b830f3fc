/** Who stands under a click on the land. */
import type { KeyedPoints } from './points.ts';

/** How far beside a point a click may be, in its radii and at least in world units. */
const REACH = 1.2;
const LEAST_REACH = 0.1;

/** The key of the nearest point that the place lies on; null where there is none. */
export function personAt(
  { count, places, looks, keys }: Pick<KeyedPoints, 'count' | 'places' | 'looks' | 'keys'>,
  x: number,
  z: number,
): number | null {
  let [nearest, found] = [Number.POSITIVE_INFINITY, -1];
  for (let at = 0; at < count; at++) {
    const far = Math.hypot((places[4 * at + 2] as number) - x, (places[4 * at + 3] as number) - z);
    const reach = Math.max(LEAST_REACH, REACH * (looks[4 * at] as number));
    if (far > reach || far >= nearest) continue;
    [nearest, found] = [far, at];
  }
  return found < 0 ? null : (keys[found] as number);
}
