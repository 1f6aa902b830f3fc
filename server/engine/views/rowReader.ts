/**
 * Coded rows: what a live view needs of an event, as a few whole numbers. `[group code of each dimension, contribution of each tally,
 * unconverted]`. Events give them, and so does the archive, so that both are added the same way.
 */
import { codeColumn } from '../columns.ts';
import type { Plan } from '../plan.ts';
import type { RowBatch } from '../rows.ts';
import type { LiveMeasure, Tally } from './tallies.ts';

export interface RowShape {
  readonly dimensions: number;
  /** Where each tally's contribution begins. */
  readonly offsets: readonly number[];
  readonly unconverted: number;
  readonly width: number;
}

export function shapeOf(plan: Pick<Plan, 'dimensions'>, tallies: readonly Tally[]): RowShape {
  const dimensions = plan.dimensions.length;
  let next = dimensions;
  const offsets = tallies.map(({ width }) => {
    next += width;
    return next - width;
  });
  return { dimensions, offsets, unconverted: next, width: next + 1 };
}

/** Reads the rows of a batch that match the filters; `null` where one does not. */
export function readRows(plan: Pick<Plan, 'dimensions' | 'filters'>, tallies: readonly Tally[], shape: RowShape) {
  return (batch: RowBatch): ((row: number, into: Float64Array) => boolean) => {
    const tests = plan.filters.map((filter) => filter.test(batch));
    const codes = plan.dimensions.map((dimension) => dimension.codeOf(batch));
    const reads = tallies.map((tally) => tally.read(batch));
    return (row, into) => {
      for (const test of tests) if (!test(row)) return false;
      for (let at = 0; at < codes.length; at++) into[at] = (codes[at] as (row: number) => number)(row);
      for (let at = 0; at < reads.length; at++) (reads[at] as ReturnType<Tally['read']>)(row, into, shape.offsets[at] as number);
      into[shape.unconverted] = batch.unconverted[row] as number;
      return true;
    };
  };
}

/** Expressions that give one event's contribution to a measure, in a query grouped by event. */
export function contributionSql(measure: LiveMeasure): string[] {
  switch (measure.kind) {
    case 'sum':
      return [measure.sql];
    case 'repeat':
      return [keySql(measure.key, measure.condition.sql), keySql(measure.counted, measure.condition.sql)];
    case 'distinct':
    case 'unopened':
      return [keySql(measure.key, measure.condition.sql)];
  }
}

function keySql(key: string, condition: string): string {
  return `max(CASE WHEN ${condition} THEN ${codeColumn(key)} ELSE 0 END)`;
}
