/** Answers that all say the same are not certain: a line and a whisker show how far a net score of so few may be off. */
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../src/model/bounds.ts';
import { toSeries } from '../../../src/model/kpi.ts';
import { sparkPoints } from '../../../src/model/spark.ts';
import { net } from '../../../src/protocol/interval.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];

/** Net scores of one answer a day: for, against, for. */
const answer = toTable({
  ...WHOLE,
  columns: [
    { name: 'time:day', unit: null },
    ...['nps', 'nps.n', 'nps.low', 'nps.high'].map((name) => ({ name, unit: name === 'nps.n' ? 'count' : 'points' })),
    { name: 'revenue', unit: 'USD' },
  ],
  rows: DAYS.map((day, at) => {
    const { value, n, low, high } = at === 1 ? net(0, 1, 1) : net(1, 0, 1);
    return [`${day}T00:00:00Z`, value, n, low, high, 10];
  }),
});
const span = { fromMs: Date.parse(DAYS[0] as string), toMs: Date.parse('2026-03-04') };

describe('the line of a net score', () => {
  const series = toSeries(answer, 'nps', span);

  it('has around a day of one answer what one answer can tell', () => {
    const one = boundsOf({ value: 100, n: 1, low: 100, high: 100 });
    expect([series.low[0], series.high[0]]).toEqual([one.low, one.high]);
    expect(one.low).toBeCloseTo(-58.69, 2);
    expect([series.low[1], series.high[1]]).toEqual([-100, -one.low]);
  });

  it('stands in a band that wide', () => {
    for (const { low, high } of sparkPoints(series, 76, 28).band) expect(low - high).toBeGreaterThan(10);
  });

  it('leaves metrics without an interval as they are', () => {
    const revenue = toSeries(answer, 'revenue', span);
    expect([revenue.values, revenue.low, revenue.high]).toEqual([[10, 10, 10], Array(3).fill(Number.NaN), Array(3).fill(Number.NaN)]);
  });
});
