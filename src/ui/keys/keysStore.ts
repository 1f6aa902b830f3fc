import { createStore } from 'zustand/vanilla';

/** Whether the sheet of keys is open. */
export const keysStore = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export function openKeys(isOpen = true): void {
  keysStore.setState({ isOpen });
}
