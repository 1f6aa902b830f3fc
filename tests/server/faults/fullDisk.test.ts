/** A disk that really is full or read-only: a small one in memory, mounted for the test. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';
import { compareHoldings, createProducers, type Met, newMet, type Producer, produceAll } from '../../soak/producers.ts';
import { readLog } from '../../soak/readLog.ts';
import { askedRows, expectedRows, QUESTIONS } from '../../soak/world.ts';
import { type ServerProcess, startServer } from '../child.ts';

const BATCH = 100;
const mounted: string[] = [];

function mount(sizeMb: number): string | null {
  if (process.platform !== 'linux') return null;
  const dir = mkdtempSync(join(tmpdir(), 'orrery-small-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'orrery', dir]).status !== 0) return null;
  mounted.push(dir);
  return dir;
}

function remount(dir: string, how: string): void {
  expect(spawnSync('mount', ['-o', `remount,${how}`, dir]).status).toBe(0);
}

function unmountAll(): void {
  for (const dir of mounted.splice(0)) {
    spawnSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Leaves so many bytes free. */
function fill(dir: string, leftBytes: number): string {
  const { bavail, bsize } = statfsSync(dir);
  const file = join(dir, 'something-else');
  try {
    writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
  } catch (error) {
    // The server may have been quicker with the last bytes.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  return file;
}

const permitted = mount(1) !== null;
unmountAll();
if (!permitted) console.log('Left out: full and read-only disks; a small disk may not be mounted here.');

describe.skipIf(!permitted)('a small disk', { timeout: 300_000 }, () => {
  let server: ServerProcess | null = null;
  afterEach(async () => {
    await server?.kill();
    unmountAll();
  });

  it('that fills up refuses with 503 and answers every question meanwhile; goes on when there is room', async () => {
    const disk = mount(256) as string;
    const dataDir = join(disk, 'data');
    server = await startServer({ dataDir });
    const { url } = server;
    const notices = async () => ((await (await fetch(`${url}/health`)).json()) as { readonly notices: readonly string[] }).notices;
    const [producers, met] = [createProducers(8), newMet()];
    await produceAll(server.url, producers, { batch: BATCH, met, isOver: () => met.acknowledged >= 2000 });
    expect(await notices()).toEqual([]);
    const filler = fill(disk, 30_000_000);
    let isOver = false;
    const sending = produceAll(server.url, producers, { batch: BATCH, met, isOver: () => isOver, longestWaitMs: 100 });
    // What was on its way is in: each has been refused more than once since anything was taken.
    for (let before = -1; before !== met.acknowledged; ) {
      before = met.acknowledged;
      const enough = (met.refused[503] ?? 0) + 3 * producers.length;
      while ((met.refused[503] ?? 0) < enough) await wait(10);
    }
    const { acknowledged } = met;
    for (let question = 0; question < 20; question++) {
      expect((await server.query(QUESTIONS[question % QUESTIONS.length] as Query)).asOf.seq).toBe(acknowledged);
      await wait(50);
    }
    expect(met.acknowledged).toBe(acknowledged);
    expect((await server.query({ metrics: ['events'] })).rows).toEqual([[acknowledged]]);
    expect(await notices()).toEqual([expect.stringMatching(/^Events are refused now: the disk of the data folder is full/)]);

    rmSync(filler);
    while (met.acknowledged < acknowledged + 2000) await wait(20);
    expect(await notices()).toEqual([]);
    isOver = true;
    await sending;
    await expectWhole(producers, met);
  });

  it('that others fill to the last byte gives no wrong answer and loses nothing; works by itself when there is room', async () => {
    const disk = mount(64) as string;
    const dataDir = join(disk, 'data');
    server = await startServer({ dataDir });
    const [producers, met] = [createProducers(8), newMet()];
    let isOver = false;
    const sending = produceAll(server.url, producers, { batch: BATCH, met, isOver: () => isOver, longestWaitMs: 100 });
    while (met.acknowledged < 5000) await wait(5);
    const filler = fill(disk, 0);
    while (!met.refused[503]) await wait(10);
    for (let question = 0; question < 10; question++) {
      const { acknowledged } = met;
      const reply = await server.post('/v1/query', { metrics: ['events'] });
      const { rows } = (await reply.json()) as QueryAnswer;
      if (reply.status === 200) expect(Number(rows[0]?.[0])).toBeGreaterThanOrEqual(acknowledged);
      else expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '10']);
      await wait(200);
    }
    const { acknowledged } = met;
    rmSync(filler);
    while (met.acknowledged < acknowledged + 2000) await wait(20);
    isOver = true;
    await sending;
    await expectWhole(producers, met);
  });

  /** An archive that could not write tries again by itself, within a second or two. */
  async function whenThereIsRoom(query: Query): Promise<QueryAnswer> {
    for (;;) {
      const reply = await (server as ServerProcess).post('/v1/query', query);
      if (reply.status === 200) return (await reply.json()) as QueryAnswer;
      expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '10']);
      await wait(200);
    }
  }

  /** Nothing acknowledged is missing or there twice, in the log and in the answers, now and after a kill. */
  async function expectWhole(producers: readonly Producer[], met: Met): Promise<void> {
    if (!server) throw new Error('no server');
    const { dataDir } = server;
    expect(server.child.exitCode).toBe(null);
    const live = await askedRows(whenThereIsRoom);
    await server.kill();
    const events: ResolvedEvent[] = [];
    const { notices } = readLog(dataDir, (event) => void events.push(event));
    const { lost, doubled, foreign } = compareHoldings(events, producers, BATCH);
    console.log(`${met.acknowledged} acknowledged, ${met.refused[503]} refused with 503, ${lost} lost, ${doubled} doubled`);
    expect({ lost, doubled, foreign, notices }).toEqual({ lost: 0, doubled: 0, foreign: 0, notices: [] });
    expect(live).toEqual(expectedRows(events));
    server = await startServer({ dataDir });
    expect(await askedRows(server.query)).toEqual(live);
  }

  it('that is read-only is refused at the start with a message that says so, and works once it can be written', async () => {
    const disk = mount(64) as string;
    const dataDir = join(disk, 'data');
    server = await startServer({ dataDir });
    const met = newMet();
    await produceAll(server.url, createProducers(1), { batch: BATCH, met, isOver: () => met.acknowledged >= 500 });
    await server.kill();
    remount(disk, 'ro');
    await expect(startServer({ dataDir })).rejects.toThrow(/read-only|cannot be written/i);
    remount(disk, 'rw');
    server = await startServer({ dataDir });
    expect((await server.query({ metrics: ['events'] })).rows).toEqual([[500]]);
  });

  it('that is full from the start is refused with a message, or serves what is there', async () => {
    const disk = mount(64) as string;
    const dataDir = join(disk, 'data');
    mkdirSync(dataDir);
    server = await startServer({ dataDir });
    const met = newMet();
    await produceAll(server.url, createProducers(1), { batch: BATCH, met, isOver: () => met.acknowledged >= 500 });
    await server.kill();
    const filler = fill(disk, 0);
    await startServer({ dataDir }).then(
      async (started) => {
        server = started;
        const reply = await started.post('/v1/query', { metrics: ['events'] });
        if (reply.status !== 200) expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '10']);
        else expect(((await reply.json()) as QueryAnswer).rows).toEqual([[500]]);
        await started.kill();
      },
      (error: Error) => expect(error.message).toMatch(/full|no space/i),
    );
    rmSync(filler);
    server = await startServer({ dataDir });
    expect((await server.query({ metrics: ['events'] })).rows).toEqual([[500]]);
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ notices: [] });
  });
});
