/** What stands over a scene on a wall: the time that its figures are of, and when the server was heard. */
import type { JSX } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type ConnectionState, createConnectionStore } from '../../../../src/live/connection.ts';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';
import { WallState, WallWindow } from '../../../../src/ui/wall/WallHead.tsx';

const DAY_MS = 86_400_000;
const newestMs = Date.parse('2018-08-29T15:00:37Z');
const extent = { fromMs: Date.parse('2016-09-04T00:00:00Z'), toMs: newestMs };

function drawn(part: JSX.Element, state: Partial<ConnectionState>, view: Partial<ViewState> = {}): string {
  const connection = createStore<ConnectionState>(() => ({ ...createConnectionStore(0).getState(), ...state }));
  const live = { connection, room: { serverNow: () => newestMs } } as unknown as Live;
  const markup = renderToStaticMarkup(
    <LiveProvider live={live}>
      <CatalogContext value={{ timezone: 'UTC' } as unknown as Catalog}>
        <ViewContext value={createViewStore({ ...DEFAULT_VIEW, ...view })}>{part}</ViewContext>
      </CatalogContext>
    </LiveProvider>,
  );
  return markup.replaceAll(/<[^>]*>/g, '|').replaceAll('\u00a0', ' ');
}

it('calls a window the last one only while it ends now: of data that ended, and where the scene was rewound, it says the dates', () => {
  const last = (view: Partial<ViewState>, lagMs: number) => {
    const shown = { window: { kind: 'last', duration: 'P30D' }, ...view } as const;
    return drawn(<WallWindow extent={extent} timeZone="UTC" />, { newestEventAtMs: newestMs, lagMs }, shown);
  };
  expect(last({}, 1000)).toBe('Last 30 days');
  expect(last({}, 3000 * DAY_MS)).toBe('31 Jul – 29 Aug 2018');
  expect(last({ until: '2018-03-02T10:00:00Z' }, 1000)).toBe('31 Jan – 2 Mar 2018');
});

it('says by the clock of the server when it was heard last: that of the screen may be wrong', () => {
  const heardMs = Date.parse('1970-01-01T00:07:00Z');
  const state = { status: 'lost', lastMessageAtMs: heardMs, serverAheadMs: newestMs - heardMs } as const;
  expect(drawn(<WallState />, state)).toContain('29 Aug 2018, 15:00:37');
});

it('calls nothing live that is of an earlier moment, and says which; where the log is another one, that there are no figures', () => {
  const moment = { epoch: 'a', seq: 5, at: '2018-03-02T10:00:00Z' };
  const head = (epoch: string, tense: 'then' | 'now', state: Partial<ConnectionState> = {}) =>
    drawn(<WallState />, { status: 'live', epoch, newestEventAtMs: newestMs, ...state }, { asOf: moment, tense });
  expect(head('a', 'then')).toContain('Connected');
  expect(head('a', 'then')).toContain('The numbers are those of 2 Mar 2018, 10:00:00 UTC.');
  expect(head('b', 'then')).toContain('The numbers of 2 Mar 2018, 10:00:00 UTC cannot be brought back');
  const lost = { status: 'lost', lastMessageAtMs: newestMs } as const;
  expect(head('a', 'then', lost)).toContain('The numbers are those of 2 Mar 2018');
  expect(head('a', 'now', lost)).toContain('Figures of 29 Aug 2018, 15:00:37');
});
