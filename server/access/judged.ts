/** Which rows and which single figures of an answer are kept back, for questions and live views alike. */

import { KEPT, keptRows } from './smallGroups.ts';
import { CUSTOMERS, type Keeping } from './wallRights.ts';

/** The groups of an answer, as they are judged. */
export interface Judging {
  readonly rowCount: number;
  /** As in the grid of {@link keptRows}. */
  readonly codes: readonly ArrayLike<number>[];
  readonly textOf: (row: number) => string;
  /** How many customers are behind a row, by the name of the count. */
  countOf(judge: string, row: number): number;
  /** Whether a row is too small to be told, by the name of the count. */
  isSmall(judge: string, row: number): boolean;
  /** Whether what a filter leaves out forbids it; left out, nothing does. */
  isRefused?: ((judge: string, row: number) => boolean) | undefined;
}

/** By the name of the count: 1 for each row of which figures judged by it are kept back. What all customers forbid is kept back of every figure. */
export type Judged = ReadonlyMap<string, Uint8Array>;

/** Keeps back what fewer than `least` customers are behind, and what would give that away; by each count for itself. */
export function judgeRows({ rowCount, codes, textOf, countOf, isSmall, isRefused }: Judging, { judges, least }: Keeping): Judged {
  const judged = new Map<string, Uint8Array>();
  for (const judge of judges) {
    const kept = new Uint8Array(rowCount);
    // Where nobody is behind a figure there is nothing to keep back, and nothing to hide another one with.
    const some = Array.from(kept.keys()).filter((row) => countOf(judge, row) > 0 || isSmall(judge, row));
    if (some.some((row) => isSmall(judge, row))) inOrder(some, textOf);
    const grid = {
      rowCount: some.length,
      codes: codes.map((column) => Uint32Array.from(some, (row) => column[row] as number)),
      customers: Array.from(some, (row) => countOf(judge, row)),
      isSmall: (at: number) => isSmall(judge, some[at] as number),
      textOf: (at: number) => textOf(some[at] as number),
    };
    for (const [at, why] of keptRows(grid, least).entries()) if (why !== KEPT.not) kept[some[at] as number] = 1;
    const whole = judged.get(CUSTOMERS);
    for (let row = 0; row < rowCount; row++) if (whole?.[row] === 1 || isRefused?.(judge, row)) kept[row] = 1;
    judged.set(judge, kept);
  }
  return judged;
}

/** One order for questions and live views: which others are kept back must be the same, or one would tell what the other keeps. */
function inOrder(rows: number[], textOf: (row: number) => string): void {
  const texts = new Map(rows.map((row) => [row, textOf(row)]));
  rows.sort((one, other) => ((texts.get(one) as string) < (texts.get(other) as string) ? -1 : 1));
}

/** Whether figures are too few people's: events that name no customer are nobody's, and as few as can be. */
export function isThin(count: number, figures: Iterable<number | null>, least: number): boolean {
  if (count >= least) return false;
  if (count > 0) return true;
  for (const figure of figures) if (figure !== null && !Number.isNaN(figure) && figure !== 0) return true;
  return false;
}

/** A number for each value, equal for equal ones: the codes of a dimension. */
export function numbered(values: readonly unknown[]): Uint32Array {
  const numbers = new Map<unknown, number>();
  return Uint32Array.from(values, (value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  });
}
