import { expect, it } from 'vitest';
import type { MapScene } from '../../../src/map/mapScene.ts';
import { withStanding } from '../../../src/map/plannedTooltip.ts';
import { toColumns } from '../../../src/model/columns.ts';
import { toHeightMeasure } from '../../../src/model/measure.ts';
import { toCountry } from '../../../src/model/place.ts';
import { withPlan } from '../../../src/model/plan.ts';
import type { MetricInfo } from '../../../src/protocol/catalog.ts';
import type { PlanAnswer } from '../../../src/protocol/plan.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const REVENUE: MetricInfo = {
  ...{ id: 'revenue', label: 'Revenue', unit: 'USD', formula: '', fold: 'additive' },
  ...{ interval: false, better: 'higher', sums: true },
};

it('the tooltip says whether the plan is that up to now, or of all the time that is shown', () => {
  const answer = {
    ...{ metric: 'revenue', adds: 'sum', labels: {} },
    groups: [
      { ids: ['BR'], soFar: 100, toEnd: 130, from: 'own', parts: 1, coverage: 1 },
      { ids: ['DE'], soFar: 50, toEnd: 50, from: 'own', parts: 1, coverage: 1 },
    ],
  } as unknown as PlanAnswer;
  const sold = toTable({
    columns: [
      { name: 'country', unit: null },
      { name: 'revenue', unit: 'USD' },
    ],
    rows: [
      ['BR', 80],
      ['DE', 40],
    ],
    ...WHOLE,
  });
  const table = withPlan(sold, answer, REVENUE, []);
  const height = toHeightMeasure(REVENUE);
  const colour = { ...height, kind: 'sequential', target: null, span: null, better: 'higher' } as const;
  const options = { height, colour, theme: 'dark', stale: false, anchorOf: () => [10, 20] as const } as const;
  const picture = toColumns(table, 'country', options, null);
  const told = (id: string, isWhatIf = false) => {
    const content = { name: id, rows: [{ label: 'Revenue', figure: '', swatch: null }], note: '' };
    return withStanding(content, picture, toCountry(id), { table, height, isWhatIf } as MapScene).rows[1]?.label;
  };
  expect([told('BR'), told('DE')]).toEqual(['planned up to now', 'planned for this time']);
  expect([told('BR', true), told('DE', true)]).toEqual(['what if, up to now', 'what if, for this time']);
});
