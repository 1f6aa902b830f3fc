import { createStore } from 'zustand/vanilla';

interface Writing {
  readonly isWriting: boolean;
  /** What stands in it so far: it outlives the panel, and the look at another place. */
  readonly text: string;
}

/** Whether a new note is being written: keys, pins and buttons anywhere on the page begin one. */
export const writingStore = createStore<Writing>(() => ({ isWriting: false, text: '' }));

/** Begins one, or goes on; ends it when it was sent or given up. */
export function writeNote(isWriting = true): void {
  writingStore.setState(isWriting ? { isWriting } : { isWriting, text: '' });
}

export function keepWritten(text: string): void {
  writingStore.setState({ text });
}
