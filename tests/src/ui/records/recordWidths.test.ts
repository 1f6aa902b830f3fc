import { describe, expect, it } from 'vitest';
import { RECORD_COLUMNS } from '../../../../src/model/records/recordColumns.ts';
import { recordWidths } from '../../../../src/ui/records/recordWidths.ts';

/** Rem that the list has on a wide screen and on a small one, without the drawer. */
const [WIDE, SMALL] = [108 - 2.4, 60 - 2.4];

describe('the columns of records', () => {
  it('of orders, reviews and profiles all fit into the panel of a wide screen', () => {
    const columns = ['time', 'type', 'amount', 'score', 'customer', 'place', 'text', 'category', 'product', 'order', 'quantity'] as const;
    expect(recordWidths(columns, false).least).toBeLessThanOrEqual(WIDE);
  });

  it('on a small screen show when, what, how much, who and where whole', () => {
    expect(recordWidths(['time', 'type', 'amount', 'score', 'customer', 'place'], false).least).toBeLessThanOrEqual(SMALL);
  });

  it('have a width each, the sum of which the list keeps', () => {
    const { template, least } = recordWidths(RECORD_COLUMNS, false);
    const widths = [...template.matchAll(/(?:minmax\()?([\d.]+)rem/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(RECORD_COLUMNS.length);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(least);
    expect(recordWidths(RECORD_COLUMNS, true).least).toBeLessThan(least);
  });
});
