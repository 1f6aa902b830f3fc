/** Tallies: the accumulators of a live view, one for each measure of its metrics. Rows are added, and taken back when they leave a sliding window. */
import type { BatchColumn } from '../batchColumn.ts';
import type { DistinctMeasure, Measure, RepeatMeasure, SumMeasure, UnopenedMeasure, Whole } from '../measures.ts';
import type { CodedColumn, RowShape } from './codedRows.ts';
import { createDistinct } from './keyTallies.ts';
import type { OpenedContacts } from './openedContacts.ts';
import { createRepeat } from './repeatTally.ts';
import { createSums } from './sumTally.ts';
import { createUnopened } from './unopenedTally.ts';

export interface Tally {
  readonly measure: LiveMeasure;
  /** What it reads of the rows of a batch. */
  readonly columns: readonly BatchColumn<CodedColumn>[];
  readonly kinds: RowShape['kinds'];
  /** Adds rows (`sign` 1) or takes them back (-1). Throws CapExceeded. */
  fold(rows: GroupedRows, sign: 1 | -1): void;
  total(group: number): Whole;
  /** Writes the totals of groups, in their order; false where one is no safe whole number. */
  totals(groups: Int32Array, into: Float64Array): boolean;
  /** Memory that it holds; what several share is told by the first of them. */
  bytes(): number;
  /** The group is empty and its number will be given to another. */
  clear(group: number): void;
  /**
   * Adds what the archive has counted: `at(0)` is a sum's total; keys give the key and the number of its rows. Repeats give the
   * customer and, where rows leave again, an order and the number of its rows, else the least and the greatest order.
   */
  seed(group: number, at: (column: number) => Whole): void;
}

/** Rows whose groups are known. */
export interface GroupedRows {
  readonly columns: readonly CodedColumn[];
  /** The tally's first column. */
  readonly first: number;
  readonly rows: Int32Array;
  readonly count: number;
  /** Group of each of the rows, all below `end`. */
  readonly groups: Int32Array;
  readonly end: number;
}

export type LiveMeasure = SumMeasure | DistinctMeasure | RepeatMeasure | UnopenedMeasure;

/** A tally that takes events back. */
export interface UnopenedTally extends Tally {
  /** The contact was opened after all: takes its closings back and calls with each group that changes. */
  retract(contact: number, onGroup: (group: number) => void): void;
}

export interface TallyMeans {
  readonly opened: OpenedContacts;
  /** Most (group, key) pairs of one measure. */
  readonly mostKeys: number;
  /** Whether rows leave again, as from a sliding window. */
  readonly slides: boolean;
}

/** The tallies of a plan's measures. */
export function createTallies(measures: readonly Measure[], means: TallyMeans): Tally[] {
  const keyed = measures.flatMap((measure) => {
    if (measure.kind === 'distinct') return [createDistinct(measure, means)];
    if (measure.kind === 'repeat') return [createRepeat(measure, means)];
    return measure.kind === 'unopened' ? [createUnopened(measure, means)] : [];
  });
  return [...createSums(measures.filter(({ kind }) => kind === 'sum') as SumMeasure[]), ...keyed];
}
