import { createStore } from 'zustand/vanilla';

/** Whether a new note is being written: keys, pins and buttons anywhere on the page begin one. */
export const writingStore = createStore<{ readonly isWriting: boolean }>(() => ({ isWriting: false }));

export function writeNote(isWriting = true): void {
  writingStore.setState({ isWriting });
}
