/** Asks again for what was refused for now or could not be read: at once the first time, then with a pause, and never twice for one moment. */
import type { Subscription } from './liveAnswer.ts';
import type { Scheduler } from './scheduler.ts';

const PAUSE_MS = 2000;

export interface Repeats {
  /** At once; after the pause when the last time is not longer ago than that. */
  now(subscription: Subscription): void;
  /** After the pause. */
  later(subscription: Subscription): void;
  /** Nothing is asked any more. */
  close(): void;
}

/** `ask` is called only for what `isWanted` still. */
export function createRepeats(
  scheduler: Scheduler,
  isWanted: (subscription: Subscription) => boolean,
  ask: (subscription: Subscription) => void,
): Repeats {
  const askedAt = new WeakMap<Subscription, number>();
  const due = new Map<Subscription, () => void>();

  function later(subscription: Subscription): void {
    if (due.has(subscription)) return;
    const cancel = scheduler.after(PAUSE_MS, () => {
      due.delete(subscription);
      if (isWanted(subscription)) ask(subscription);
    });
    due.set(subscription, cancel);
  }

  return {
    later,
    now(subscription) {
      const nowMs = scheduler.now();
      const isSoon = nowMs - (askedAt.get(subscription) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS;
      askedAt.set(subscription, nowMs);
      if (isSoon) later(subscription);
      else ask(subscription);
    },
    close() {
      for (const cancel of due.values()) cancel();
      due.clear();
    },
  };
}
