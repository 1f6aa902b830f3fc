/** What the legend of a wall says beside its picture. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { toHeightMeasure } from '../../../../src/model/measure.ts';
import { withPlan } from '../../../../src/model/plan.ts';
import { DEFAULT_VIEW } from '../../../../src/model/viewState.ts';
import type { MetricInfo } from '../../../../src/protocol/catalog.ts';
import type { PlanAnswer } from '../../../../src/protocol/plan.ts';
import { type AnswerTable, toTable } from '../../../../src/protocol/table.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';
import { WallLegend } from '../../../../src/ui/wall/WallLegend.tsx';
import { WHOLE } from '../../../wholeAnswer.ts';

const shown = vi.hoisted(() => ({ answer: {} as unknown }));
vi.mock('../../../../src/ui/useComparedAnswer.ts', () => ({ useComparedAnswer: () => shown.answer }));

const REVENUE: MetricInfo = {
  ...{ id: 'revenue', label: 'Revenue', unit: 'USD', formula: '', fold: 'additive' },
  ...{ interval: false, better: 'higher', sums: true },
};
const height = toHeightMeasure(REVENUE);
const colour = { ...height, kind: 'sequential', target: null, span: null, better: 'higher' } as const;
const columns = [
  { name: 'country', unit: null },
  { name: 'revenue', unit: 'USD' },
];

function said(table: AnswerTable | null, error: string | null = null): string {
  shown.answer = { table, level: 'country', height, colour, status: error === null ? 'live' : 'error', error };
  return renderToStaticMarkup(
    <ViewContext value={createViewStore({ ...DEFAULT_VIEW, plan: 'target' })}>
      <WallLegend />
    </ViewContext>,
  );
}

it('speaks of glass only where some stands', () => {
  const sold = toTable({ columns, rows: [['BR', 80]], ...WHOLE });
  const group = { ids: ['BR'], soFar: 100, toEnd: 100, from: 'own', parts: 1, coverage: 1 };
  const planned = { metric: 'revenue', adds: 'sum', labels: {}, groups: [group] } as unknown as PlanAnswer;
  expect(said(withPlan(sold, planned, REVENUE, []))).toContain('glass: target');
  expect(said(sold)).not.toContain('glass');
});

it('says that a map is empty because its question was refused, as of territories that are gone', () => {
  expect(said(null)).toContain('Height: Revenue');
  const failed = said(null, 'groupBy: unknown dimension territory:north');
  expect(failed).toContain('This could not be answered: groupBy: unknown dimension territory:north');
  expect(failed).not.toContain('Height');
});
