/** The steps that can be taken back, for the buttons and keys that take them. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type History, NO_HISTORY, record, redo, undo } from '../model/history.ts';
import { playing } from './colourFit.ts';
import type { ViewStore } from './viewStore.ts';

export interface Steps {
  readonly history: StoreApi<History>;
  undo(): void;
  redo(): void;
  /** Stops listening to the view. */
  stop(): void;
}

/** Listens to a view from now on. */
export function createSteps(view: ViewStore, now: () => number = () => performance.now()): Steps {
  const history = createStore<History>(() => NO_HISTORY);
  let isStepping = false;
  const stop = view.subscribe((after, before) => {
    if (!isStepping) history.setState(record(history.getState(), [before, after], now(), playing.isOn), true);
  });
  const step = (take: typeof undo) => () => {
    const taken = take(history.getState(), view.getState());
    if (!taken) return;
    isStepping = true;
    history.setState(taken[0], true);
    view.setState(taken[1], true);
    isStepping = false;
  };
  return { history, undo: step(undo), redo: step(redo), stop };
}

export const StepsContext = createContext<Steps | null>(null);

/** Takes steps back and does them again; throws outside of `StepsContext`. */
export function useStepping(): Steps {
  const steps = useContext(StepsContext);
  if (steps === null) throw new Error('useStepping: no steps here (wrap the page in StepsContext)');
  return steps;
}

/** The steps and whether there are any in either direction, rendered again with each; throws outside of `StepsContext`. */
export function useSteps(): Steps & { readonly canUndo: boolean; readonly canRedo: boolean } {
  const steps = useStepping();
  const { past, future } = useStore(steps.history);
  return { ...steps, canUndo: past.length > 0, canRedo: future.length > 0 };
}
