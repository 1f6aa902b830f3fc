/** The total of the table: of the same events as its rows, or said not to be. */
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AskedView } from '../../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog, MetricInfo } from '../../../../src/protocol/catalog.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { PlaceTable } from '../../../../src/ui/table/PlaceTable.tsx';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const live = vi.hoisted(() => ({ answer: {} as unknown, view: {} as unknown, asked: [] as unknown[] }));
vi.mock('../../../../src/live/useAnswer.ts', () => ({
  useAnswer: (query: unknown) => {
    if (query !== null) live.asked.push(query);
    return { table: null, status: 'live', error: null };
  },
}));
vi.mock('../../../../src/ui/useAsked.ts', () => ({ useAsked: () => live.view }));
vi.mock('../../../../src/live/plan.ts', () => ({ usePlan: () => null }));
vi.mock('../../../../src/ui/useRoom.ts', () => ({ usePhone: () => false }));
vi.mock('../../../../src/ui/useSize.ts', () => ({ deskScale: () => 1 }));
vi.mock('../../../../src/ui/useComparedAnswer.ts', () => ({ useComparedAnswer: () => live.answer }));
vi.mock('../../../../src/ui/legend/MetricPicker.tsx', () => ({ MetricPicker: () => null }));
vi.mock('../../../../src/live/LiveProvider.tsx', () => import('../stillLive.ts'));

const REVENUE: MetricInfo = {
  ...{ id: 'revenue', label: 'Revenue', unit: 'EUR', formula: '', fold: 'additive' },
  ...{ interval: false, better: 'higher', sums: true },
};
const CATALOG = {
  ...{ currency: 'EUR', timezone: 'UTC', epoch: 'e', metrics: [REVENUE], dimensions: [] },
  extent: { from: null, to: null },
} as unknown as Catalog;
const columns = [
  { name: 'country', unit: null },
  { name: 'revenue', unit: 'EUR' },
];
const height = { metric: 'revenue', unit: 'EUR', label: 'Revenue' };

function shown({ truncated = false, ...extra }: Partial<AskedView> & { readonly truncated?: boolean } = {}): string {
  live.answer = {
    ...{ table: toTable({ columns, rows: [['BR', 80]], ...WHOLE, truncated }), level: 'country', height, status: 'live', error: null },
    colour: { ...height, kind: 'sequential', target: null, span: null, better: 'higher' },
  };
  const view: ViewState = { ...DEFAULT_VIEW, height: 'revenue', colour: 'revenue', where: { country: ['BR'], category: ['Tea'] } };
  live.view = { ...view, ...extra };
  return renderToStaticMarkup(
    <MantineProvider>
      <CatalogContext value={CATALOG}>
        <ViewContext value={createViewStore(view)}>
          <PlaceTable />
        </ViewContext>
      </CatalogContext>
    </MantineProvider>,
  );
}

beforeEach(() => void live.asked.splice(0));

it('says that rows of what is in view, or the largest of very many, do not come to it', () => {
  expect(shown()).not.toMatch(/in view|largest rows/);
  expect(shown({ truncated: true })).toContain('the largest rows are shown');
  expect(shown({ cells: ['85283473fffffff'] })).toContain('rows of what is in view');
});

it('while places are being chosen is that of all places that are listed, not of those chosen so far', () => {
  const wheres = () => live.asked.splice(0).map((query) => (query as Query).where);
  shown();
  expect(wheres()).toEqual([{ country: ['BR'], category: ['Tea'] }]);
  shown({ isChoosing: true });
  expect(wheres()).toEqual([{ category: ['Tea'] }]);
});
