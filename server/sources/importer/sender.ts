/** Sends batches of events to a server, one after the other so that the log keeps the order of the file. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AppendResult, Rejection } from '../../../src/protocol/event.ts';
import type { ImportLabel } from '../../log/imports.ts';

const TRIES = 6;
const MOST_KEPT_REJECTIONS = 10;
const LONGEST_WAIT_S = 30;
const TOO_LARGE = 413;
/** What passes by itself in a moment, and what may need a hand, such as a full disk. */
const HURRIED = 429;
export const UNABLE = 503;
const BUSY = new Set([HURRIED, UNABLE]);

export interface RejectedRow extends Rejection {
  /** Number of the row in the mapping's result, from 1. */
  readonly row: number;
}

/** What has become of the rows sent so far. */
export interface Tally {
  /** The import that they are sent with. */
  readonly label: ImportLabel | null;
  rows: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** The first few rejections. */
  readonly rejections: RejectedRow[];
  readonly sources: Set<string>;
}

export function createTally(label: ImportLabel | null = null): Tally {
  return { label, rows: 0, accepted: 0, duplicates: 0, rejected: 0, rejections: [], sources: new Set() };
}

/**
 * Sends the lines and adds the answer to the tally. Waits when the server is busy; what is too large for one request goes in two.
 * Throws when the server refuses the events or is gone.
 */
export async function sendLines(url: string, lines: readonly string[], firstRow: number, tally: Tally): Promise<void> {
  const response = await post(addressOf(url, tally.label), lines.join('\n'));
  if (response.ok) return add((await response.json()) as AppendResult, lines.length, firstRow, tally);
  const text = await response.text();
  if (response.status !== TOO_LARGE) throw new Error(`the server refused the events (${response.status}): ${text}`);
  if (lines.length === 1) {
    const rejected = [{ index: 0, code: 'too_large', field: '', reason: `the event is larger than a request may be: ${text}` }];
    return add({ accepted: 0, duplicates: 0, rejected }, 1, firstRow, tally);
  }
  const half = Math.ceil(lines.length / 2);
  await sendLines(url, lines.slice(0, half), firstRow, tally);
  await sendLines(url, lines.slice(half), firstRow + half, tally);
}

function addressOf(url: string, label: ImportLabel | null): string {
  return label === null ? `${url}/v1/events` : `${url}/v1/events?${new URLSearchParams({ import: label.id, name: label.name })}`;
}

function add(answer: Omit<AppendResult, 'seq'>, rows: number, firstRow: number, tally: Tally): void {
  tally.rows += rows;
  tally.accepted += answer.accepted;
  tally.duplicates += answer.duplicates;
  tally.rejected += answer.rejected.length;
  for (const rejection of answer.rejected) {
    if (tally.rejections.length >= MOST_KEPT_REJECTIONS) break;
    tally.rejections.push({ ...rejection, row: firstRow + rejection.index });
  }
}

/**
 * Posts lines of events, waiting while the server is busy; why it cannot take them is said once. Sending again is harmless: what it has already taken is answered as duplicate.
 * Throws when it does not answer any more.
 */
export async function post(address: string, body: string): Promise<Response> {
  let problem: unknown;
  let told: string | null = null;
  for (let attempt = 1; attempt <= TRIES; ) {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body }).catch((error) => {
      problem = error;
    });
    if (response && !BUSY.has(response.status)) return response;
    if (response) {
      const reason = reasonOf(await response.text());
      if (response.status === UNABLE && reason !== told) {
        // On a terminal the bar of the progress stands on this line.
        console.error(`${process.stderr.isTTY ? '\n' : ''}The server takes nothing now, and is asked again: ${reason}`);
        told = reason;
      }
      await wait(retryAfterMs(response));
    } else {
      attempt += 1;
      await wait(200 * 2 ** attempt);
    }
  }
  throw new Error(`${address}: the server does not answer any more`, { cause: problem });
}

function reasonOf(text: string): string {
  try {
    return (JSON.parse(text) as { readonly error: { readonly message: string } }).error.message;
  } catch {
    return text;
  }
}

/** How long the server asks to wait. */
export function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 1);
  return 1000 * Math.min(LONGEST_WAIT_S, Number.isFinite(seconds) && seconds > 0 ? seconds : 1);
}
