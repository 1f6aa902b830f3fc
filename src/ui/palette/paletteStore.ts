import { createStore } from 'zustand/vanilla';

/** Whether the command palette is open: keys and buttons anywhere on the page open it. */
export const paletteStore = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export function openPalette(isOpen = true): void {
  paletteStore.setState({ isOpen });
}
