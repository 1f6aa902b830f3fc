/** The view in a store of its own: panels read slices of it and change it by the pure functions of the model. */
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ViewState } from '../model/viewState.ts';

export type ViewStore = StoreApi<ViewState>;
/** A change of the view: what it was to what it becomes. */
export type Change = (view: ViewState) => ViewState;

export function createViewStore(initial: ViewState): ViewStore {
  return createStore<ViewState>(() => initial);
}

export const ViewContext = createContext<ViewStore | null>(null);

/** The store of the view; throws outside of `ViewContext`. */
export function useViewStore(): ViewStore {
  const store = useContext(ViewContext);
  if (store === null) throw new Error('useView: no view here (wrap the page in ViewContext)');
  return store;
}

/** The whole view; rendered again with every change of it. */
export function useView(): ViewState {
  return useStore(useViewStore());
}

/** What a part of the page needs of the view; rendered again only when that is another value. */
export function useViewPart<Part>(part: (view: ViewState) => Part): Part {
  return useStore(useViewStore(), part);
}

/** Some fields of the view; rendered again only when one of these is another value. */
export function useViewOf<Name extends keyof ViewState>(...names: readonly Name[]): Pick<ViewState, Name> {
  return useViewPart(useShallow((view: ViewState) => Object.fromEntries(names.map((name) => [name, view[name]])) as Pick<ViewState, Name>));
}

/** Applies a change to the view. */
export function useChange(): (change: Change) => void {
  const store = useViewStore();
  return useMemo(() => (change) => store.setState(change(store.getState()), true), [store]);
}
