import { createStore } from 'zustand/vanilla';

/** What a view is called, and which question it answers. */
interface Typed {
  readonly name: string;
  readonly question: string;
}

interface Saving {
  readonly isSaving: boolean;
  /** What stands in the form so far: it outlives the panel, which lies over the map on a phone. */
  readonly typed: Typed;
}

const NOTHING: Saving = { isSaving: false, typed: { name: '', question: '' } };

/** Whether a view is being saved: menus and commands anywhere on the page begin it. */
export const savingStore = createStore<Saving>(() => NOTHING);

/** Begins it, or goes on; ends it when the view was saved or it was given up. */
export function startSaving(isSaving = true): void {
  savingStore.setState(isSaving ? { isSaving } : NOTHING);
}

export function keepTyped(typed: Typed): void {
  savingStore.setState({ typed });
}
