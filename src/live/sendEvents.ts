/** Sends lines of events, one batch after the other, and waits as long as the server asks. */
import type { AppendResult } from '../protocol/event.ts';
import { MOST_NAME_CHARACTERS } from '../protocol/imports.ts';
import { reach, refusalOf } from './reach.ts';

/** The import that the events come with. */
export interface SentWith {
  readonly id: string;
  readonly name: string;
}

export type Sent = Pick<AppendResult, 'accepted' | 'duplicates' | 'rejected'>;

const TOO_LARGE = 413;
const BUSY = [429, 503];
const TRIES = 6;
const LONGEST_WAIT_S = 30;
/** What is on its way when the reader stops is mostly kept by the server already: its answer is waited for, so that it is told. */
const LAST_ANSWER_MS = 3000;

/**
 * Posts the lines as NDJSON and gives the acknowledgement; what is too large for one request goes in two. Waits while the server is busy (429, 503 with
 * Retry-After) and tries again when it is out of reach: what it has taken already is answered as duplicate. Throws its message when it refuses, AbortError
 * when cancelled; what is on its way then is answered still, where that does not take long.
 */
export async function sendEvents(lines: readonly string[], signal: AbortSignal, label: SentWith): Promise<Sent> {
  const response = await post(lines.join('\n'), signal, label);
  if (response.ok) return (await response.json()) as AppendResult;
  const message = await refusalOf(response);
  if (response.status !== TOO_LARGE) throw new Error(message);
  if (lines.length === 1) return { accepted: 0, duplicates: 0, rejected: [{ index: 0, code: 'too_large', field: '', reason: message }] };
  const half = Math.ceil(lines.length / 2);
  const first = await sendEvents(lines.slice(0, half), signal, label);
  const second = await sendEvents(lines.slice(half), signal, label);
  return {
    accepted: first.accepted + second.accepted,
    duplicates: first.duplicates + second.duplicates,
    rejected: [...first.rejected, ...second.rejected.map((rejection) => ({ ...rejection, index: rejection.index + half }))],
  };
}

async function post(body: string, signal: AbortSignal, label: SentWith): Promise<Response> {
  signal.throwIfAborted();
  const late = new AbortController();
  const onAbort = () => setTimeout(() => late.abort(signal.reason), LAST_ANSWER_MS);
  signal.addEventListener('abort', onAbort);
  try {
    return await postUntilTaken(body, signal, late.signal, label);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** `late` aborts some time after `signal` does. */
async function postUntilTaken(body: string, signal: AbortSignal, late: AbortSignal, { id, name }: SentWith): Promise<Response> {
  const address = `/v1/events?${new URLSearchParams({ import: id, name: name.slice(0, MOST_NAME_CHARACTERS) })}`;
  for (let attempt = 1; ; ) {
    const sent = await reach(address, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body, signal: late }).catch(
      (problem: unknown) => {
        signal.throwIfAborted();
        if (attempt >= TRIES) throw problem;
        return null;
      },
    );
    if (sent !== null && !BUSY.includes(sent.status)) return sent;
    signal.throwIfAborted();
    if (sent === null) attempt += 1;
    await wait(sent === null ? 2 ** attempt * 200 : retryAfterMs(sent), signal);
  }
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 1);
  return 1000 * Math.min(LONGEST_WAIT_S, seconds > 0 ? seconds : 1);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort);
  });
}
