/** No 200 leaves before the sync that covers its bytes: shown on the system calls of the real server. */
import { describe, expect, it } from 'vitest';
import { createProducers, newMet, produceAll } from '../../soak/producers.ts';
import { newDataDir, startServer } from '../child.ts';
import { type Call, createTracing, whyNotTraced } from './tracing.ts';

const absent = whyNotTraced();
if (absent) console.log(`Left out: the order of sync and answer; ${absent}.`);

const WRITES = 'pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg';
const TRACED = ['-y', '-s', '4200', '-e', `trace=${WRITES},fsync,fdatasync`];
const SYNCS = new Set(['fsync', 'fdatasync']);
const LOG_FILE = /<[^>]*\/log-1\.db(-wal)?>/;

interface Answered {
  readonly seq: number;
  readonly begin: number;
}

/** Sends from a few producers at a time, and answers with the calls that the server made for it. */
async function trace(load: { readonly producers: number; readonly batch: number; readonly total: number }, args = TRACED): Promise<Call[]> {
  const tracing = createTracing(args);
  const server = await startServer({ dataDir: newDataDir(), via: tracing.via });
  try {
    const met = newMet();
    const isOver = () => met.acknowledged >= load.total;
    await produceAll(server.url, createProducers(load.producers, 'traced'), { batch: load.batch, met, isOver });
    return tracing.read();
  } finally {
    await server.dispose();
  }
}

function answersIn(calls: readonly Call[]): Answered[] {
  return calls.flatMap(({ text, begin }) =>
    Array.from(text.matchAll(/HTTP\/1\.1 200.*?\\"seq\\":(\d+)/g), ([, seq]) => ({ seq: Number(seq), begin })),
  );
}

/** Commits of the log as the disk sees them, since the server listens: a real sync after writes to its files, by the thread that wrote. */
function commitsIn(calls: readonly Call[]): { readonly end: number }[] {
  const commits: { end: number }[] = [];
  const listening = calls.find(({ text }) => text.includes('/server.json>'))?.begin ?? 0;
  let writtenBy = '';
  for (const { name, text, thread, begin, end, injected } of calls) {
    if (begin < listening || !LOG_FILE.test(text)) continue;
    if (!SYNCS.has(name)) writtenBy = thread;
    else if (writtenBy === thread && !injected) {
      commits.push({ end });
      writtenBy = '';
    }
  }
  return commits;
}

/** Answers that left before a sync that began after their own event was written had ended. */
function tooEarly(calls: readonly Call[]): { readonly found: number; readonly early: string[] } {
  const early: string[] = [];
  let found = 0;
  for (const { seq, begin } of answersIn(calls)) {
    // The stored form of an event begins with its number: these batches are too small to be packed.
    const written = calls.find(({ name, text }) => !SYNCS.has(name) && LOG_FILE.test(text) && text.includes(`\\"seq\\":${seq},`));
    if (!written) continue;
    found += 1;
    const covered = calls.some(
      (call) => SYNCS.has(call.name) && !call.injected && LOG_FILE.test(call.text) && call.begin > written.end && call.end < begin,
    );
    if (!covered) early.push(`seq ${seq}: written at ${written.end}, answered at ${begin}`);
  }
  return { found, early };
}

describe.skipIf(absent !== null)('the order of sync and answer', { timeout: 300_000 }, () => {
  it('is sync first: the bytes of every single event are covered when its 200 leaves', async () => {
    const calls = await trace({ producers: 2, batch: 1, total: 300 });
    const { found, early } = tooEarly(calls);
    console.log(`${answersIn(calls).length} answers, ${found} found in the log's bytes, ${early.length} too early`);
    expect(early).toEqual([]);
    expect(found).toBeGreaterThanOrEqual(250);
  });

  it('is sync first under load: by the nth new sequence number the nth sync has ended', async () => {
    const calls = await trace({ producers: 16, batch: 150, total: 48_000 });
    const commits = commitsIn(calls).map(({ end }) => end);
    const first = new Map<number, number>();
    for (const { seq, begin } of answersIn(calls)) first.set(seq, Math.min(first.get(seq) ?? Number.POSITIVE_INFINITY, begin));
    const inOrder = [...first].toSorted(([a], [b]) => a - b);
    const early = inOrder.filter(([, begin], at) => commits.filter((end) => end < begin).length < at + 1);
    console.log(`${answersIn(calls).length} answers in ${inOrder.length} commits, ${commits.length} syncs, ${early.length} too early`);
    expect(early).toEqual([]);
    expect(inOrder.length).toBeGreaterThan(10);
  });

  it('would be seen to be wrong: with syncs that are only said to be done, every answer is too early', async () => {
    const calls = await trace({ producers: 2, batch: 1, total: 60 }, [...TRACED, '-e', 'inject=fdatasync,fsync:retval=0']);
    const { found, early } = tooEarly(calls);
    expect(found).toBeGreaterThanOrEqual(40);
    expect(early).toHaveLength(found);
  });
});
