/** How lit every person is: before and now by turns, so that the shader goes from one to the other. */
import { chosenPoints, type KeyedPoints } from '../model/landscape/points.ts';
import type { Landscape } from '../protocol/landscape.ts';
import type { PeopleRule } from '../protocol/people.ts';

export function createPointLights() {
  let lights: Float32Array = new Float32Array(0);
  let chosen = new Uint8Array(0);
  return {
    floats: () => lights,
    /** Other points: whoever was there keeps the light, who has just come is lit. */
    carry({ count, keys }: KeyedPoints, before: KeyedPoints | null): void {
      const known = new Map(before === null ? [] : Array.from(before.keys, (key, at) => [key, lights[2 * at + 1] as number]));
      lights = new Float32Array(2 * count);
      for (let at = 0; at < count; at++) lights.fill(known.get(keys[at] as number) ?? 1, 2 * at, 2 * at + 2);
    },
    /** Lights whom the rules take, from what is shown after `share` of the last way; null lights everybody. */
    aim(
      { landscape, points }: { readonly landscape: Landscape; readonly points: KeyedPoints },
      rules: readonly (PeopleRule | null)[] | null,
      share: number,
    ): void {
      const { count, order } = points;
      if (chosen.length !== count) chosen = new Uint8Array(count);
      if (rules !== null && rules.length > 0) chosenPoints(landscape, rules, chosen);
      else chosen.fill(rules === null ? 1 : 0);
      for (let at = 0; at < count; at++) {
        const before = lights[2 * at] as number;
        lights[2 * at] = before + ((lights[2 * at + 1] as number) - before) * share;
        lights[2 * at + 1] = chosen[order[at] as number] as number;
      }
    },
    /** How many are lit. */
    lit: (count: number) => lights.subarray(0, 2 * count).reduce((sum, value, at) => sum + (at % 2 === 1 ? value : 0), 0),
  };
}
