/** Runs the simulated company into a log: three months of history at once, then life in real time. */
import type { EventLog } from '../../parts.ts';
import { appendEvents } from '../appendEvents.ts';
import type { RunningSource } from '../runningSource.ts';
import { planEvents } from './plan.ts';
import { DEFAULT_SEED, opening, simulate, simulateWatched } from './simulate.ts';
import { DAY_MS } from './stories.ts';
import type { SimulatedEvent } from './telling.ts';

export const HISTORY_MS = 90 * DAY_MS;
/** So much of the history makes a first picture; the rest flows in before its eyes. */
const BEGINNING_MS = 10 * DAY_MS;
/** The rest waits this long: on a small machine it would slow the drawing of the first picture. */
const FIRST_PICTURE_MS = 2000;
const TICK_MS = 400;
/** After a longer pause (a machine that slept) only the told history of it is made up for. */
const PAUSE_MS = 10 * 60_000;

export interface SimulatorOptions {
  readonly log: EventLog;
  /** Now, in ms since 1970. */
  readonly clock?: () => number;
  readonly seed?: number;
}

/**
 * Starts the simulator. Its events are a function of seed and time, so what an earlier run has put into the log is only
 * repeated, and the time since then is filled in.
 */
export function startSimulator({ log, clock = Date.now, seed = DEFAULT_SEED }: SimulatorOptions): RunningSource {
  const stop = new AbortController();
  const { signal } = stop;
  const hadHistory = log.state().seq > 0;
  const startMs = clock();
  const beginning = appendEvents(log, tellBeginning(seed, startMs), signal);
  const history = beginning.then(async () => {
    await pause(hadHistory ? 0 : FIRST_PICTURE_MS, signal);
    await appendEvents(log, tellRest(seed, startMs), signal);
    signal.throwIfAborted();
  });
  const life = history.then(() => live({ log, clock, seed, fromMs: startMs, signal }));
  const plan = history.then(async () =>
    appendEvents(log, await planEvents(seed, { fromMs: startMs - HISTORY_MS, nowMs: startMs, signal }), signal),
  );
  for (const part of [life, plan]) part.catch((error) => signal.aborted || console.error('The simulator stopped:', error));
  return {
    ready: hadHistory ? Promise.resolve() : beginning,
    async close() {
      stop.abort();
      await Promise.allSettled([life, plan]);
    },
  };
}

function* tellBeginning(seed: number, nowMs: number): Generator<SimulatedEvent> {
  yield* opening(seed, nowMs - HISTORY_MS);
  yield* simulate({ seed, fromMs: nowMs - HISTORY_MS, toMs: nowMs - HISTORY_MS + BEGINNING_MS });
}

function tellRest(seed: number, nowMs: number): Iterable<SimulatedEvent> {
  return simulate({ seed, fromMs: nowMs - HISTORY_MS + BEGINNING_MS, toMs: nowMs });
}

interface LiveOptions {
  readonly log: EventLog;
  readonly clock: () => number;
  readonly seed: number;
  readonly fromMs: number;
  readonly signal: AbortSignal;
}

async function live({ log, clock, seed, fromMs, signal }: LiveOptions): Promise<void> {
  const told = createQueue(simulate({ seed, fromMs, toMs: Number.POSITIVE_INFINITY }));
  let watched = createQueue(simulateWatched({ seed, fromMs, toMs: Number.POSITIVE_INFINITY }));
  let lastMs = fromMs;
  while (!signal.aborted) {
    const nowMs = clock();
    if (nowMs - lastMs > PAUSE_MS) watched = createQueue(simulateWatched({ seed, fromMs: nowMs, toMs: Number.POSITIVE_INFINITY }));
    lastMs = nowMs;
    const due = [...told.until(nowMs), ...watched.until(nowMs)].sort((a, b) => (a.time < b.time ? -1 : 1));
    await appendEvents(log, due, signal);
    await pause(TICK_MS, signal);
  }
}

/** Takes what is due from an endless stream in time order. */
function createQueue(events: Iterator<SimulatedEvent>): { until(timeMs: number): SimulatedEvent[] } {
  let next = events.next();
  return {
    until(timeMs) {
      const due: SimulatedEvent[] = [];
      for (; !next.done && Date.parse(next.value.time) <= timeMs; next = events.next()) due.push(next.value);
      return due;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
