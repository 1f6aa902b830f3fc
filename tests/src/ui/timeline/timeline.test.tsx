/** The timeline where there is nothing to draw: an axis that was moved there can be moved on. */
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createConnectionStore } from '../../../../src/live/connection.ts';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import type { LiveAnswer } from '../../../../src/live/liveAnswer.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { Timeline } from '../../../../src/ui/timeline/Timeline.tsx';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

vi.mock('../../../../src/ui/display.ts', () => ({ isWall: () => false }));
vi.mock('../../../../src/ui/timeline/TimelineChart.tsx', () => ({ TimelineChart: () => <svg data-axis /> }));

const metric = (id: string) => ({ id, label: id, unit: 'count', formula: '', interval: false, better: 'higher', sums: true });
const catalog = {
  ...{ epoch: 'e', currency: 'USD', timezone: 'UTC', simulated: false, dimensions: [] },
  metrics: [metric('revenue'), metric('csat')],
  extent: { from: '2014-01-03T00:00:00Z', to: '2017-12-30T00:00:00Z' },
} as unknown as Catalog;

/** Orders are of days alone: within one there is nothing. */
vi.mock('../../../../src/live/useAnswer.ts', () => ({
  useAnswer(query: Query | null): LiveAnswer {
    const groups = query?.groupBy ?? [];
    const table = toTable({
      columns: [...groups.map((name) => ({ name, unit: null })), ...(query?.metrics ?? []).map((name) => ({ name, unit: 'count' }))],
      rows: groups[0] === 'time:week' && query?.metrics.length === 1 ? [['2014-01-06T00:00:00Z', 10]] : [],
      ...WHOLE,
    });
    return { table, status: 'live', error: null };
  },
  useAnswerStatus: () => 'live',
}));

function drawn(part: Partial<ViewState>): string {
  const library = { store: createStore(() => ({ status: 'live', error: null, notes: [], views: [] })), follow: () => undefined };
  const connection = createStore(() => ({ ...createConnectionStore(0).getState(), newestEventAtMs: Date.parse(catalog.extent.to ?? '') }));
  const live = { connection, library } as unknown as Live;
  return renderToStaticMarkup(
    <MantineProvider>
      <LiveProvider live={live}>
        <CatalogContext value={catalog}>
          <ViewContext value={createViewStore({ ...DEFAULT_VIEW, ...part })}>
            <Timeline />
          </ViewContext>
        </CatalogContext>
      </LiveProvider>
    </MantineProvider>,
  );
}

it('keeps its axis where somebody moved it to a time without events, and does not say that nothing was ever sent', () => {
  const noon = drawn({ axis: { from: '2016-05-04T11:00:00Z', to: '2016-05-04T13:00:00Z' } });
  expect(noon).toContain('data-axis');
  expect(noon).not.toContain('Nothing has been sent');
});

it('says so where nothing was', () => {
  const whole = drawn({});
  expect(whole).not.toContain('data-axis');
  expect(whole).toContain('Nothing has been sent');
});
