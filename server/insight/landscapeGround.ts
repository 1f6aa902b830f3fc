/** What rises on the land: laid on the cells around each person. */
import { GROUND } from '../../src/protocol/landscape.ts';
import { keptRows } from '../access/smallGroups.ts';

/** Where each person stands on the axes, and what rises there. */
export interface Placing {
  readonly atX: Float64Array;
  readonly atZ: Float64Array;
  readonly rises: Float64Array;
}

interface Laying extends Placing {
  readonly x: { readonly from: number; readonly to: number };
  readonly z: { readonly from: number; readonly to: number };
  /** Cells of fewer people are left empty, and one beside them, so that the whole does not tell what they hold. */
  readonly least: number;
  /** People without a place who would raise it: what the ground holds less than the whole is theirs. */
  readonly beside: number;
}

/** Lays what rises on the four cells around each person, so that nothing is lost. */
export function layGround(placed: Uint32Array, { atX, atZ, x, z, rises, least, beside }: Laying): Float32Array {
  const { width, height } = GROUND;
  const sums = new Float64Array(width * height);
  const people = new Uint32Array(width * height);
  const add = (cell: number, value: number, share: number): void => {
    // Where the least are counted, only those who raise it are behind a cell.
    if (share === 0 || (least > 0 && value === 0)) return;
    sums[cell] = (sums[cell] as number) + value * share;
    people[cell] = (people[cell] as number) + 1;
  };
  for (let next = 0; next < placed.length; next++) {
    const at = placed[next] as number;
    const across = held((((atX[at] as number) - x.from) / (x.to - x.from)) * width - 0.5, width);
    const along = held((((atZ[at] as number) - z.from) / (z.to - z.from)) * height - 0.5, height);
    const column = Math.min(width - 2, Math.floor(across));
    const row = Math.min(height - 2, Math.floor(along));
    const [right, up] = [across - column, along - row];
    const value = rises[at] as number;
    const cell = row * width + column;
    add(cell, value, (1 - right) * (1 - up));
    add(cell + 1, value, right * (1 - up));
    add(cell + width, value, (1 - right) * up);
    add(cell + width + 1, value, right * up);
  }
  if (least > 0) clearSmall(sums, people, least, beside);
  return Float32Array.from(sums);
}

function clearSmall(sums: Float64Array, people: Uint32Array, least: number, beside: number): void {
  // Those without a place are judged as one cell more.
  const all = [...people, beside];
  const cells = Uint32Array.from(all.keys()).filter((cell) => (all[cell] as number) > 0);
  const customers = Array.from(cells, (cell) => all[cell] as number);
  const isSmall = (row: number): boolean => (customers[row] as number) < least;
  const kept = keptRows({ rowCount: cells.length, codes: [cells], customers, isSmall, textOf: (row) => String(cells[row]) }, least);
  for (const [row, cell] of cells.entries()) if (kept[row] !== 0 && cell < sums.length) sums[cell] = 0;
}

/** A place on a row of cells, on it. */
function held(place: number, count: number): number {
  return Math.min(count - 1, Math.max(0, place));
}
