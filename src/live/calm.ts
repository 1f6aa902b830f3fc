/** Panels of figures follow values a few times a second; whatever else changes about an answer they hear of at once. */
import type { LiveAnswer } from './liveAnswer.ts';
import type { Scheduler } from './scheduler.ts';

/** Values that change more often than this are not read, only drawn. */
export const CALM_MS = 250;

export interface CalmListener {
  hear(answer: LiveAnswer): void;
  stop(): void;
}

/** Calls `onChange` at once when an answer comes, goes or grows old, and else at most every {@link CALM_MS}, behind the frame that draws the new values. */
export function calmly(present: LiveAnswer, onChange: () => void, scheduler: Pick<Scheduler, 'after'>): CalmListener {
  let [status, hasTable] = [present.status, present.table !== null];
  let cancel: (() => void) | null = null;

  function tell(): void {
    cancel?.();
    cancel = null;
    onChange();
  }

  return {
    hear(answer) {
      const isOther = answer.status !== status || (answer.table !== null) !== hasTable;
      [status, hasTable] = [answer.status, answer.table !== null];
      if (isOther) tell();
      else cancel ??= scheduler.after(CALM_MS, tell);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
