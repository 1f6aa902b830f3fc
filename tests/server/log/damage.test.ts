import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allEvents, appendJson, makeFolder, openTestLog, sent } from './logFixture.ts';

/** Text that is different in every event; batches of two are too small to be deflated, so that it can be found in the file. */
function noise(at: number): string {
  return Array.from({ length: 40 }, (_, step) => ((at + 1) * 2654435761 * (step + 7)).toString(36)).join('');
}

const COUNT = 200;
const BATCH = 2;

function event(at: number) {
  return sent(String(at), { note: noise(at), segment: 's' }, { type: 'io.orrery.profile.updated' });
}

/** A closed log of 200 events in 100 batches. */
function makeLog(): string {
  const dir = makeFolder();
  const log = openTestLog(dir);
  for (let from = 0; from < COUNT; from += BATCH) {
    appendJson(
      log,
      Array.from({ length: BATCH }, (_, at) => event(from + at)),
    );
  }
  log.close();
  return dir;
}

function flipBit(file: string, at: number, bit: number): void {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  writeSync(handle, Buffer.of((byte[0] as number) ^ (1 << bit)), 0, 1, at);
  closeSync(handle);
}

/** Opens a log that something happened to: every event in it must be one that was sent, in order; a shorter one must say so. */
function checkHonest(dir: string): { readonly seq: number; readonly notices: readonly string[] } {
  const log = openTestLog(dir);
  const events = allEvents(log);
  const { seq, notices } = log.state();
  expect(events.map((event) => event.seq)).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
  let before = -1;
  for (const { id, data } of events) {
    const position = Number(id);
    expect(position).toBeGreaterThan(before);
    expect(data.note).toBe(noise(position));
    before = position;
  }
  if (seq < COUNT) expect(notices).not.toEqual([]);
  expect(appendJson(log, sent('after'))).toMatchObject({ accepted: 1, seq: seq + 1 });
  log.close();
  return { seq, notices };
}

