/** The columns of a list of records: those that its events have something to say in. */
import type { RecordAnswer } from '../../protocol/records.ts';

export const RECORD_COLUMNS = [
  ...(['time', 'type', 'amount', 'score', 'customer', 'place', 'text', 'category', 'product', 'reason', 'channel'] as const),
  ...(['segment', 'order', 'quantity', 'duration', 'resolved', 'brand', 'agent', 'source'] as const),
] as const;
export type RecordColumn = (typeof RECORD_COLUMNS)[number];

/** Whether a record has something to say in a column. */
export function hasValue(record: RecordAnswer, column: RecordColumn): boolean {
  switch (column) {
    case 'time':
    case 'type':
      return true;
    case 'amount':
      return record.amount !== null || record.value !== null;
    case 'place':
      return record.place.name !== null;
    case 'duration':
      return record.durationS !== null;
    case 'source':
      return record.source !== '';
    default:
      return record[column] !== null;
  }
}

/** In their fixed order; the source only where there is more than one. */
export function columnsOf(records: readonly RecordAnswer[]): readonly RecordColumn[] {
  const isOneSource = new Set(records.map(({ source }) => source)).size < 2;
  return RECORD_COLUMNS.filter((column) => {
    if (column === 'source') return !isOneSource;
    return records.some((record) => hasValue(record, column));
  });
}
