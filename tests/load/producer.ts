/** A sender of random events that goes on until it is told to stop, through restarts of the server. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Producer {
  /** Sends what is begun to its end; how many events the server has. */
  stop(): Promise<{ readonly events: number }>;
}

interface ProducerOptions {
  readonly url: string;
  readonly random: () => number;
  readonly batch: number;
  readonly everyMs: number;
  /** The `data` and type of an event, and what else differs; ids are the producer's. */
  event(random: () => number, number: number): Readonly<Record<string, unknown>>;
}

/** Starts to send a batch every so many ms; a request without an answer is sent again, as a real sender does. */
export function startProducer({ url, random, batch, everyMs, event }: ProducerOptions): Producer {
  let isStopped = false;
  let events = 0;

  async function send(body: string): Promise<void> {
    for (;;) {
      try {
        const response = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
        const answer = (await response.json()) as { rejected?: unknown[] };
        if (response.ok && answer.rejected?.length === 0) return;
        if (response.ok || response.status === 400) throw new RangeError(`an event was not taken: ${JSON.stringify(answer)}`);
      } catch (error) {
        if (error instanceof RangeError) throw error;
      }
      await sleep(50);
    }
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      const lines = Array.from({ length: batch }, () => {
        const number = events++;
        return JSON.stringify({ specversion: '1.0', source: 'load', id: `e${number}`, ...event(random, number) });
      });
      await send(lines.join('\n'));
      await sleep(everyMs);
    }
  }

  const running = run();
  return {
    async stop() {
      isStopped = true;
      await running;
      return { events };
    },
  };
}

/** Numbers from 0 to 1, the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
