/** Sends the events of a mapping in time order, at a multiple of the speed at which they happened. */
import { setTimeout as wait } from 'node:timers/promises';
import type { TimedLine } from './rows.ts';
import { sendLines, type Tally } from './sender.ts';

const TICK_MS = 200;
const MOST_A_REQUEST = 5_000;

export interface ReplayOptions {
  readonly url: string;
  readonly speed: number;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  onSent(): void;
}

/** Ends when everything is sent or the signal says so. Times stay as they are; events without time go first. */
export async function replay(
  batches: AsyncIterable<readonly TimedLine[]>,
  { url, speed, tally, signal, onSent }: ReplayOptions,
): Promise<void> {
  const startMs = performance.now();
  let firstMs: number | null = null;
  let due: string[] = [];
  const flush = async () => {
    if (due.length === 0) return;
    const lines = due;
    due = [];
    await sendLines(url, lines, tally.rows + 1, tally);
    onSent();
  };
  for await (const batch of batches) {
    for (const { line, atMs, source } of batch) {
      firstMs ??= atMs;
      const dueMs = startMs + ((atMs ?? firstMs ?? 0) - (firstMs ?? 0)) / speed;
      while (!signal.aborted && performance.now() < dueMs) {
        await flush();
        await wait(Math.min(TICK_MS, Math.max(1, dueMs - performance.now())), undefined, { signal }).catch(() => undefined);
      }
      if (signal.aborted) return;
      due.push(line);
      if (source) tally.sources.add(source);
      if (due.length >= MOST_A_REQUEST) await flush();
    }
  }
  await flush();
}
