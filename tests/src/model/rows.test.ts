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
});
