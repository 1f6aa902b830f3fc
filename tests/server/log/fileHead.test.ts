/** One changed bit in the first hundred bytes of the log's file, by which all the others are read, costs no event. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allEvents, appendJson, makeFolder, openTestLog, sent } from './logFixture.ts';

const COUNT = 60;

describe('the first bytes of the log', () => {
  beforeAll(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  it('with one bit changed: the log opens with all its events and rejected records, and is the same one or says what happened', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    for (let at = 0; at < COUNT; at += 10)
      appendJson(
        log,
        Array.from({ length: 10 }, (_, more) => sent(`e${at + more}`)),
      );
    appendJson(log, [{ wrong: 1 }]);
    const { epoch } = log;
    log.close();
    const file = readFileSync(join(dir, 'log-1.db'));
    const note = readFileSync(join(dir, 'log.head'));
    let mended = 0;
    for (let bit = 0; bit < 800; bit += 7) {
      const changed = Buffer.from(file);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const trial = join(dir, `bit-${bit}`);
      mkdirSync(trial);
      writeFileSync(join(trial, 'log-1.db'), changed);
      writeFileSync(join(trial, 'log.head'), note);
      const opened = openTestLog(trial);
      const { notices, rejected } = opened.state();
      expect([bit, allEvents(opened).map(({ id }) => id)]).toEqual([bit, Array.from({ length: COUNT }, (_, at) => `e${at}`)]);
      expect([bit, rejected, opened.epoch === epoch]).toEqual([bit, 1, notices.length === 0]);
      mended += notices.length;
      opened.close();
    }
    expect(mended).toBeGreaterThan(40);
  });
});
