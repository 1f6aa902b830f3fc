import { createStore } from 'zustand/vanilla';

/** Whether a view is being saved: menus and commands anywhere on the page begin it. */
export const savingStore = createStore<{ readonly isSaving: boolean }>(() => ({ isSaving: false }));

export function startSaving(isSaving = true): void {
  savingStore.setState({ isSaving });
}
