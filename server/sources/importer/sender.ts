/** Sends batches of events to a server, one after the other so that the log keeps the order of the file. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AppendResult, Rejection } from '../../../src/protocol/event.ts';

const TRIES = 6;
const MOST_KEPT_REJECTIONS = 10;
const LONGEST_WAIT_S = 30;

export interface RejectedRow extends Rejection {
  /** Number of the row in the mapping's result, from 1. */
  readonly row: number;
}

/** What has become of the rows sent so far. */
export interface Tally {
  rows: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** The first few rejections. */
  readonly rejections: RejectedRow[];
  readonly sources: Set<string>;
}

export function createTally(): Tally {
  return { rows: 0, accepted: 0, duplicates: 0, rejected: 0, rejections: [], sources: new Set() };
}

/** Sends the lines and adds the answer to the tally. Waits when the server is busy; throws when it refuses or is gone. */
export async function sendLines(url: string, lines: readonly string[], firstRow: number, tally: Tally): Promise<void> {
  const answer = await post(`${url}/v1/events`, lines.join('\n'));
  tally.rows += lines.length;
  tally.accepted += answer.accepted;
  tally.duplicates += answer.duplicates;
  tally.rejected += answer.rejected.length;
  for (const rejection of answer.rejected) {
    if (tally.rejections.length >= MOST_KEPT_REJECTIONS) break;
    tally.rejections.push({ ...rejection, row: firstRow + rejection.index });
  }
}

// Sending again is harmless: what the server has already taken is answered as duplicate.
async function post(address: string, body: string): Promise<AppendResult> {
  let problem: unknown;
  for (let attempt = 1; attempt <= TRIES; ) {
    try {
      const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
      if (response.ok) return (await response.json()) as AppendResult;
      const text = await response.text();
      if (response.status !== 429 && response.status !== 503)
        throw new Refusal(`the server refused the events (${response.status}): ${text}`);
      await wait(retryAfterMs(response));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      problem = error;
      attempt += 1;
      await wait(200 * 2 ** attempt);
    }
  }
  throw new Error(`${address}: the server does not answer any more`, { cause: problem });
}

class Refusal extends Error {}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 1);
  return 1000 * Math.min(LONGEST_WAIT_S, Number.isFinite(seconds) && seconds > 0 ? seconds : 1);
}
