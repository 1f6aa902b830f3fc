/** Work for many clients, in order, a little in every turn of the event loop, so that no room is large enough to hold up everybody else. */

/** Work in one turn of the event loop, ms, before others have theirs. */
const SLICE_MS = 8;

export interface Turns {
  /** Does the work (at once where nothing waits) up to each yield; what is added later begins after it has ended. */
  add(work: Iterator<void>): void;
}

/** `now` reads a clock in ms. */
export function createTurns(sliceMs = SLICE_MS, now: () => number = () => performance.now()): Turns {
  const waiting: Iterator<void>[] = [];
  let endsAtMs = 0;
  let isTurnOpen = false;

  function nextTurn(): void {
    isTurnOpen = false;
    if (waiting.length > 0) run();
  }

  function run(): void {
    // All that is added in one turn shares its time: the engine's thread tells of hundreds of views at once.
    if (!isTurnOpen) {
      isTurnOpen = true;
      endsAtMs = now() + sliceMs;
      setImmediate(nextTurn);
    }
    for (let work = waiting[0]; work && now() < endsAtMs; work = waiting[0]) {
      if (!step(work)) waiting.shift();
    }
  }

  /** False when the work has ended. */
  function step(work: Iterator<void>): boolean {
    try {
      return work.next().done !== true;
    } catch (error) {
      console.error('hub: a message could not be sent', error);
      return false;
    }
  }

  return {
    add(work) {
      if (waiting.push(work) === 1) run();
    },
  };
}
