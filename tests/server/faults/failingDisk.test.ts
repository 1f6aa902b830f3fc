/** A disk that fails, is full, is read-only or stalls under the running server, made by system calls that fail. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { compareHoldings, createProducers, type Met, newMet, type Producer, produceAll } from '../../soak/producers.ts';
import { readLog } from '../../soak/readLog.ts';
import { newDataDir, type ServerProcess, startServer } from '../child.ts';
import { residentMb } from './memory.ts';
import { createTracing, whyNotTraced } from './tracing.ts';

const absent = whyNotTraced();
if (absent) console.log(`Left out: failing disks; ${absent}.`);

const SYNCS = 'fsync,fdatasync';
const WRITES = 'pwrite64,pwritev,pwritev2,write';
const BATCH = 50;

let server: ServerProcess;
afterEach(() => server.dispose());

/** Starts a server whose calls on the log's file fail as said, `N` being the number of the call on its thread. */
async function startOn(calls: string, fault: string): Promise<ServerProcess> {
  const dataDir = newDataDir();
  const paths = ['log-1.db', 'log-1.db-wal'].flatMap((name) => ['-P', `${dataDir}/${name}`]);
  const { via } = createTracing([...paths, '-e', `trace=${calls}`, '-e', `inject=${calls}:${fault}`]);
  server = await startServer({ dataDir, via });
  return server;
}

/** Nothing acknowledged is missing, nothing is there twice, and the numbers are those of what is there. */
async function expectWhole(producers: readonly Producer[], met: Met, batch = BATCH): Promise<void> {
  await server.kill();
  const ids: { source: string; id: string }[] = [];
  const { notices } = readLog(server.dataDir, ({ source, id }) => void ids.push({ source, id }));
  const { lost, doubled, foreign } = compareHoldings(ids, producers, batch);
  console.log(
    `${met.acknowledged} acknowledged, refused ${JSON.stringify(met.refused)}, ${ids.length} held, ${lost} lost, ${doubled} doubled`,
  );
  expect({ lost, doubled, foreign, notices }).toEqual({ lost: 0, doubled: 0, foreign: 0, notices: [] });
  server = await startServer({ dataDir: server.dataDir });
  expect((await server.query({ metrics: ['events'] })).rows).toEqual([[ids.length]]);
}

describe.skipIf(absent !== null)('a disk', { timeout: 300_000 }, () => {
  it('whose sync fails ends the process: nothing of it was acknowledged, and the next start is whole', async () => {
    await startOn(SYNCS, 'error=EIO:when=40+');
    const [producers, met] = [createProducers(8), newMet()];
    const gone = once(server.child, 'exit');
    await produceAll(server.url, producers, { batch: BATCH, met, isOver: () => server.child.exitCode !== null });
    const [status] = await gone;
    expect(status).toBeGreaterThan(0);
    expect(met.acknowledged).toBeGreaterThan(0);
    await expectWhole(producers, met);
  });

  it.each([
    ['is full', 'ENOSPC'],
    ['becomes read-only', 'EROFS'],
  ])('that %s refuses with 503 and Retry-After, answers questions, and takes events again by itself', async (_, error) => {
    await startOn(WRITES, `error=${error}:when=300..500`);
    const [producers, met] = [createProducers(8), newMet()];
    let isAsked = false;
    const isOver = () => isAsked && met.acknowledged > 0 && producers.every(({ next }) => next >= 20 * BATCH);
    const sending = produceAll(server.url, producers, { batch: BATCH, met, isOver, longestWaitMs: 50 });
    while (!met.refused[503]) await wait(5);
    const { seq } = met;
    expect(Number((await server.query({ metrics: ['events'] })).rows[0]?.[0])).toBeGreaterThanOrEqual(seq);
    isAsked = true;
    await sending;
    expect(server.child.exitCode).toBe(null);
    expect(met.seq).toBeGreaterThan(seq);
    await expectWhole(producers, met);
  });

  it('that stalls makes producers wait or come again, with bounded memory, and goes on by itself', async () => {
    await startOn(SYNCS, 'delay_enter=6s:when=40');
    const [patient, pushing, met] = [createProducers(32, 'patient'), createProducers(32, 'pushing'), newMet()];
    let isOver = false;
    const sending = produceAll(server.url, patient, { batch: 200, met, isOver: () => isOver });
    for (let before = -1; before !== met.acknowledged || before === 0; await wait(2000)) before = met.acknowledged;
    const stalledMb = residentMb(server.child.pid);
    const { acknowledged } = met;
    const isStalled = () => met.acknowledged === acknowledged;
    const pushingOn = produceAll(server.url, pushing, {
      batch: 1000,
      met,
      isOver: () => !isStalled(),
      patienceMs: () => (isStalled() ? 500 : 600_000),
    });
    let most = stalledMb;
    while (isStalled()) {
      await wait(100);
      most = Math.max(most, residentMb(server.child.pid));
    }
    const grownMb = most - stalledMb;
    isOver = true;
    console.log(`stalled at ${stalledMb.toFixed(0)} MB, grew by ${grownMb.toFixed(0)} MB`);
    await Promise.all([sending, pushingOn]);
    expect(grownMb).toBeLessThan(64);
    expect(met.acknowledged).toBeGreaterThan(acknowledged);
    await expectWhole([...patient, ...pushing], met, 1000);
  });
});
