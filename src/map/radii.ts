/** Radii of bubbles: their areas are in proportion to the shares. Written in place, so that nothing is made anew a frame. */
import type { Attribute } from './solidSets.ts';

/** Returns what gives the radii for shares, as shares of the largest radius. */
export function createRadii(): (shares: Attribute<Float32Array>) => Attribute<Float32Array> {
  const made = new WeakMap<Float32Array, { from: Attribute<Float32Array>; radii: Attribute<Float32Array> }>();
  return (shares) => {
    const known = made.get(shares.value);
    if (known?.from === shares) return known.radii;
    const value = known?.radii.value ?? new Float32Array(shares.value.length);
    for (let slot = 0; slot < value.length; slot++) value[slot] = Math.sqrt(shares.value[slot] as number);
    const radii = { value, size: 1, normalized: false };
    made.set(shares.value, { from: shares, radii });
    return radii;
  };
}
