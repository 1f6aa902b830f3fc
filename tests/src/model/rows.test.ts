import { describe, expect, it } from 'vitest';
import { isMeasured } from '../../../src/model/rows.ts';
import { tableOf } from './tableOf.ts';

describe('an answer', () => {
  it('is measured by a metric when one row has a value, be it zero', () => {
    const table = tableOf([
      ['BR', 0, null, 0],
      ['US', null, null, 0],
    ]);
    expect([isMeasured(table, 'revenue'), isMeasured(table, 'csat'), isMeasured(table, 'nps')]).toEqual([true, false, false]);
  });

  it('is not measured by the room that its columns keep for rows to come', () => {
    const table = tableOf([['BR', 5, null, 0]]);
    const roomy = table.values.map((values) => Float64Array.of(...values, 0, 0));
    expect([isMeasured({ ...table, values: roomy }, 'revenue'), isMeasured({ ...table, values: roomy }, 'csat')]).toEqual([true, false]);
  });
});
