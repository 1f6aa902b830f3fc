/** Nasty lines among good ones, sent to a real server: what must be taken is told by JSON.parse and the decoder of single values. */
import { isUtf8 } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { decodeEvent, MAX_EVENT_BYTES } from '../../server/sources/decode.ts';
import { DecodeFault } from '../../server/sources/decodeFault.ts';
import type { AppendResult, Event } from '../../src/protocol/event.ts';
import { hugeLines, keptLines, mutatedLine, named } from './nastyLines.ts';
import { seeded, sentEvent } from './world.ts';

/** Their names differ in several letters, so that no change of a few bytes makes one sender's event another's. */
const SENDERS = ['nasty-alpha', 'nasty-omega', 'nasty-lambda'] as const;
const LINES_A_REQUEST = 200;
const MARK = Buffer.from('\ufeff');

export interface FuzzResult {
  readonly sent: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Good lines among them. */
  readonly good: number;
  /** What the log must hold, by source and id joined with NUL. */
  readonly expected: ReadonlyMap<string, Event>;
  /** Answers that differ from what JSON.parse says, in words. */
  readonly wrong: readonly string[];
}

/** Sends about so many lines in all, those of each sender the same for the same seed; `onProgress` is called after every request. */
export async function fuzz(url: string, lines: number, seed: number, onProgress: (sent: number) => void = () => {}): Promise<FuzzResult> {
  const expected = new Map<string, Event>();
  const wrong: string[] = [];
  const sum = { sent: 0, accepted: 0, duplicates: 0, rejected: 0, good: 0 };
  await Promise.all(
    SENDERS.map(async (source, sender) => {
      const random = seeded(seed * 31 + sender);
      const next = createLines(source, random);
      for (let own = 0; own < lines / SENDERS.length; own += LINES_A_REQUEST) {
        const batch = Array.from({ length: LINES_A_REQUEST }, next).filter(({ bytes }) => bytes.toString('utf8').trim() !== '');
        sum.sent += batch.length;
        const answer = await send(
          url,
          batch.map(({ bytes }) => bytes),
          random,
        );
        const told = tell(
          batch.map(({ bytes }) => bytes),
          expected,
        );
        if (JSON.stringify(answer.rejected.map(({ index }) => index)) !== JSON.stringify(told.rejected))
          wrong.push(difference(batch, answer, told.rejected));
        sum.accepted += answer.accepted;
        sum.duplicates += answer.duplicates;
        sum.rejected += answer.rejected.length;
        sum.good += batch.filter(({ isGood }) => isGood).length;
        onProgress(sum.sent);
      }
    }),
  );
  return { ...sum, expected, wrong };
}

interface Line {
  readonly bytes: Buffer;
  readonly isGood: boolean;
}

/** Kept lines, mutated ones, now and then a huge one; every third is good. */
function createLines(source: string, random: () => number): () => Line {
  const kept = keptLines();
  let at = 0;
  return () => {
    at += 1;
    const id = `${source}-n${at}`;
    const nasty = (bytes: Buffer) => ({ bytes, isGood: false });
    if (at % 3 === 0) return { bytes: Buffer.from(JSON.stringify(sentEvent(source, at))), isGood: true };
    if (at % 6 === 1) return nasty(named(kept[Math.floor(at / 6) % kept.length] as Buffer, source, id));
    if (at % 500 !== 2) return nasty(mutatedLine(source, at, random));
    const huge = hugeLines(source, id);
    return nasty(huge[Math.floor(at / 500) % huge.length] as Buffer);
  };
}

async function send(url: string, lines: readonly Buffer[], random: () => number): Promise<AppendResult> {
  const feed = Buffer.from(random() < 0.3 ? '\r\n' : '\n');
  // A request may begin with one mark, which is no part of its first line.
  const isMarked = random() < 0.1 || lines[0]?.subarray(0, MARK.length).equals(MARK);
  const plain = Buffer.concat([...(isMarked ? [MARK] : []), ...lines.flatMap((line) => [line, feed])]);
  const isPacked = random() < 0.3;
  const headers = { 'content-type': 'application/x-ndjson', ...(isPacked ? { 'content-encoding': 'gzip' } : {}) };
  const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: isPacked ? gzipSync(plain) : plain });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as AppendResult;
}

/** Which of the lines must be rejected; notes in `expected` what must be kept. */
function tell(lines: readonly Buffer[], expected: Map<string, Event>): { readonly rejected: number[] } {
  const rejected: number[] = [];
  lines.forEach((line, at) => {
    const event = toEvent(line);
    const key = event && `${event.source}\0${event.id}`;
    const earlier = key && expected.get(key);
    if (!event || !key || (earlier && JSON.stringify(sorted(earlier)) !== JSON.stringify(sorted(event)))) rejected.push(at);
    else if (!earlier) expected.set(key, event);
  });
  return { rejected };
}

function toEvent(line: Buffer): Event | null {
  if (line.length > MAX_EVENT_BYTES || !isUtf8(line)) return null;
  try {
    const event = decodeEvent(JSON.parse(line.toString('utf8')));
    return event instanceof DecodeFault ? null : event;
  } catch {
    return null;
  }
}

/** What makes two events the same, in one order. */
function sorted({ type, subject, timeMs, data }: Event): unknown {
  return [type, subject, timeMs, Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1))];
}

function difference(batch: readonly Line[], { rejected }: AppendResult, told: readonly number[]): string {
  const answered = new Map(rejected.map(({ index, reason }) => [index, reason]));
  const at = batch.findIndex((_, index) => answered.has(index) !== told.includes(index));
  return `${answered.has(at) ? `rejected (${answered.get(at)})` : 'taken'}, against JSON.parse: ${batch[at]?.bytes.toString('latin1').slice(0, 400)}`;
}
