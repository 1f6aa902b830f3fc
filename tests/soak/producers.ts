/** Senders as real ones are: a request is sent again until it is answered, and what was answered is remembered. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AppendResult } from '../../src/protocol/event.ts';
import { sentEvent } from './world.ts';

export interface Producer {
  readonly source: string;
  /** Every event of the source with a smaller number was acknowledged; a batch from here on may be on its way. */
  next: number;
}

/** What the producers of one run met together. */
export interface Met {
  acknowledged: number;
  duplicates: number;
  /** Newest sequence number that an answer named. */
  seq: number;
  /** Requests that were told to come again, by status. */
  readonly refused: Record<number, number>;
  /** Requests that were given up and sent again, because no answer came in time. */
  givenUp: number;
}

export interface ProduceOptions {
  readonly batch: number;
  readonly met: Met;
  /** Asked before every request. */
  readonly isOver: () => boolean;
  /** Longest wait before a refused request is sent again, ms, whatever Retry-After says. */
  readonly longestWaitMs?: number;
  /** How long a producer waits for an answer before it sends the same again, ms. */
  readonly patienceMs?: () => number;
}

export function createProducers(count: number, name = 'producer'): Producer[] {
  return Array.from({ length: count }, (_, at) => ({ source: `${name}-${at}`, next: 0 }));
}

export function newMet(): Met {
  return { acknowledged: 0, duplicates: 0, seq: 0, refused: {}, givenUp: 0 };
}

/** Runs all until it is over or the server is gone. Throws on any answer that is neither 200 nor 429 or 503 with Retry-After. */
export async function produceAll(url: string, producers: readonly Producer[], options: ProduceOptions): Promise<void> {
  await Promise.all(producers.map((producer) => produce(url, producer, options)));
}

async function produce(url: string, producer: Producer, options: ProduceOptions): Promise<void> {
  const { batch, met, isOver, longestWaitMs = 500, patienceMs = () => 600_000 } = options;
  while (!isOver()) {
    const reply = await post(url, bodyOf(producer, batch), patienceMs());
    if (reply === 'gone') return;
    if (reply === 'late') met.givenUp += 1;
    else if (reply.status === 200) note(producer, reply.text, batch, met);
    else await wait(Math.min(longestWaitMs, 1000 * toRetryS(reply, met)));
  }
}

/** Only 429 and 503 with Retry-After are refusals that a producer can live with. */
function toRetryS({ status, retryAfterS, text }: Reply, met: Met): number {
  met.refused[status] = (met.refused[status] ?? 0) + 1;
  if (retryAfterS > 0 && (status === 429 || status === 503)) return retryAfterS;
  throw new Error(`${status} (Retry-After ${retryAfterS}): ${text}`);
}

function bodyOf({ source, next }: Producer, batch: number): string {
  return Array.from({ length: batch }, (_, at) => JSON.stringify(sentEvent(source, next + at))).join('\n');
}

interface Reply {
  readonly status: number;
  readonly retryAfterS: number;
  readonly text: string;
}

/** `gone`: the connection ended without an answer. */
async function post(url: string, body: string, patienceMs: number): Promise<Reply | 'gone' | 'late'> {
  try {
    const headers = { 'content-type': 'application/x-ndjson' };
    const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body, signal: AbortSignal.timeout(patienceMs) });
    const text = await response.text();
    return { status: response.status, retryAfterS: Number(response.headers.get('retry-after') ?? 0), text };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return 'late';
    if (error instanceof TypeError) return 'gone';
    throw error;
  }
}

function note(producer: Producer, text: string, batch: number, met: Met): void {
  const { accepted, duplicates, rejected, seq } = JSON.parse(text) as AppendResult;
  if (accepted + duplicates !== batch || rejected.length > 0) throw new Error(`${producer.source} sent ${batch}, was answered ${text}`);
  producer.next += batch;
  met.acknowledged += batch;
  met.duplicates += duplicates;
  met.seq = Math.max(met.seq, seq);
}

/** What a log holds of the producers' events. */
export interface Holdings {
  readonly events: number;
  readonly lost: number;
  readonly doubled: number;
  /** Events that nobody sent, or that are not what was sent. */
  readonly foreign: number;
}

type Identity = { readonly source: string; readonly id: string };

/** Compares the identities in a log with what was acknowledged; one batch a producer may be there without an answer. */
export function compareHoldings(events: Iterable<Identity>, producers: readonly Producer[], batch: number): Holdings {
  const comparison = startComparison(producers, batch);
  for (const event of events) comparison.add(event);
  return comparison.end();
}

/** The same for more events than fit into memory: one after the other. */
export function startComparison(producers: readonly Producer[], batch: number) {
  const held = new Map(producers.map(({ source, next }) => [source, { seen: new Uint8Array(next + batch), next }]));
  let [events, doubled, foreign] = [0, 0, 0];
  return {
    add({ source, id }: Identity): void {
      events += 1;
      const seen = held.get(source)?.seen;
      const at = Number(id.slice(source.length + 1));
      if (!seen || !(at < seen.length)) foreign += 1;
      else {
        doubled += seen[at] as number;
        seen[at] = 1;
      }
    },
    end(): Holdings {
      const lost = [...held.values()].reduce((sum, { seen, next }) => sum + seen.subarray(0, next).filter((bit) => bit === 0).length, 0);
      return { events, lost, doubled, foreign };
    },
  };
}
