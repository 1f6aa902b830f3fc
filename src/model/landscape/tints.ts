/** The ground in the colours of its regions, where nobody stands on it who could carry them: a wall shows no people. */
import { GROUND } from '../../protocol/landscape.ts';
import { isInside } from '../../protocol/peopleAxis.ts';
import type { Rgb } from '../colour.ts';
import { type Ground, LAND } from './land.ts';
import type { Outline } from './regions.ts';

export interface TintedRegion {
  readonly outline: Outline;
  /** Null: it says nothing. */
  readonly colour: Rgb | null;
}

export const NO_TINTS = new Uint8Array(4 * GROUND.width * GROUND.height);

/** Red, green, blue and how much of it (0-255) for every cell of the ground, by rows from its first; of regions that overlap the first one is told. */
export function regionTints(regions: readonly TintedRegion[], { sideX, sideZ }: Pick<Ground, 'sideX' | 'sideZ'>): Uint8Array {
  const told = regions.filter(({ colour }) => colour !== null);
  if (told.length === 0) return NO_TINTS;
  const tints = new Uint8Array(NO_TINTS.length);
  for (let row = 0; row < GROUND.height; row++) {
    const z = -((row + 0.5) / GROUND.height - 0.5) * LAND.depth * sideZ;
    for (let column = 0; column < GROUND.width; column++) {
      const x = ((column + 0.5) / GROUND.width - 0.5) * LAND.width * sideX;
      const region = told.find(({ outline }) => isInside(outline, x, z));
      if (region?.colour) tints.set([...region.colour, 255], 4 * (row * GROUND.width + column));
    }
  }
  return tints;
}
