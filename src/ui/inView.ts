/** Which hexagons are in view while they are what is shown: part of what the map asks. */
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Cover } from '../model/hexagons/cellsInView.ts';
import { levelOf, resolutionOfView, type ViewState } from '../model/viewState.ts';

export interface InView {
  /** Cells that hold all that is in view; null asks for the whole drilled place. */
  readonly cells: readonly string[] | null;
  /** What covers a view is being fetched for the first picture: asking for all of the world would be in vain. */
  readonly isPending: boolean;
}

export const inViewStore = createStore<InView>(() => ({ cells: null, isPending: false }));

type CoverView = typeof import('../model/hexagons/cellsInView.ts').coverView;

/** Keeps {@link inViewStore} with the camera at rest, for as long as the page lives. */
export function followInView(view: StoreApi<ViewState>): void {
  let coverView: CoverView | null = null;
  let cover: Cover | null = null;
  let isAsked = false;

  function look(): void {
    const state = view.getState();
    cover =
      coverView === null || !isNear(state) || state.camera === null
        ? null
        : coverView(state.camera, sizeOf(), resolutionOfView(state), cover);
    const cells = cover?.cells ?? null;
    const now = inViewStore.getState();
    if (now.cells !== cells || now.isPending) inViewStore.setState({ cells, isPending: false });
  }

  async function load(): Promise<void> {
    isAsked = true;
    const loaded = await import('../model/hexagons/cellsInView.ts').catch(() => null);
    coverView = loaded?.coverView ?? null;
    isAsked = loaded !== null;
    look();
  }

  function follow(): void {
    const state = view.getState();
    // Fetched before hexagons are shown, so that their first question is the right one.
    if (!isAsked && state.picture === 'map' && state.camera !== null && levelOf(state) !== 'country' && levelOf(state) !== 'region')
      void load();
    if (coverView !== null) look();
  }

  inViewStore.setState({ cells: null, isPending: isNear(view.getState()) });
  follow();
  view.subscribe(follow);
  window.addEventListener('resize', follow);
}

/** Whether small places are shown from where a person left the camera: a place's own view shows all of it. */
function isNear(view: ViewState): boolean {
  const level = levelOf(view);
  return view.picture === 'map' && view.camera !== null && (level === 'hexagon' || level === 'customer');
}

function sizeOf(): { readonly width: number; readonly height: number } {
  return { width: window.innerWidth, height: window.innerHeight };
}
