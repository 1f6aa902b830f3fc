/** The line of a figure on a wall: by longer buckets where the usual ones are kept back, and none where nothing of it is told. */
import { describe, expect, it } from 'vitest';
import { bestLine, isLineTold, lineGrains } from '../../../../src/model/wall/toldLine.ts';

const DAY_MS = 86_400_000;
const span = (days: number) => ({ fromMs: 0, toMs: days * DAY_MS });
/** A line of so many points, of which so many are told. */
const line = (points: number, told: number) => ({ values: Array.from({ length: points }, (_, at) => (at < told ? at : Number.NaN)) });

describe('the line of a wall', () => {
  it('is tried by longer buckets only where three of them fit into its time', () => {
    expect(lineGrains('day', span(28))).toEqual(['day', 'week']);
    expect(lineGrains('day', span(7))).toEqual(['day']);
    expect(lineGrains('week', span(365))).toEqual(['week', 'month', 'quarter']);
    expect(lineGrains('minute', span(1 / 24))).toEqual(['minute']);
  });

  it('is told by three quarters of its points, and three at least', () => {
    expect([line(28, 21), line(3, 3), line(3, 2), line(28, 20), line(0, 0)].map(isLineTold)).toEqual([true, true, false, false, false]);
  });

  it('is the first that is told, else the one with the fewest gaps, else none', () => {
    expect(bestLine([line(28, 28), line(4, 4)])).toBe(0);
    expect(bestLine([line(28, 1), line(4, 3)])).toBe(1);
    expect(bestLine([line(28, 14), line(5, 3), null])).toBe(1);
    expect(bestLine([line(28, 14), null])).toBe(0);
    // One told day of four weeks is no line.
    expect(bestLine([line(28, 1), line(4, 2)])).toBeNull();
    expect(bestLine([null])).toBeNull();
  });
});
