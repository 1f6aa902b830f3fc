import { createStore } from 'zustand/vanilla';

interface Bringing {
  readonly isOpen: boolean;
  /** What was dropped; null while the reader has yet to choose. */
  readonly file: File | null;
  /** Files that were dropped together with it: only one is brought at a time. */
  readonly others: number;
  /** Stops what is being sent; null while nothing is. */
  readonly stop: (() => void) | null;
  /** What was asked for while something is being sent, and would stop it: it is done once the reader has agreed. */
  readonly asked: (() => void) | null;
}

const CLOSED: Bringing = { isOpen: false, file: null, others: 0, stop: null, asked: null };

/** Whether the sheet for bringing data is open, and with which file: a drop, a button and a command open it. */
export const bringStore = createStore<Bringing>(() => CLOSED);

/** Does at once what would stop something that is being sent, else once the reader has agreed. */
export function unlessSending(act: () => void): void {
  if (bringStore.getState().stop === null) act();
  else bringStore.setState({ asked: act });
}

/** Opens the sheet; while something is being sent it asks first. */
export function openBring(file: File | null = null, others = 0): void {
  unlessSending(() => bringStore.setState({ isOpen: true, file, others }));
}

/** Closes the sheet; while something is being sent it asks first. */
export function closeBring(): void {
  unlessSending(() => bringStore.setState(CLOSED));
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
  asked();
}
