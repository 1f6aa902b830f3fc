/** The land as heights: what is laid on each cell is spread by a bell, and none of it is lost at the edges. */
import { GROUND } from '../../protocol/landscape.ts';
import { type Ground, LAND } from './land.ts';

/** Width of the bell: standard deviation in world units, and how many of these it reaches. */
const SIGMA = 0.5;
const REACH = 3;

/** Spreads values of cells: the sum over all cells stays what it was. The surface is the value of each cell at its middle. */
export function spread(ground: Float32Array): Float32Array {
  const { width, height } = GROUND;
  const across = bells(width, LAND.width / width);
  const along = bells(height, LAND.depth / height);
  const rows = new Float64Array(width * height);
  for (let row = 0; row < height; row++) spreadLine(ground, rows, row * width, 1, width, across);
  const all = new Float64Array(width * height);
  for (let column = 0; column < width; column++) spreadLine(rows, all, column, width, height, along);
  return Float32Array.from(all);
}

/** For each cell of a line, the shares that it gives from its `first` neighbour on; they sum to 1. */
interface Bells {
  readonly first: Int32Array;
  readonly shares: readonly Float64Array[];
}

const made = new Map<number, Bells>();

function bells(count: number, step: number): Bells {
  const known = made.get(count);
  if (known) return known;
  const reach = Math.ceil((REACH * SIGMA) / step);
  const first = Int32Array.from({ length: count }, (_, at) => Math.max(0, at - reach));
  const shares = Array.from({ length: count }, (_, at) => {
    const last = Math.min(count - 1, at + reach);
    const bell = Float64Array.from({ length: last - (first[at] as number) + 1 }, (_, offset) => {
      const far = ((first[at] as number) + offset - at) * (step / SIGMA);
      return Math.exp(-0.5 * far * far);
    });
    const sum = bell.reduce((total, share) => total + share, 0);
    return bell.map((share) => share / sum);
  });
  made.set(count, { first, shares });
  return { first, shares };
}

function spreadLine(
  from: ArrayLike<number>,
  into: Float64Array,
  begin: number,
  stride: number,
  count: number,
  { first, shares }: Bells,
): void {
  for (let at = 0; at < count; at++) {
    const value = from[begin + at * stride] as number;
    if (value === 0) continue;
    const bell = shares[at] as Float64Array;
    const start = begin + (first[at] as number) * stride;
    for (let offset = 0; offset < bell.length; offset++)
      into[start + offset * stride] = (into[start + offset * stride] as number) + value * (bell[offset] as number);
  }
}

/** What one cell would come to as a square of one step of both axes (one doubling by one doubling). */
export function squaresPerCell({ x, z }: Pick<Ground, 'x' | 'z'>): number {
  return (GROUND.width * GROUND.height) / ((x.to - x.from) * (z.to - z.from));
}

/** Height of the land at a world place: `heights` by cells, in world units. Allocates nothing. */
export function heightAt(heights: Float32Array, { sideX, sideZ }: Pick<Ground, 'sideX' | 'sideZ'>, x: number, z: number): number {
  const { width, height } = GROUND;
  const column = Math.min(width - 1, Math.max(0, (0.5 + (x / LAND.width) * sideX) * width - 0.5));
  const row = Math.min(height - 1, Math.max(0, (0.5 - (z / LAND.depth) * sideZ) * height - 0.5));
  const [left, low] = [Math.min(width - 2, Math.floor(column)), Math.min(height - 2, Math.floor(row))];
  const [right, up] = [column - left, row - low];
  const at = low * width + left;
  const below = (heights[at] as number) * (1 - right) + (heights[at + 1] as number) * right;
  const above = (heights[at + width] as number) * (1 - right) + (heights[at + width + 1] as number) * right;
  return below * (1 - up) + above * up;
}
