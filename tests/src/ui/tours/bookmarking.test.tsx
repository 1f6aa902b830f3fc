import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import { toCountry } from '../../../../src/model/place.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import type { TourDraft } from '../../../../src/protocol/tours.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { authorStore } from '../../../../src/ui/notes/author.ts';
import { bookmarkStore, useBookmark } from '../../../../src/ui/tours/bookmarking.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';

let title = 'World';
vi.mock('../../../../src/ui/share/useShown.ts', async (load) => ({ ...(await load<object>()), useShownWords: () => ({ title }) }));
afterEach(() => bookmarkStore.setState({ isNaming: false, said: null }));

const metrics = ['revenue', 'csat'].map((id) => ({ id, label: id }));
const OPEN = { id: 't', name: 'Board', version: 3, updatedAt: '2026-01-01', scenes: [] };

let bookmark = async (): Promise<void> => undefined;

function Page(): null {
  bookmark = useBookmark();
  return null;
}

/** The tours come a moment after the page has begun to follow them. */
async function press(
  tours: readonly (typeof OPEN)[],
  seen: Partial<ViewState> = {},
): Promise<{ edits: TourDraft[]; tour: string | null; isNaming: boolean }> {
  const edits: TourDraft[] = [];
  const store = createStore(() => ({ status: 'loading', tours: [] as readonly (typeof OPEN)[] }));
  const follow = () => void setTimeout(() => store.setState({ status: 'live', tours }));
  const edit = async (_kind: string, _id: string, draft: TourDraft) => void edits.push(draft);
  const view = createViewStore({ ...DEFAULT_VIEW, ...seen });
  renderToStaticMarkup(
    <LiveProvider live={{ programmes: { store, edit, follow } } as unknown as Live}>
      <CatalogContext value={{ metrics } as unknown as Catalog}>
        <ViewContext value={view}>
          <Page />
        </ViewContext>
      </CatalogContext>
    </LiveProvider>,
  );
  await bookmark();
  return { edits, tour: view.getState().tour, isNaming: bookmarkStore.getState().isNaming };
}

it('adds to the tour that stands open, also for somebody who never gave a name in this browser', async () => {
  expect(authorStore.getState().author).toBe('');
  const { edits, tour, isNaming } = await press([OPEN], { side: 'tours', tour: 't' });
  expect([edits.map(({ scenes }) => scenes.map(({ name }) => name)), tour, isNaming]).toEqual([[['World · revenue']], 't', false]);
});

it('adds to the tour that was changed last where none stands open, also before the page has read any', async () => {
  const { edits, tour, isNaming } = await press([{ ...OPEN, id: 'old', updatedAt: '2025-01-01' }, OPEN]);
  expect([edits.length, tour, isNaming]).toEqual([1, 't', false]);
});

it('titles the picture of a customer, who was pointed out on the map before, by no customer', async () => {
  const selected = { level: 'customer', id: 'ana', country: 'BR', region: null } as const;
  title = 'ana';
  const { edits } = await press([OPEN], { picture: 'ecosystem', focus: toCountry('BR'), selected });
  title = 'World';
  expect(edits.map(({ scenes }) => scenes.map(({ name }) => name))).toEqual([['Customer · revenue']]);
});

it('asks for a name where there is no tour yet', async () => {
  expect(await press([])).toEqual({ edits: [], tour: null, isNaming: true });
});