describe('a damaged log', () => {
  beforeAll(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  it('whose batch has one bit changed is saved without it, says so, keeps the damaged file and is another log', () => {
    const dir = makeLog();
    const healthy = openTestLog(dir);
    const { epoch } = healthy;
    healthy.close();
    const file = join(dir, 'log-1.db');
    flipBit(file, readFileSync(file).indexOf(noise(100).slice(0, 40)), 3);
    const { seq, notices } = checkHonest(dir);
    expect(seq).toBe(COUNT - BATCH);
    expect(notices).toEqual([expect.stringMatching(/198 events saved, 2 events lost; the damaged file is kept as log-1\.db/)]);
    expect(existsSync(file)).toBe(true);
    const saved = openTestLog(dir);
    expect(saved.epoch).not.toBe(epoch);
    expect(saved.state().notices).toEqual(notices);
    saved.close();
  });

  it('takes what it lost when it is sent again, and knows what it kept', () => {
    const dir = makeLog();
    const file = join(dir, 'log-1.db');
    flipBit(file, readFileSync(file).indexOf(noise(100).slice(0, 40)), 3);
    const log = openTestLog(dir);
    const again = Array.from({ length: COUNT }, (_, at) => event(at));
    expect(appendJson(log, again)).toMatchObject({ accepted: BATCH, duplicates: COUNT - BATCH, rejected: [], seq: COUNT });
    log.close();
  });

  it('whose acknowledged end is missing notices it', () => {
    const dir = makeLog();
    const log = openTestLog(dir);
    const { epoch } = log;
    log.close();
    writeFileSync(join(dir, 'log.head'), `${epoch} ${COUNT + 7}`);
    const { seq, notices } = checkHonest(dir);
    expect(seq).toBe(COUNT);
    expect(notices).toEqual([expect.stringContaining('events 201 to 207 were acknowledged but are missing')]);
  });

  it('whose newest rejected records are missing notices it too', () => {
    const dir = makeLog();
    const log = openTestLog(dir);
    appendJson(log, [{ wrong: 1 }, { wrong: 2 }]);
    expect(log.forgetRejected(log.rejected({ limit: 1 }))).toBe(1);
    const { epoch } = log;
    log.close();
    expect(readFileSync(join(dir, 'log.head'), 'latin1').trim()).toBe(`${epoch} ${COUNT} 1`);
    writeFileSync(join(dir, 'log.head'), `${epoch} ${COUNT} 2`);
    const { seq, notices } = checkHonest(dir);
    expect([seq, notices]).toEqual([
      COUNT,
      [expect.stringContaining('rejected records that were kept are missing; 200 events saved, 0 events lost')],
    ]);
  });

  it('whose rejected records cannot all be reached is saved with all events', () => {
    const dir = makeLog();
    const log = openTestLog(dir);
    appendJson(
      log,
      Array.from({ length: 20 }, (_, wrong) => ({ wrong })),
    );
    log.close();
    const file = join(dir, 'log-1.db');
    const db = new Database(file);
    const { rootpage } = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'rejected'").get() as { rootpage: number };
    db.close();
    // Where the 17th record stands in its page: the newest is found without it.
    flipBit(file, (rootpage - 1) * 4096 + 8 + 2 * 17, 2);
    const { seq, notices } = checkHonest(dir);
    expect([seq, notices]).toEqual([COUNT, [expect.stringContaining('malformed; 200 events saved, 0 events lost')]]);
  });

  it('that is no database at all is set aside', () => {
    const dir = makeLog();
    writeFileSync(join(dir, 'log-1.db'), 'this was a log once '.repeat(1000));
    const { seq, notices } = checkHonest(dir);
    expect(seq).toBe(0);
    expect(notices).toEqual([expect.stringContaining('0 events saved, 200 events lost')]);
  });

  it('whose file is gone although events were acknowledged does not start as if new', () => {
    const dir = makeLog();
    const before = readdirSync(dir);
    expect(before).toContain('log-1.db');
    truncateSync(join(dir, 'log-1.db'), 0);
    expect(checkHonest(dir).seq).toBe(0);
  });

  it('always opens, and never is shorter without a word: one bit changed anywhere', () => {
    const pristine = makeLog();
    const bytes = readFileSync(join(pristine, 'log-1.db'));
    const head = readFileSync(join(pristine, 'log.head'));
    let damaged = 0;
    for (let trial = 0; trial < 60; trial++) {
      const dir = makeFolder();
      writeFileSync(join(dir, 'log-1.db'), bytes);
      writeFileSync(join(dir, 'log.head'), head);
      flipBit(join(dir, 'log-1.db'), (trial * 1_000_003 + trial * trial * 7919) % bytes.length, trial % 8);
      damaged += checkHonest(dir).notices.length;
    }
    expect(damaged).toBeGreaterThan(10);
  });

  it('opens whatever in the definitions of its tables is changed', () => {
    const whole = makeFolder();
    const made = openTestLog(whole);
    appendJson(made, sent('kept'));
    made.close();
    const bytes = readFileSync(join(whole, 'log-1.db'));
    const definitions = ['meta', 'batches', 'rejected'].flatMap((table) => {
      const from = bytes.indexOf(`CREATE TABLE ${table}`);
      const length = bytes.indexOf('STRICT', from) + 'STRICT'.length - from;
      return Array.from({ length }, (_, at) => from + at);
    });
    // One in seven letters, and a column that nothing asks for before the log is open.
    const chosen = [...definitions.filter((_, at) => at % 7 === 0), bytes.indexOf('bytes INTEGER')];
    expect(chosen.length).toBeGreaterThan(60);
    for (const [trial, at] of chosen.entries()) {
      const dir = makeFolder();
      writeFileSync(join(dir, 'log-1.db'), bytes);
      flipBit(join(dir, 'log-1.db'), at, trial % 7);
      const log = openTestLog(dir);
      expect(log.state().seq + log.state().notices.length).toBeGreaterThan(0);
      expect(appendJson(log, sent('after'))).toMatchObject({ accepted: 1 });
      expect(log.rejected({ limit: 1 })).toEqual([]);
      log.close();
    }
  });

  it('always opens, and never is shorter without a word: cut off anywhere', () => {
    const pristine = makeLog();
    const bytes = readFileSync(join(pristine, 'log-1.db'));
    const head = readFileSync(join(pristine, 'log.head'));
    for (let trial = 0; trial < 20; trial++) {
      const dir = makeFolder();
      writeFileSync(join(dir, 'log-1.db'), bytes);
      writeFileSync(join(dir, 'log.head'), head);
      truncateSync(join(dir, 'log-1.db'), Math.floor((statSync(join(dir, 'log-1.db')).size * trial) / 20));
      expect(checkHonest(dir).notices).not.toEqual([]);
    }
  });
});
