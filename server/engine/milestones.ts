/** Waiting until the engine has taken in the events up to a sequence number. */
import { RequestError } from '../parts.ts';

export interface Milestones {
  reach(seq: number): void;
  /** Everything is to be taken in anew. */
  fallBack(): void;
  /** Throws {@link RequestError} 503 when the time limit (ms) passes before. */
  waitFor(seq: number, limitMs: number): Promise<void>;
}

export function createMilestones(): Milestones {
  let reached = 0;
  const waiting = new Set<{ readonly seq: number; readonly arrive: () => void }>();
  return {
    reach(seq) {
      reached = seq;
      for (const waiter of waiting) if (waiter.seq <= seq) waiter.arrive();
    },
    fallBack() {
      reached = 0;
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
            new RequestError(503, 'catching_up', `query: the archive is being filled (event ${reached} of ${seq}); ask again shortly`, 5),
          );
        }, limitMs);
        waiting.add(waiter);
      });
    },
  };
}
