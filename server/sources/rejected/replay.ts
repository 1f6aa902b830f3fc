/** Sends repaired payloads again and takes their records off the list once they are answered for. */
import type { AppendResult } from '../../../src/protocol/event.ts';
import { post } from '../importer/sender.ts';
import type { Repaired } from './records.ts';

const MOST_A_REQUEST = 1000;
const MOST_CHARACTERS = 4_000_000;

export interface Replayed {
  readonly accepted: number;
  readonly duplicates: number;
  /** What was rejected once more is kept as a new record, with the new payload and the new reason. */
  readonly rejected: readonly { readonly number: number; readonly reason: string }[];
}

/**
 * Sends all, in order. A record leaves the list only after its payload was answered for: stored, known already, or rejected anew.
 * When it is interrupted between the two, what is still listed can be replayed again: it counts as duplicate then.
 */
export async function replayAll(url: string, repaired: readonly Repaired[]): Promise<Replayed> {
  let [accepted, duplicates] = [0, 0];
  const rejected: { number: number; reason: string }[] = [];
  for (const part of partsOf(repaired)) {
    const answer = await send(url, part);
    accepted += answer.accepted;
    duplicates += answer.duplicates;
    for (const { index, reason } of answer.rejected) rejected.push({ number: part[index]?.number ?? 0, reason });
    await forget(url, part);
  }
  return { accepted, duplicates, rejected };
}

function* partsOf(repaired: readonly Repaired[]): Generator<readonly Repaired[]> {
  let part: Repaired[] = [];
  let characters = 0;
  for (const record of repaired) {
    if (part.length === MOST_A_REQUEST || (part.length > 0 && characters + record.line.length > MOST_CHARACTERS)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(record);
    characters += record.line.length;
  }
  if (part.length > 0) yield part;
}

async function send(url: string, part: readonly Repaired[]): Promise<AppendResult> {
  const response = await post(`${url}/v1/events`, part.map(({ line }) => line).join('\n'));
  if (!response.ok) throw new Error(`the server refused the events (${response.status}): ${await response.text()}`);
  return (await response.json()) as AppendResult;
}

async function forget(url: string, part: readonly Repaired[]): Promise<void> {
  const response = await fetch(`${url}/v1/rejected/replayed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records: part.map(({ number, at }) => ({ number, at })) }),
  });
  if (!response.ok) throw new Error(`sent, but still listed (${response.status}): ${await response.text()}`);
}
