/** Waiting until the engine has taken in the events up to a sequence number. */
import { RequestError } from '../parts.ts';

export interface Milestones {
  reach(seq: number): void;
  hasReached(seq: number): boolean;
  /** There is no archive for now: nobody passes, until something is reached again. */
  fallBack(): void;
  /** Throws {@link RequestError} 503 when the time limit (ms) passes before. */
  waitFor(seq: number, limitMs: number): Promise<void>;
}

export function createMilestones(): Milestones {
  let reached = -1;
  const waiting = new Set<{ readonly seq: number; readonly arrive: () => void }>();
  return {
    reach(seq) {
      reached = seq;
      for (const waiter of waiting) if (waiter.seq <= seq) waiter.arrive();
    },
    hasReached: (seq) => seq <= reached,
    fallBack() {
      reached = -1;
    },
    waitFor(seq, limitMs) {
      if (seq <= reached) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const waiter = {
          seq,
          arrive: () => {
            clearTimeout(timer);
            waiting.delete(waiter);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(waiter);
          reject(
            new RequestError(
              503,
              'catching_up',
              `query: the archive is being filled (event ${Math.max(0, reached)} of ${seq}); ask again shortly`,
              5,
            ),
          );
        }, limitMs);
        waiting.add(waiter);
      });
    },
  };
}
