/**
 * Coded rows: what a live view needs of events, as whole numbers in columns. First the ordinals of each dimension, then what each tally
 * reads. Batches give them, and so does the archive, so that both are folded the same way.
 */
import type { RowBatch } from '../rows.ts';
import type { Tally } from './tallies.ts';
import type { Tuples } from './tuples.ts';

export type CodedColumn = Int32Array | Float64Array;

export interface CodedRows {
  /** The batch that they are rows of; null where they are from the archive. */
  readonly batch: RowBatch | null;
  /** Rows in the columns. */
  readonly length: number;
  readonly columns: readonly CodedColumn[];
  /** Which rows of the columns; `count` of them. */
  readonly rows: Int32Array;
  readonly count: number;
  /** How many of them have an amount without a rate. */
  readonly unconverted: number;
}

/** How the rows of a view are coded. */
export interface RowShape {
  readonly tuples: Tuples;
  /** What each column holds: codes, or whole numbers below 2^53. */
  readonly kinds: readonly ('code' | 'number')[];
  /** First column of each tally. */
  readonly offsets: readonly number[];
  columnsOf(batch: RowBatch): CodedColumn[];
}

export function shapeOf(tuples: Tuples, tallies: readonly Tally[]): RowShape {
  const { ordinals } = tuples;
  let next = ordinals.length;
  const offsets = tallies.map(({ kinds }) => {
    next += kinds.length;
    return next - kinds.length;
  });
  return {
    tuples,
    kinds: [...ordinals.map(() => 'code' as const), ...tallies.flatMap(({ kinds }) => kinds)],
    offsets,
    columnsOf(batch) {
      const columns: CodedColumn[] = [];
      for (const { ofRows } of ordinals) columns.push(ofRows(batch));
      for (const tally of tallies) for (const column of tally.columns) columns.push(column(batch));
      return columns;
    },
  };
}

const BLOCK_ROWS = 256;

/** Collects single rows into columns and hands them on block by block. */
export interface RowBlock {
  /** Takes the columns of a row and, after them, whether it is unconverted. */
  add(row: Float64Array): void;
  /** Hands on what is left. */
  end(): void;
}

export function createRowBlock({ kinds }: RowShape, onRows: (rows: CodedRows) => void): RowBlock {
  const columns = kinds.map((kind) => (kind === 'code' ? new Int32Array(BLOCK_ROWS) : new Float64Array(BLOCK_ROWS)));
  const rows = Int32Array.from({ length: BLOCK_ROWS }, (_, row) => row);
  let count = 0;
  let unconverted = 0;

  function end(): void {
    if (count > 0) onRows({ batch: null, length: count, columns, rows, count, unconverted });
    count = 0;
    unconverted = 0;
  }

  return {
    add(row) {
      for (let at = 0; at < columns.length; at++) (columns[at] as CodedColumn)[count] = row[at] as number;
      unconverted += row[columns.length] as number;
      if (++count === BLOCK_ROWS) end();
    },
    end,
  };
}
