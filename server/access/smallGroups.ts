/**
 * Which rows of an answer are kept back where no small group may be told: the small ones, and beside them so many others that what is told and
 * the totals of the same question do not give a small one away by subtraction.
 */
import { followsFrom, type Known, knownOf } from './derivable.ts';

/** The rows of an answer, all of them, as they are judged. */
export interface Grid {
  readonly rowCount: number;
  /** By dimension, the number of the row's value: equal numbers are equal values. */
  readonly codes: readonly ArrayLike<number>[];
  readonly customers: ArrayLike<number>;
  readonly isSmall: (row: number) => boolean;
  /** Ranks rows of about one size, in every question alike. */
  readonly textOf: (row: number) => string;
}

/** Why a row is kept back. */
export const KEPT = { not: 0, small: 1, beside: 2 } as const;

/** Beyond so many rows kept back only lines are looked at one by one, not all of them together. */
const MOST_UNKNOWN = 1500;
const MOST_ROUNDS = 40;

/** Rows that agree in some dimensions, whose total may be asked for. */
type Line = readonly number[];

/**
 * What is kept back, a {@link KEPT} by row. Whoever knows all rows that are shown, and the total of all rows that differ in one dimension only
 * (where it is told: not when all of them together are fewer than `least`), can work out no small row, and no sum of small rows of fewer than
 * `least` customers. Answers to questions with other filters, of other moments or about more dimensions are not set against each other.
 */
export function keptRows(grid: Grid, least: number): Uint8Array {
  const small = new Uint8Array(grid.rowCount);
  let smallRows = 0;
  for (let row = 0; row < grid.rowCount; row++) if (grid.isSmall(row)) smallRows += small[row] = KEPT.small;
  if (smallRows === 0 || grid.codes.length === 0) return small;
  const all = 2 ** grid.codes.length - 1;
  const isFinest = (choice: number): boolean => grid.codes.some((_, at) => choice === all - (1 << at));
  const finest: Line[] = [];
  const lines: Line[] = [];
  for (let choice = 0; choice < all; choice++) {
    const some = linesOf(choice, grid);
    for (const line of some) lines.push(line);
    if (isFinest(choice)) for (const line of some) finest.push(line);
  }
  const cover = createCover(lines, small, grid);
  cover.close();
  if (grid.codes.length === 1) return cover.kept;
  const given = smallSums(
    finest,
    Uint8Array.from(cover.kept, () => KEPT.beside),
    grid,
    least,
  );
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const told = toldRows(finest, cover.kept, { grid, least, given });
    if (told === null || !cover.widen(told)) break;
    cover.close();
  }
  return cover.kept;
}

/** The rows that agree in the chosen dimensions (a bit each), where they are more than one. */
function linesOf(choice: number, { rowCount, codes }: Grid): Line[] {
  const columns = codes.filter((_, at) => (choice >> at) & 1);
  const sizes = columns.map((column) => {
    let most = 0;
    for (let row = 0; row < rowCount; row++) most = Math.max(most, column[row] as number);
    return most + 1;
  });
  const byKey = new Map<number, number[]>();
  for (let row = 0; row < rowCount; row++) {
    const key = columns.reduce((sum, column, at) => sum * (sizes[at] as number) + (column[row] as number), 0);
    const rows = byKey.get(key);
    if (rows) rows.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey.values()].filter((rows) => rows.length > 1);
}

/** Keeps rows back beside the small ones, `kept`, line by line. */
function createCover(lines: readonly Line[], kept: Uint8Array, { customers, textOf }: Grid) {
  const hidden = new Uint32Array(lines.length);
  const beside = new Uint32Array(lines.length);
  const through = Array.from(kept, (): number[] => []);
  for (const [at, line] of lines.entries()) {
    for (const row of line) {
      through[row]?.push(at);
      if (kept[row] === KEPT.small) hidden[at] = (hidden[at] as number) + 1;
    }
  }
  /** A line that shows something beside a row kept back needs two of them, and one that is not small itself. */
  const isOpen = (at: number): boolean => {
    const count = hidden[at] as number;
    return count > 0 && count < (lines[at] as Line).length && (count === 1 || beside[at] === 0);
  };
  const openThrough = (row: number): number => (through[row] as number[]).reduce((count, at) => count + (isOpen(at) ? 1 : 0), 0);
  /** By doublings of the number of customers, so that the choice holds while they come. */
  const sizeOf = (row: number): number => Math.floor(Math.log2(Math.max(1, customers[row] as number)));

  /** Keeps back the row of a line that serves most lines, the smallest of those, by name at last; false where all are kept back. */
  function keepOne(line: Line): boolean {
    let [best, bestOpen] = [-1, 0];
    for (const row of line) {
      if (kept[row] !== KEPT.not) continue;
      const open = openThrough(row);
      const difference = best < 0 ? 1 : open - bestOpen || sizeOf(best) - sizeOf(row) || (textOf(row) < textOf(best) ? 1 : -1);
      if (difference > 0) [best, bestOpen] = [row, open];
    }
    if (best < 0) return false;
    kept[best] = KEPT.beside;
    for (const at of through[best] as number[]) {
      hidden[at] = (hidden[at] as number) + 1;
      beside[at] = (beside[at] as number) + 1;
    }
    return true;
  }

  return {
    kept,
    close(): void {
      for (let isChanged = true; isChanged; ) {
        isChanged = false;
        for (const [at, line] of lines.entries()) if (isOpen(at)) isChanged = keepOne(line) || isChanged;
      }
    },
    /** One row more in the shortest line of rows that are given away; false where nothing is left to keep back. */
    widen(told: readonly number[]): boolean {
      const near = told.flatMap((row) => through[row] as number[]).map((at) => lines[at] as Line);
      return near.sort((one, other) => one.length - other.length).some(keepOne);
    },
  };
}

interface Telling {
  readonly grid: Grid;
  readonly least: number;
  /** What the totals alone tell of small rows: keeping back rows of this question changes nothing about that, its totals are other questions. */
  readonly given: readonly Known[];
}

/** Small rows that the lines together give away; null when none or too many to tell. */
function toldRows(lines: readonly Line[], kept: Uint8Array, { grid, least, given }: Telling): readonly number[] | null {
  if (kept.reduce((count, why) => count + (why === KEPT.not ? 0 : 1), 0) > MOST_UNKNOWN) return null;
  const isFew = (known: Known) => known.size === 1 || peopleOf(known.keys(), grid) < least;
  const told = smallSums(lines, kept, grid, least).find((known) => isFew(known) && !followsFrom(known, given));
  return told ? [...told.keys()] : null;
}

/** What the totals of lines tell of their small rows, where those that are kept back are not told. */
function smallSums(lines: readonly Line[], kept: Uint8Array, grid: Grid, least: number): readonly Known[] {
  const sums = lines.flatMap((line) => {
    const hidden = line.filter((row) => kept[row] !== KEPT.not);
    // The total of fewer than a group is told nowhere.
    return hidden.length === 0 || (hidden.length === line.length && peopleOf(line, grid) < least) ? [] : [hidden];
  });
  return knownOf(sums, grid.isSmall);
}

function peopleOf(rows: Iterable<number>, { customers }: Grid): number {
  let sum = 0;
  for (const row of rows) sum += customers[row] as number;
  return sum;
}
