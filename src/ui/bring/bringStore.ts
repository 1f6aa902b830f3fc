import { createStore } from 'zustand/vanilla';

interface Bringing {
  readonly isOpen: boolean;
  /** What was dropped; null while the reader has yet to choose. */
  readonly file: File | null;
}

/** Whether the sheet for bringing data is open, and with which file: a drop, a button and a command open it. */
export const bringStore = createStore<Bringing>(() => ({ isOpen: false, file: null }));

export function openBring(file: File | null = null): void {
  bringStore.setState({ isOpen: true, file });
}

export function closeBring(): void {
  bringStore.setState({ isOpen: false, file: null });
}
