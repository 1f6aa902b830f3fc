/** Long work in a thread that others wait for: every few milliseconds they have their turn. */
import { setImmediate } from 'node:timers/promises';

const TURN_MS = 5;

/** Asked often during long work: a promise to wait for when the turn is over, else null. */
export type Pause = () => Promise<void> | null;

export function createPause(): Pause {
  let startedMs = performance.now();
  return () => {
    if (performance.now() - startedMs < TURN_MS) return null;
    return setImmediate().then(() => {
      startedMs = performance.now();
    });
  };
}
