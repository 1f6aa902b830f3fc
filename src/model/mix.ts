/** The rows of a short list by its first metric, in their order: largest first, rates by what they are at least. */
import type { MetricInfo } from '../protocol/catalog.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { largestFirst, rankedBy } from './bounds.ts';
import { measuredOf } from './rows.ts';

/** Answers come by their values: of a rate those of few answers come first, and those that lead by more stand far below. */
const MOST_RANKED = 2000;

/** How many rows to ask for, to list `most` of them. */
export function rowsToAsk({ interval }: Pick<MetricInfo, 'interval'>, most: number): number {
  return interval ? MOST_RANKED : most;
}

/** The rows to list, first to last; those without a value stand last. */
export function listedRows(table: AnswerTable, metric: string, most: number): readonly number[] {
  const at = measuredOf(table, metric);
  // Read once: a live list of a rate is sorted anew with every release.
  const figures = Array.from({ length: table.rowCount }, (_, row) => ({ row, value: at(row).value, rank: rankedBy(at(row)) }));
  figures.sort((one, other) => largestFirst(one.rank, other.rank) || largestFirst(one.value, other.value) || one.row - other.row);
  return figures.slice(0, most).map(({ row }) => row);
}
