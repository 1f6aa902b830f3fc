import { describe, expect, it } from 'vitest';
import { withComparison } from '../../../src/map/comparedTooltip.ts';
import { toChangeMeasure, withBefore } from '../../../src/model/change.ts';
import { toColumns } from '../../../src/model/columns.ts';
import { STALE } from '../../../src/model/freshness.ts';
import { toHeightMeasure } from '../../../src/model/measure.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const REVENUE: MetricInfo = {
  ...{ id: 'revenue', label: 'Revenue', unit: 'USD', formula: '', fold: 'additive' },
  ...{ interval: false, better: 'higher', sums: true },
};

function revenues(rows: readonly (readonly [string, number | null])[], left: Partial<Pick<AnswerTable, 'truncated' | 'suppressed'>> = {}) {
  const table = toTable({
    columns: [
      { name: 'country', unit: null },
      { name: 'revenue', unit: 'USD' },
    ],
    rows: rows.map((row) => [...row]),
    ...WHOLE,
  });
  return { ...table, ...left };
}

/** The tooltip of a place beside another time, `stale` of which rests on a source that is behind. */
function tooltipOf(now: AnswerTable, before: AnswerTable, id: string, stale = 0) {
  const compared = withBefore(now, before, REVENUE);
  const shares = Float64Array.from({ length: compared.rowCount }, () => stale);
  const table = { ...compared, columns: [...compared.columns, { name: STALE, unit: 'share' }], values: [...compared.values, shares] };
  const [height, colour] = [toHeightMeasure(REVENUE), toChangeMeasure(REVENUE)];
  const options = { height, colour, theme: 'dark', stale: false, anchorOf: () => [10, 20] as const } as const;
  const picture = toColumns(table, 'country', options, null);
  const content = { name: id, rows: [{ label: 'Revenue', figure: '40', swatch: null }], note: '' };
  return withComparison(content, picture, { level: 'country', id, country: id, region: null }, { table, height, lagging: 'shop' });
}

/** What it says of the change. */
function changeTold(now: AnswerTable, before: AnswerTable, id: string): string | undefined {
  return tooltipOf(now, before, id).rows.at(-1)?.figure;
}

describe('the tooltip of a place beside another time', () => {
  const now = revenues([
    ['BR', 150],
    ['DE', 40],
  ]);

  it('calls new what was not there before, and tells the change of all else', () => {
    const before = revenues([['BR', 100]]);
    expect([changeTold(now, before, 'DE'), changeTold(now, before, 'BR')]).toEqual(['new', '+50.0 %']);
  });

  it('says what rests on a source that is behind, as beside no other time', () => {
    expect(tooltipOf(now, now, 'BR', 0.4).note).toContain('rests on shop, which is behind');
    expect(tooltipOf(now, now, 'BR').note).toBe('');
  });

  it('calls nothing new where the time before is cut off, or kept back: nobody knows', () => {
    const cut = revenues([['BR', 100]], { truncated: true });
    const withheld = revenues(
      [
        ['BR', 100],
        ['DE', null],
      ],
      { suppressed: 1 },
    );
    expect([changeTold(now, cut, 'DE'), changeTold(now, withheld, 'DE')]).toEqual(['–', '–']);
    expect(changeTold(now, cut, 'BR')).toBe('+50.0 %');
  });
});
