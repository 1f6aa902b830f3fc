/** The place search behind its thread, which lives from the first question until none has come for a while. */
import type { Worker } from 'node:worker_threads';
import type { FoundPlace, PlaceSaid, ResolvedPlace } from '../../src/protocol/places.ts';
import { startWorker } from '../worker.ts';

export type SearchRequest =
  | { readonly call: number; readonly text: string; readonly limit: number }
  | { readonly call: number; readonly said: readonly PlaceSaid[] };

export interface SearchReply {
  readonly call: number;
  readonly places: readonly FoundPlace[] | readonly ResolvedPlace[];
}

export interface Searcher {
  /** See {@link PlaceSearch.find}. Rejects when its thread fails or is closed. */
  find(text: string, limit: number): Promise<readonly FoundPlace[]>;
  /** Where events that say so would stand, in the order asked. Rejects as `find` does. */
  resolve(said: readonly PlaceSaid[]): Promise<readonly ResolvedPlace[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (places: SearchReply['places']) => void;
  readonly reject: (error: Error) => void;
}

/** After so long without a question its memory is given back. */
const IDLE_MS = 10 * 60_000;

export function createSearcher(idleMs = IDLE_MS): Searcher {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let calls = 0;

  function end(reason: Error): Promise<unknown> | undefined {
    const ended = worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    return ended;
  }

  function start(): Worker {
    const started = startWorker('places', null);
    started.unref();
    started.on('message', ({ call, places }: SearchReply) => {
      waiting.get(call)?.resolve(places);
      waiting.delete(call);
    });
    started.on('error', (error) => {
      if (worker === started) void end(error instanceof Error ? error : new Error(String(error)));
    });
    return started;
  }

  /** Goes to rest once nothing was asked or answered for a while. */
  function restSoon(): void {
    if (idle) clearTimeout(idle);
    const rest = (): void => void (waiting.size > 0 ? restSoon() : end(new Error('places: the search has ended')));
    idle = setTimeout(rest, idleMs).unref();
  }

  function ask(request: (call: number) => SearchRequest): Promise<SearchReply['places']> {
    worker ??= start();
    restSoon();
    const call = ++calls;
    const answered = new Promise<SearchReply['places']>((resolve, reject) => waiting.set(call, { resolve, reject }));
    worker.postMessage(request(call));
    return answered;
  }

  return {
    find: (text, limit) => ask((call) => ({ call, text, limit })) as Promise<readonly FoundPlace[]>,
    resolve: (said) => ask((call) => ({ call, said })) as Promise<readonly ResolvedPlace[]>,
    async close() {
      if (idle) clearTimeout(idle);
      await end(new Error('places: the server is stopping'));
    },
  };
}
