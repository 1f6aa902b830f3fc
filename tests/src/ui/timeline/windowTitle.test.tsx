import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type ConnectionState, createConnectionStore } from '../../../../src/live/connection.ts';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import { WindowTitle } from '../../../../src/ui/timeline/WindowTitle.tsx';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';

const DAY_MS = 86_400_000;
const newestMs = Date.parse('2018-08-29T15:00:37Z');
const extent = { fromMs: Date.parse('2016-09-04T00:00:00Z'), toMs: newestMs };

function titleOf(part: Partial<ViewState>, lagMs: number): string {
  const state: ConnectionState = { ...createConnectionStore(0).getState(), newestEventAtMs: newestMs, lagMs };
  const live = { connection: createStore(() => state) } as unknown as Live;
  const view = createViewStore({ ...DEFAULT_VIEW, ...part });
  const drawn = renderToStaticMarkup(
    <LiveProvider live={live}>
      <ViewContext value={view}>
        <WindowTitle catalogIsEmpty={false} extent={extent} timeZone="UTC" />
      </ViewContext>
    </LiveProvider>,
  );
  return drawn.replaceAll(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');
}

const month: ViewState['window'] = { kind: 'last', duration: 'P30D' };

it('names the newest time only while it ends now: of data that ended, and where it is rewound, it says the dates', () => {
  expect(titleOf({ window: month }, 1000)).toBe('Last 30 days');
  expect(titleOf({ window: month }, 3000 * DAY_MS)).toBe('31 Jul – 29 Aug 2018');
  expect(titleOf({ window: month, until: '2018-03-02T10:00:00Z' }, 1000)).toBe('31 Jan 2018, 10:00 – 2 Mar 2018, 10:00');
  expect(titleOf({}, 1000)).toBe('4 Sept 2016 – 29 Aug 2018');
});

it('says the dates of a live window in a view of an earlier moment, and names it again beside the present', () => {
  const asOf = { epoch: 'e', seq: 1, at: '2018-03-02T10:00:00Z' };
  expect(titleOf({ window: month, asOf }, 1000)).toBe('31 Jan 2018, 10:00 – 2 Mar 2018, 10:00');
  expect(titleOf({ window: month, asOf, tense: 'now' }, 1000)).toBe('Last 30 days');
});
