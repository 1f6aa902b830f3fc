/** Appends events that are made inside the server to the log, in batches of NDJSON. */
import { setTimeout as wait } from 'node:timers/promises';
import { type EventLog, RequestError } from '../parts.ts';

const BATCH_EVENTS = 2_000;

/**
 * Appends every event in order; waits while the log is busy. Throws when the log refuses a batch or an event of it.
 * While the log writes one batch, the next is made.
 */
export async function appendEvents(log: EventLog, events: Iterable<object>, signal: AbortSignal): Promise<void> {
  let underway: Promise<void> = Promise.resolve();
  for (const lines of batchesOf(events)) {
    await underway;
    if (signal.aborted) return;
    underway = appendLines(log, lines, signal);
    // A failure is thrown where it is awaited; until then it must not count as unhandled.
    underway.catch(() => undefined);
  }
  await underway;
}

function* batchesOf(events: Iterable<object>): Generator<string[], void, undefined> {
  let lines: string[] = [];
  for (const event of events) {
    lines.push(JSON.stringify(event));
    if (lines.length < BATCH_EVENTS) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

async function appendLines(log: EventLog, lines: readonly string[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { rejected } = await log.append(new TextEncoder().encode(lines.join('\n')), 'ndjson');
      const [first] = rejected;
      if (first) throw new Error(`event ${lines[first.index]} was rejected: ${first.field}: ${first.reason}`);
      return;
    } catch (error) {
      if (!(error instanceof RequestError) || error.retryAfterS === null) throw error;
      await wait(error.retryAfterS * 1000);
    }
  }
}
