/** The engine between a log and its askers: it catches up, starts again where it stood, and never trusts a damaged archive. */
import { copyFileSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../server/settings.ts';
import { asides, createLog, expectAnswers, folder, open, randomEvents, SETTINGS } from './coreWorld.ts';
import { EPOCH, NOW_MS } from './openArchive.ts';

describe('engine', () => {
  const events = randomEvents(600);

  it('sees every event up to the one asked for, however far the log is ahead', async () => {
    const log = createLog([]);
    const engine = await open(folder(), log);
    for (const end of [1, 2, 130, 600]) {
      log.events.push(...events.slice(log.seq(), end));
      engine.feed.committed({ firstSeq: 0, count: 0, payload: new Uint8Array(0) });
      await expectAnswers(engine, log);
    }
  });

  it('tells of a declared source from which nothing comes, not of one that is heard', async () => {
    const log = createLog(events.slice(0, 20));
    const sources = new Map([
      ['shop', 60_000],
      ['Shop', 60_000],
    ]);
    let nowMs = NOW_MS;
    const { core } = await open(folder(), log, EPOCH, { ...SETTINGS, sources }, () => nowMs);
    await core.query({ metrics: ['events'] }, log.seq());
    const unheard = async () => (await core.freshness()).sources.filter(({ state }) => state === 'unheard').map(({ source }) => source);
    expect(await unheard()).toEqual([]);
    nowMs += 180_001;
    expect(await unheard()).toEqual(['Shop']);
  });

  it('ends whenever it is closed, also while an import is being withdrawn: nothing of it goes on', async () => {
    const [started, ended] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'clearInterval')];
    for (let waitMs = 0; waitMs < 24; waitMs += 0.8) {
      const log = createLog(events.slice(0, 20));
      const change = { seq: 21, number: 1, withdrawn: true };
      const engine = await open(folder(), {
        ...log,
        readAfter: (seq) =>
          log.readAfter(seq) ?? (seq === 20 && isWithdrawn ? { firstSeq: 21, count: 1, payload: Buffer.from('[]'), change } : null),
      });
      let isWithdrawn = false;
      await expectAnswers(engine, log);
      const { core } = engine;
      isWithdrawn = true;
      engine.feed.committed({ firstSeq: 21, count: 1, payload: Buffer.from('[]'), change });
      // It has begun then, and goes on for some milliseconds.
      while (core.state().appliedSeq < 21) await new Promise(setImmediate);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await engine.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(core.views().ids()).toEqual([]);
      const stopped = ended.mock.calls.map(([timer]) => timer);
      expect(started.mock.results.filter(({ value }) => !stopped.includes(value))).toEqual([]);
    }
    vi.restoreAllMocks();
  });

  it('goes on where it stood, also after it was killed', async () => {
    const [dir, later] = [folder(), folder()];
    const log = createLog(events.slice(0, 300));
    const engine = await open(dir, log);
    await expectAnswers(engine, log);
    // What a killed process leaves: the files as they are, never closed.
    for (const name of readdirSync(dir).filter((name) => name.startsWith('archive.duckdb')))
      copyFileSync(join(dir, name), join(later, name));
    log.events.push(...events.slice(300));
    const again = await open(later, log);
    await expectAnswers(again, log);
    expect(asides(later)).toEqual([]);
    await engine.close();
    await expectAnswers(await open(dir, log), log);
    expect(asides(dir)).toEqual([]);
  });

  it('counts on over events that the log has lost', async () => {
    const log = createLog(events.slice(0, 200));
    for (const seq of [1, 2, 77, 99, 100, 101, 149, 150, 200]) log.lost.add(seq);
    const dir = folder();
    const engine = await open(dir, log);
    await expectAnswers(engine, log);
    await engine.close();
    log.events.push(...events.slice(200, 260));
    await expectAnswers(await open(dir, log), log);
    expect(asides(dir)).toEqual([]);
  });

  it.each([
    ['of another log', { epoch: 'epoch-0' }],
    ['of another time zone', { settings: { ...SETTINGS, timezone: 'UTC' } }],
    ['without a declared dimension', { settings: { ...SETTINGS, dimensions: ['tier'] } }],
  ])(
    'puts an archive %s aside and fills another',
    async (_name, { epoch = EPOCH, settings = SETTINGS }: { epoch?: string; settings?: Settings }) => {
      const dir = folder();
      const log = createLog(events.slice(0, 120));
      const other = await open(dir, log, epoch, settings);
      await other.core.query({ metrics: ['events'] }, 120);
      await other.close();
      await expectAnswers(await open(dir, log), log);
      expect(asides(dir)).toHaveLength(1);
    },
  );

  it('fills the archive again when it knows more than the log', async () => {
    const dir = folder();
    const before = await open(dir, createLog(events.slice(0, 120)));
    await before.core.query({ metrics: ['events'] }, 120);
    await before.close();
    const log = createLog(events.slice(200, 260).map((event, at) => ({ ...event, seq: at + 1 })));
    const engine = await open(dir, log);
    await expect.poll(() => engine.core.state().appliedSeq).toBe(60);
    await expectAnswers(engine, log);
  });

  it('gives right answers whatever becomes of its files', async () => {
    const dir = folder();
    const log = createLog(events.slice(0, 400));
    const engine = await open(dir, log);
    await expectAnswers(engine, log);
    // Both a file with a log of changes beside it and one without are tried.
    const files = ['archive.duckdb', 'archive.duckdb.wal']
      .filter((name) => existsSync(join(dir, name)))
      .map((name) => [name, readFileSync(join(dir, name))] as const);
    await engine.close();
    const closed = [['archive.duckdb', readFileSync(join(dir, 'archive.duckdb'))]] as const;
    for (const [left, damage] of damages(files, closed)) {
      rmSync(dir, { recursive: true, force: true });
      const damaged = folder();
      for (const [name, bytes] of left) writeFileSync(join(damaged, name), damage(name, bytes));
      const again = await open(damaged, log);
      await expectAnswers(again, log);
      await again.close();
    }
  });

  it('fills the archive again when it breaks under its hands', async () => {
    const dir = folder();
    const log = createLog(events);
    const first = await open(dir, log);
    await expectAnswers(first, log);
    await first.close();
    const engine = await open(dir, log);
    const size = readFileSync(join(dir, 'archive.duckdb')).length;
    const file = openSync(join(dir, 'archive.duckdb'), 'r+');
    // The blocks of the tables, behind the headers.
    writeSync(file, Buffer.alloc(size - 12_288, 0x5a), 0, size - 12_288, 12_288);
    await expectAnswers(engine, log);
  });
});

type Files = readonly (readonly [name: string, bytes: Buffer])[];
type Damage = (name: string, bytes: Buffer) => Buffer;

/** Files cut short, bits flipped and bytes overwritten, at seeded places. */
function* damages(live: Files, closed: Files): Iterable<readonly [Files, Damage]> {
  let state = 20_260_101;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 12; round++) {
    const files = round % 2 === 0 ? live : closed;
    const target = files[random(files.length)]?.[0];
    const kind = round % 3;
    yield [
      files,
      (name, bytes) => {
        if (name !== target) return bytes;
        if (kind === 0) return bytes.subarray(0, random(bytes.length));
        const broken = Buffer.from(bytes);
        const at = random(bytes.length);
        if (kind === 1) broken[at] = (broken[at] ?? 0) ^ (1 << random(8));
        else broken.fill(0, at, at + 5000);
        return broken;
      },
    ];
  }
}
