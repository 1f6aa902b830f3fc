import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { program } from '../child.ts';
import { allEvents, makeFolder, openTestLog, sent } from './logFixture.ts';

const SENDERS = 6;
/** Longest time from the first answer to the kill, ms. */
const LONGEST_MS = 400;

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
}

async function start(entry: readonly string[], dir: string): Promise<Running> {
  const child = spawn(process.execPath, [...entry, '--data', dir, '--port', '0', '--demo', 'none', '--no-web'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url) return { url, child, ended };
  }
  throw new Error(`${entry.at(-1)} ended before it listened`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What the senders know: a request without an answer is sent again, as a real sender does. */
interface Book {
  readonly acknowledged: Set<string>;
  readonly unanswered: string[][];
  next: number;
  highestSeq: number;
}

async function sendUntilKilled(url: string, book: Book, random: () => number): Promise<void> {
  for (;;) {
    const ids = book.unanswered.pop() ?? nextIds(book, 1 + Math.floor(random() * 200));
    // Every third request repeats something acknowledged earlier.
    const repeated = random() < 0.33 ? [...book.acknowledged].slice(-3) : [];
    try {
      const body = JSON.stringify([...ids, ...repeated].map((id) => sent(id, { amount: id.length })));
      const reply = await fetch(`${url}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const result = (await reply.json()) as { accepted: number; duplicates: number; rejected: unknown[]; seq: number };
      expect([reply.status, result.rejected, result.accepted + result.duplicates]).toEqual([200, [], ids.length + repeated.length]);
      for (const id of ids) book.acknowledged.add(id);
      book.highestSeq = Math.max(book.highestSeq, result.seq);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      book.unanswered.push(ids);
      return;
    }
  }
}

function nextIds(book: Book, count: number): string[] {
  return Array.from({ length: count }, () => `event-${book.next++}`);
}

async function killUnderLoad(entry: readonly string[], dir: string, book: Book, random: () => number): Promise<void> {
  const { url, child, ended } = await start(entry, dir);
  const senders = Array.from({ length: SENDERS }, () => sendUntilKilled(url, book, random));
  const before = book.acknowledged.size;
  while (book.acknowledged.size === before && child.exitCode === null) await pause(5);
  await pause(random() * LONGEST_MS);
  child.kill('SIGKILL');
  await Promise.all([...senders, ended]);
}

/** What the server answers after it has started once more: how many events and orders there are. */
async function askCounts(entry: readonly string[], dir: string): Promise<unknown> {
  const { url, child, ended } = await start(entry, dir);
  const reply = await fetch(`${url}/v1/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ metrics: ['events', 'orders'] }),
  });
  const { rows } = (await reply.json()) as { rows: unknown };
  child.kill('SIGTERM');
  await ended;
  return rows;
}

describe.each([
  { name: 'the log', entry: ['--import', 'tsx', fileURLToPath(new URL('logServer.ts', import.meta.url))], kills: 20, answers: false },
  { name: 'the whole server', entry: program('main'), kills: 4, answers: true },
])('$name, killed under load', ({ name, entry, kills, answers }) => {
  it(`loses and doubles nothing that it acknowledged, in ${kills} kills`, { timeout: 300_000 }, async () => {
    const dir = makeFolder();
    const book: Book = { acknowledged: new Set(), unanswered: [], next: 0, highestSeq: 0 };
    const random = seeded(2024);
    for (let kill = 0; kill < kills; kill++) await killUnderLoad(entry, dir, book, random);
    const log = openTestLog(dir);
    const ids = allEvents(log).map((event) => event.id);
    const held = new Set(ids);
    const lost = [...book.acknowledged].filter((id) => !held.has(id)).length;
    console.log(`${name}: ${kills} kills, ${book.acknowledged.size} events acknowledged, ${lost} lost, ${ids.length - held.size} doubled`);
    expect({ lost, doubled: ids.length - held.size, notices: log.state().notices }).toEqual({ lost: 0, doubled: 0, notices: [] });
    expect(ids.length).toBeGreaterThanOrEqual(book.highestSeq);
    expect(book.acknowledged.size).toBeGreaterThanOrEqual(kills);
    log.close();
    if (answers) expect(await askCounts(entry, dir)).toEqual([[ids.length, ids.length]]);
  });
});
