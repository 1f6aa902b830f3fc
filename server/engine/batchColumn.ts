/** Columns that are computed from a batch once, however many live views read them. */
import { type Column, grown } from './grown.ts';
import type { RowBatch } from './rows.ts';

/**
 * The column of a batch: an entry for each of its rows, and what is left of longer batches after them. To be read before the next
 * batch is asked for, because the memory is used again.
 */
export type BatchColumn<Kind extends Column> = (batch: RowBatch) => Kind;

/** `fill` writes every row of the batch into the column. */
export function batchColumn<Kind extends Column>(empty: Kind, fill: (batch: RowBatch, into: Kind) => void): BatchColumn<Kind> {
  const once = oncePerBatch((batch: RowBatch, column: Kind) => {
    const wide = grown(column, batch.count);
    fill(batch, wide);
    return wide;
  }, empty);
  return once;
}

/** What `make` makes of a batch, made once while the batches come one after the other; it may use again what it made before. */
export function oncePerBatch<Result>(make: (batch: RowBatch, before: Result) => Result, first: Result): (batch: RowBatch) => Result {
  let result = first;
  // Not held: a column that is not read any more would keep the last batch it was read of.
  let latest: WeakRef<RowBatch> | null = null;
  return (batch) => {
    if (latest?.deref() === batch) return result;
    latest = null;
    result = make(batch, result);
    latest = new WeakRef(batch);
    return result;
  };
}
