/** Changes of tours that cannot be kept, as while the server is away. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import type { Scene, Tour } from '../../../../src/protocol/tours.ts';
import { bookmarkStore } from '../../../../src/ui/tours/bookmarking.ts';
import { type TourEdits, useTourEdits } from '../../../../src/ui/tours/useTourEdits.ts';

afterEach(() => bookmarkStore.setState({ said: null }));

const scene: Scene = { id: 'a', name: 'Brazil', search: '', path: [], caption: '', seconds: 12 };
const tour: Tour = { id: 't', version: 1, author: 'Ana', createdAt: '', updatedAt: '', name: 'Board', scenes: [scene] };
let edits: TourEdits;

function Editor(): null {
  edits = useTourEdits(tour);
  return null;
}

it('tells who typed something that it was not kept, and why; what was kept tells nobody', async () => {
  const store = createStore(() => ({ tours: [tour] }));
  let isAway = true;
  const edit = async () => {
    if (isAway) throw new Error('Failed to fetch');
  };
  renderToStaticMarkup(
    <LiveProvider live={{ programmes: { store, edit } } as unknown as Live}>
      <Editor />
    </LiveProvider>,
  );
  const put = (): { readonly failed: () => number } => {
    const onFailed = vi.fn();
    edits.putScenes(() => [{ ...scene, caption: 'A long caption' }], 'kept', onFailed);
    return { failed: () => onFailed.mock.calls.length };
  };
  const lost = put();
  await expect.poll(() => bookmarkStore.getState().said).toEqual({ text: 'That did not work: Failed to fetch', isBad: true });
  isAway = false;
  const kept = put();
  await expect.poll(() => bookmarkStore.getState().said).toEqual({ text: 'kept', isBad: false });
  expect([lost.failed(), kept.failed()]).toEqual([1, 0]);
});
