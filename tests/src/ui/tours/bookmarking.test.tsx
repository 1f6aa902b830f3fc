import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import { DEFAULT_VIEW } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import type { TourDraft } from '../../../../src/protocol/tours.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { authorStore } from '../../../../src/ui/notes/author.ts';
import { bookmarkStore, useBookmark } from '../../../../src/ui/tours/bookmarking.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';

vi.mock('../../../../src/ui/share/useShown.ts', () => ({ useShownWords: () => ({ title: 'World' }) }));
afterEach(() => bookmarkStore.setState({ isNaming: false, said: null }));

const metrics = ['revenue', 'csat'].map((id) => ({ id, label: id }));
const OPEN = { id: 't', name: 'Board', version: 3, updatedAt: '2026-01-01', scenes: [] };

let bookmark = async (): Promise<void> => undefined;

function Page(): null {
  bookmark = useBookmark();
  return null;
}

async function press(tours: readonly (typeof OPEN)[]): Promise<{ edits: TourDraft[]; tour: string | null; isNaming: boolean }> {
  const edits: TourDraft[] = [];
  const store = createStore(() => ({ tours }));
  const edit = async (_kind: string, _id: string, draft: TourDraft) => void edits.push(draft);
  const view = createViewStore({ ...DEFAULT_VIEW, side: 'tours', tour: tours[0]?.id ?? null });
  renderToStaticMarkup(
    <LiveProvider live={{ programmes: { store, edit, follow: () => undefined } } as unknown as Live}>
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
  const { edits, tour, isNaming } = await press([OPEN]);
  expect([edits.map(({ scenes }) => scenes.map(({ name }) => name)), tour, isNaming]).toEqual([[['World · revenue']], 't', false]);
});

it('asks for a name where there is no tour yet', async () => {
  expect(await press([])).toEqual({ edits: [], tour: null, isNaming: true });
});
