/** The land of the segments: its size in world units, and where a place on the axes stands on it. */
import type { AxisSpan } from '../../protocol/landscape.ts';
import { personMeasure } from '../../protocol/people.ts';
import { freedFrom, heldIn } from '../../protocol/peopleAxis.ts';

/** World units: left to right and front to back; how high the highest hill is at first; how deep the block is cut. */
export const LAND = { width: 22, depth: 12.6, peak: 4.4, skirt: 0.7 } as const;

/** Turns a place on the axes into one on the land, and back. */
export interface Ground {
  readonly x: AxisSpan;
  readonly z: AxisSpan;
  /** 1, or -1 where less is better and stands at the right, or at the back. */
  readonly sideX: 1 | -1;
  readonly sideZ: 1 | -1;
}

export function toGround(x: AxisSpan, z: AxisSpan): Ground {
  return { x, z, sideX: sideOf(x.measure), sideZ: sideOf(z.measure) };
}

function sideOf(measure: string): 1 | -1 {
  return personMeasure(measure)?.isReversed ? -1 : 1;
}

/** World x of a place on the x axis. */
export function landX({ x, sideX }: Ground, at: number): number {
  return ((at - x.from) / (x.to - x.from) - 0.5) * LAND.width * sideX;
}

/** World z of a place on the z axis: more is farther back. */
export function landZ({ z, sideZ }: Ground, at: number): number {
  return (0.5 - (at - z.from) / (z.to - z.from)) * LAND.depth * sideZ;
}

/** Place on the x axis of a world x. */
export function axisX({ x, sideX }: Ground, world: number): number {
  return x.from + ((world / LAND.width) * sideX + 0.5) * (x.to - x.from);
}

/** Place on the z axis of a world z. */
export function axisZ({ z, sideZ }: Ground, world: number): number {
  return z.from + (0.5 - (world / LAND.depth) * sideZ) * (z.to - z.from);
}

/** World x at which those stand who have that place on the x axis: what lies beyond the land is on its shore. */
export function standX(ground: Ground, at: number): number {
  return landX(ground, heldIn(ground.x, at));
}

/** World x of the line of those who are due; null where the land does not show it. */
export function dueX(ground: Ground): number | null {
  const { measure, from, to } = ground.x;
  return measure === 'lateness' && from < 0 && to > 0 ? standX(ground, 0) : null;
}

/** World z at which those stand who have that place on the z axis. */
export function standZ(ground: Ground, at: number): number {
  return landZ(ground, heldIn(ground.z, at));
}

/** The place on the x axis of those who stand at a world x. */
export function stoodX(ground: Ground, world: number): number {
  return freedFrom(ground.x, axisX(ground, world));
}

/** The place on the z axis of those who stand at a world z. */
export function stoodZ(ground: Ground, world: number): number {
  return freedFrom(ground.z, axisZ(ground, world));
}
