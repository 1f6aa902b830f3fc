/** What is said of a plan where its figures are shown: in the drawer, in the panel and in the legend. */
import { MantineProvider } from '@mantine/core';
import type { JSX } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlanState } from '../../../../src/live/plan.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog, MetricInfo } from '../../../../src/protocol/catalog.ts';
import type { PlanAnswer, PlanGroup } from '../../../../src/protocol/plan.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { PlanKey } from '../../../../src/ui/plan/PlanKey.tsx';
import { PlanPanel } from '../../../../src/ui/plan/PlanPanel.tsx';
import { PlanSection } from '../../../../src/ui/plan/PlanSection.tsx';
import { WholePlan } from '../../../../src/ui/plan/WholePlan.tsx';
import { planHeads } from '../../../../src/ui/table/PlanCells.tsx';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const live = vi.hoisted(() => ({ plan: {} as unknown, table: {} as unknown, status: 'live' }));
vi.mock('../../../../src/live/plan.ts', () => ({ usePlan: () => live.plan, askPlansAgain: () => {} }));
vi.mock('../../../../src/live/useAnswer.ts', () => ({ useAnswer: () => ({ table: live.table, status: live.status, error: null }) }));
vi.mock('../../../../src/ui/useComparedAnswer.ts', () => ({ useComparedAnswer: () => ({ table: null }) }));
vi.mock('../../../../src/ui/legend/MetricPicker.tsx', () => ({ MetricPicker: () => null }));
vi.mock('../../../../src/live/LiveProvider.tsx', () => import('../stillLive.ts'));

const REVENUE: MetricInfo = {
  ...{ id: 'revenue', label: 'Revenue', unit: 'USD', formula: '', fold: 'additive' },
  ...{ interval: false, better: 'higher', sums: true },
};
const CATALOG = {
  ...{ currency: 'USD', timezone: 'UTC', epoch: 'e', metrics: [REVENUE], dimensions: [] },
  extent: { from: null, to: null },
} as unknown as Catalog;
const VIEW: ViewState = { ...DEFAULT_VIEW, plan: 'target' };
const sold = (amount: number | null) => toTable({ columns: [{ name: 'revenue', unit: 'USD' }], rows: [[amount]], ...WHOLE });
beforeEach(() => Object.assign(live, { table: sold(80), status: 'live' }));

const planned = (groups: readonly Partial<PlanGroup>[], adds: PlanAnswer['adds'] = 'sum'): PlanState => ({
  status: 'live',
  error: null,
  answer: {
    ...{ metric: 'revenue', kind: 'target', groupBy: [], adds, labels: {}, unplannable: [], unplaced: 0, known: [] },
    groups: groups.map((group) => ({ ids: [], soFar: 100, toEnd: 100, from: 'own', parts: 1, coverage: 1, ...group })),
    ...{ time: { from: null, to: null, now: '2026-11-22T00:00:00Z' }, asOf: { epoch: 'e', seq: 1 } },
    planned: { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
  },
});

function said(part: JSX.Element, plan: PlanState, view = VIEW): string {
  live.plan = plan;
  const page = renderToStaticMarkup(
    <MantineProvider>
      <CatalogContext value={CATALOG}>
        <ViewContext value={createViewStore(view)}>{part}</ViewContext>
      </CatalogContext>
    </MantineProvider>,
  );
  return page.replaceAll('&#x27;', "'");
}

describe('the drawer', () => {
  it('says that nothing is planned only once that is known', () => {
    const nothing = 'Nothing is planned for this place and time.';
    expect(said(<PlanSection />, planned([]))).toContain(nothing);
    const loading = said(<PlanSection />, { answer: null, status: 'loading', error: null });
    expect(loading).toContain('data-state="loading"');
    const failed = said(<PlanSection />, { answer: null, status: 'error', error: 'too busy' });
    expect(failed).toContain('This could not be answered: too busy');
    for (const page of [loading, failed]) expect(page).not.toContain(nothing);
    expect(said(<PlanSection />, planned([{}]))).toContain('$80 of $100');
  });

  it('says of a time that goes on what is planned to its end, since what it is held against is the part of that up to now', () => {
    expect(said(<PlanSection />, planned([{ soFar: 100, toEnd: 130 }]))).toContain('$130 planned to the end of the time that is shown');
    expect(said(<PlanSection />, planned([{}]))).not.toContain('to the end');
  });
});

it('tells the plan of the drawer alone where nothing can be held against it, and never what happened elsewhere', () => {
  live.table = sold(null);
  expect(said(<PlanSection />, planned([{}]))).toContain('– of $100');
  const later = said(<PlanSection />, planned([{ soFar: null, toEnd: 130 }]));
  expect(later).toContain('$130 planned to the end of the time that is shown');
  // While another place loads, the figures are those of the place before.
  Object.assign(live, { table: sold(80), status: 'loading' });
  expect(said(<PlanSection />, planned([{}]))).not.toContain('$80');
});

describe('the panel', () => {
  it('says whether the plan is that up to now, or of all the time that is shown', () => {
    const part = said(<WholePlan metric={REVENUE} />, planned([{ soFar: 100, toEnd: 130 }]));
    expect(part).toContain('Revenue, all places: planned up to now');
    expect(part).toContain('$130 planned to the end');
    // A number of customers is told for the whole month, also while that goes on.
    const month = said(<WholePlan metric={REVENUE} />, planned([{ soFar: null, toEnd: 130 }], 'whole'));
    expect(month).toContain('Revenue, all places: planned for the time that is shown');
    expect(month).not.toContain('up to now');
  });
});

it('where no plan of the metric counts the panel says which do not, and why', () => {
  const none = planned([]);
  const known = [{ kind: 'target', metric: 'Revenue', plans: 12 }] as const;
  const page = said(<PlanPanel />, { ...none, answer: { ...(none.answer as PlanAnswer), planned: null, unplaced: 2, known } });
  expect(page).toContain('No target is set for Revenue.');
  expect(page).toContain('Plans of metrics that are not known here: Revenue');
  expect(page).toContain('2 plans name a place that is not known');
});

it('where a filter leaves what has no value, legend and panel say that no plan can be made for it', () => {
  const none = planned([], 'whole');
  const cut = { ...none, answer: { ...(none.answer as PlanAnswer), unplannable: ['category'] } };
  for (const part of [<PlanKey key="key" level="country" metric="revenue" />, <PlanPanel key="panel" />]) {
    expect(said(part, cut)).toContain('What is shown now is cut by something else.');
    expect(said(part, none)).toContain('exactly one planned period');
  }
});

describe('the legend', () => {
  const key = <PlanKey level="country" metric="revenue" />;

  it('tells what glass means where some stands, and else why there is none', () => {
    expect(said(key, planned([{ ids: ['BR'] }]))).toContain('full: on plan');
    const none = said(key, planned([]));
    expect(none).toContain('None is set for this time and these places.');
    const cut = said(key, planned([{ ids: ['BR'] }]), { ...VIEW, where: { reason: ['late'] } });
    expect(cut).toContain('What is shown now is cut by something else.');
    expect(said(key, planned([], 'whole'))).toContain('exactly one planned period');
    for (const page of [none, cut]) expect(page).not.toContain('full: on plan');
  });
});

it('the table calls the part of a plan up to now so, and the plan of a time that is over by its name', () => {
  expect(planHeads('target', true).map(([, head]) => head)).toEqual(['Target to date', '% of target']);
  expect(planHeads('forecast', false).map(([, head]) => head)).toEqual(['Forecast', '% of forecast']);
});
