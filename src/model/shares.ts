/** How an amount divides into groups. */
import type { AnswerTable } from '../protocol/table.ts';
import { measuredOf } from './rows.ts';

export interface Share {
  readonly id: string | null;
  /** 0 to 1; all shares sum to 1. */
  readonly share: number;
}

/** The groups of an answer by one dimension with their shares of the sum, largest first; groups of nothing are left out. */
export function toShares(table: AnswerTable | null, metric: string): readonly Share[] {
  const valueAt = measuredOf(table, metric);
  const rows = Array.from({ length: table?.rowCount ?? 0 }, (_, row) => ({
    id: table?.keys[0]?.[row] ?? null,
    value: valueAt(row).value,
  })).filter(({ value }) => value > 0);
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  return rows.map(({ id, value }) => ({ id, share: value / total })).sort((one, other) => other.share - one.share);
}
