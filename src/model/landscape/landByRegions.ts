/** The land by its segments, where its cells are kept back: few stand on each, and a wall is told of no few. */
import { GROUND, type Landscape, type LandscapeHeader, type RegionFigures } from '../../protocol/landscape.ts';
import { isNamedSegment, NAMED_SEGMENTS } from '../../protocol/people.ts';
import { toRule } from './choosing.ts';
import { type Ground, LAND, landX, landZ, toGround } from './land.ts';
import { type Outline, outlineOf } from './regions.ts';

/** Cells that tell so much of what the segments bring are the land; else it would be a land of the crowded places alone. */
const ENOUGH = 0.9;

export interface ToldGround {
  readonly ground: Float32Array;
  /** Whether each segment stands as one block: as high everywhere as its people bring on a square. */
  readonly isBlocks: boolean;
}

/** What rises on each cell, as far as it is told: by cells, else even within each segment. */
export function toldGround({ header, ground }: Pick<Landscape, 'header' | 'ground'>): ToldGround {
  const cells = { ground, isBlocks: false };
  if (header.points > 0) return cells;
  const segments = header.regions.slice(0, NAMED_SEGMENTS.length);
  const told = segments.reduce((sum, region) => sum + risesOf(region, header), 0);
  if (ground.reduce((sum, value) => sum + value, 0) >= ENOUGH * told) return cells;
  const blocks = new Float32Array(ground.length);
  const axes = toGround(header.x, header.z);
  for (const region of segments) layBlock(blocks, region, header, axes);
  return blocks.some((value) => value > 0) ? { ground: blocks, isBlocks: true } : cells;
}

/** World x and z at which a region is named: where what it brings has its middle, or in the middle of its block; null where it has no place. */
export function namedAt(region: RegionFigures, header: LandscapeHeader, isBlocks: boolean): readonly [x: number, z: number] | null {
  if (region.at === null) return null;
  const axes = toGround(header.x, header.z);
  const outline = isBlocks && isNamedSegment(region.rule) ? blockOf(region, header, axes) : null;
  if (outline === null) return [landX(axes, region.at[0]), landZ(axes, region.at[1])];
  const middle = (side: 0 | 1) => ((outline[side] as number) + (outline[side + 4] as number)) / 2;
  return [middle(0), middle(1)];
}

/** The four corners, of which the first and the third lie opposite. */
function blockOf({ rule }: RegionFigures, { steps }: LandscapeHeader, axes: Ground): Outline | null {
  const read = toRule(rule);
  return read && outlineOf(read, steps, axes);
}

function risesOf({ revenue, atRisk, people }: RegionFigures, { height }: LandscapeHeader): number {
  if (height === 'customers') return people;
  return Math.max(0, height === 'revenue' ? revenue : atRisk);
}

function layBlock(into: Float32Array, region: RegionFigures, header: LandscapeHeader, axes: Ground): void {
  const outline = blockOf(region, header, axes);
  if (outline === null) return;
  const columns = shares([outline[0], outline[4]].map((x) => (0.5 + ((x as number) / LAND.width) * axes.sideX) * GROUND.width));
  const rows = shares([outline[1], outline[5]].map((z) => (0.5 - ((z as number) / LAND.depth) * axes.sideZ) * GROUND.height));
  for (const [row, high] of rows)
    for (const [column, wide] of columns) {
      const at = row * GROUND.width + column;
      into[at] = (into[at] as number) + risesOf(region, header) * high * wide;
    }
}

/** The share of a stretch that lies in each of its cells. */
function shares(ends: readonly number[]): readonly (readonly [cell: number, share: number])[] {
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const last = Math.ceil(to - 1e-9);
  return Array.from({ length: last - Math.floor(from) }, (_, at) => {
    const cell = Math.floor(from) + at;
    return [cell, (Math.min(to, cell + 1) - Math.max(from, cell)) / (to - from)] as const;
  });
}
