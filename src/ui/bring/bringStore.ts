import { createStore } from 'zustand/vanilla';

interface Bringing {
  readonly isOpen: boolean;
  /** What was dropped; null while the reader has yet to choose. */
  readonly file: File | null;
  /** Stops what is being sent; null while nothing is. */
  readonly stop: (() => void) | null;
  /** What was asked for while something is being sent: it is done once the reader has agreed. */
  readonly asked: { readonly file: File | null; readonly closes: boolean } | null;
}

const CLOSED: Bringing = { isOpen: false, file: null, stop: null, asked: null };

/** Whether the sheet for bringing data is open, and with which file: a drop, a button and a command open it. */
export const bringStore = createStore<Bringing>(() => CLOSED);

/** Opens the sheet; while something is being sent it asks first. */
export function openBring(file: File | null = null): void {
  if (bringStore.getState().stop === null) bringStore.setState({ isOpen: true, file });
  else bringStore.setState({ asked: { file, closes: false } });
}

/** Closes the sheet; while something is being sent it asks first. */
export function closeBring(): void {
  if (bringStore.getState().stop === null) bringStore.setState(CLOSED);
  else bringStore.setState({ asked: { file: null, closes: true } });
}

/** From now on the sheet asks before it closes, until it is told null. */
export function keepOpen(stop: (() => void) | null): void {
  bringStore.setState({ stop, ...(stop === null ? { asked: null } : {}) });
}

/** The reader's answer to what was asked. */
export function answerAsked(isAgreed: boolean): void {
  const { asked, stop } = bringStore.getState();
  bringStore.setState({ asked: null });
  if (!isAgreed || asked === null) return;
  stop?.();
  keepOpen(null);
  if (asked.closes) closeBring();
  else openBring(asked.file);
}
