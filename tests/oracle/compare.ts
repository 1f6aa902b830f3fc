/** Whether two answers say the same: every number to the last bit, but for the ends of intervals. */
import { expect } from 'vitest';
import type { QueryAnswer } from '../../src/protocol/query.ts';

/** The ends of intervals are irrational: the order of operations may show in their last digits. */
const END_TOLERANCE = 1e-9;

/** Fails with both answers when they differ; labels are not compared. */
export function expectSameAnswer(actual: QueryAnswer, expected: QueryAnswer): void {
  const ends = expected.columns.flatMap(({ name }, at) => (/\.(low|high)$/.test(name) ? [at] : []));
  const rows = actual.rows.map((row, at) =>
    row.map((cell, column) => (ends.includes(column) ? settle(cell, expected.rows[at]?.[column]) : cell)),
  );
  expect({ ...actual, rows, labels: {} }).toEqual({ ...expected, labels: {} });
}

function settle<Cell>(cell: Cell, expected: unknown): Cell {
  const isClose = typeof cell === 'number' && typeof expected === 'number' && Math.abs(cell - expected) < END_TOLERANCE;
  return isClose ? (expected as Cell) : cell;
}
